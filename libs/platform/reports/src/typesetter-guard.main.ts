import { workerData } from 'node:worker_threads';

/*
 * A thread beside the one that sets documents and cannot be interrupted. It ends the process when the worker that it sets
 * for is gone, and before a template that piles up text takes the memory of the machine.
 */

const LOOK_MS = 250;

const { parent, mostMegabytes } = workerData as { parent: number; mostMegabytes: number };

setInterval(() => {
  const isOrphan = process.ppid !== parent;
  const isTooLarge = process.memoryUsage.rss() > mostMegabytes * 2 ** 20;
  if (isOrphan || isTooLarge) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
