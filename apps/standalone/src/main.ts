import { banner } from './banner';
import { City } from './city';
import { watchNpm } from './parent-watch';
import { readSettings } from './settings';

/** npm repeats a Ctrl-C that the terminal has already sent to the whole group: within this time it is the same one. */
const SAME_KEYPRESS_MS = 500;
const KILLED_BY_INTERRUPT = 130;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(error: unknown): void {
  process.stderr.write(`nqi: ${error instanceof Error ? error.message : String(error)}\n`);
}

async function main(): Promise<void> {
  const settings = readSettings();
  const city = new City(settings, print);
  let firstStop: number | undefined;

  const leave = async (code: number, hard = false): Promise<void> => {
    if (firstStop !== undefined && !hard) return;
    firstStop ??= Date.now();
    if (code !== 1) print(hard ? 'stopping at once …' : 'stopping … 正在停止');
    await city.stop(hard);
    process.exit(code);
  };
  const onSignal = (): void => {
    if (firstStop === undefined) void leave(0);
    else if (Date.now() - firstStop > SAME_KEYPRESS_MS) void leave(KILLED_BY_INTERRUPT, true);
  };

  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  // Started by another program with a channel: its end is ours.
  process.on('disconnect', () => void leave(0));
  if (settings.startedByNpm) watchNpm(() => void leave(0));
  // A closed terminal or pipe (`npm start | head`) takes the output, not the city.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    complain(error);
    void leave(1);
  });

  try {
    const ready = await city.start();
    for (const line of banner(ready, settings)) print(line);
  } catch (error) {
    if (firstStop !== undefined) return;
    complain(error);
    await leave(1);
  }
}

main().catch((error: unknown) => {
  complain(error);
  process.exitCode = 1;
});
