import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is there; fails after `patienceMs`. For what another process or the queue does. */
export async function until<T>(ask: () => Promise<T | undefined | false>, patienceMs = 15_000): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(25);
  }
}
