import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Typesetter } from './typesetter';
import type { TypesettingError } from './typesetting';
import { type Order, type Outcome, type Standing, standingOf } from './typesetter-messages';

/*
 * The process in which documents are set, one after the other. It has no settings and no secrets, and may be ended at any
 * moment.
 */

const { workspace, restMegabytes, mostMegabytes }: Standing = standingOf(process.argv);
const typesetter = new Typesetter(workspace);

async function outcomeOf({ templatePath, json }: Order): Promise<Outcome> {
  try {
    return await typesetter.compile({ templatePath, data: JSON.parse(json) });
  } catch (error) {
    const { code, message, field } = error as TypesettingError;
    return { error: { code: code ?? 'template_error', message, field } };
  }
}

async function answer(order: Order): Promise<void> {
  const outcome = await outcomeOf(order);
  await new Promise((sent) => process.send?.(outcome, sent));
  // A fresh process costs less than memory that never comes back; what else was ordered is ordered there again.
  if (process.memoryUsage.rss() > restMegabytes * 2 ** 20) process.exit(0);
}

let last = Promise.resolve();
process.on('message', (order: Order) => {
  last = last.then(() => answer(order));
});
process.once('disconnect', () => process.exit(0));

// While a document is set this thread hears nothing, not even that the parent is gone.
new Worker(join(__dirname, 'typesetter-guard.main.js'), {
  workerData: { parent: process.ppid, mostMegabytes },
}).unref();
// What it costs to start is not counted against the first document.
try {
  typesetter.start();
} catch {
  // Every document will say what is missing.
}
process.send?.('ready');
