import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { playAllLines } from './demo/all';
import { ApiClient } from './demo/api-client';
import { CityProcess } from './demo/city-process';
import { playHeadline } from './demo/headline';
import { playRegister, REGISTER_CLOCK } from './demo/register';
import { readRegister } from './demo/register-file';
import type { Stage } from './demo/stage';
import { Timeline } from './demo/timeline';

const USAGE = `usage: npm run demo [-- --all | --register FILE]
  --all            the other lines after the elevators
  --register FILE  a register of elevators as CSV, plain or gzipped`;
const INTERRUPTED = 130;

/** What is played: the clock of its city, the folder that stays, and the story with its last line. */
interface Play {
  clockStart?: string;
  keptFolder: string;
  story: (stage: Stage) => Promise<string>;
}

/** What the command line asks for. */
interface Arguments {
  all?: boolean;
  register?: string;
}

function choosePlay({ all, register }: Arguments): Play {
  if (register === undefined) {
    const playStory = all ? playAllLines : playHeadline;
    return { keptFolder: 'reports', story: async (stage) => `DEMO ${JSON.stringify(await playStory(stage))}` };
  }
  // Read before anything is started: a wrong file should cost no time.
  const file = readRegister(resolve(register));
  return {
    clockStart: REGISTER_CLOCK,
    keptFolder: 'register',
    story: async (stage) => `REGISTER ${JSON.stringify(await playRegister(stage, file))}`,
  };
}

/** A folder that the embedded database's own user can enter, too. */
function makeWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-demo-'));
  chmodSync(folder, 0o755);
  return folder;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(error: unknown): void {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
}

/** Plays in a city that exists only for this; what is kept stays, the city and its data go. */
async function play({ clockStart, keptFolder, story }: Play): Promise<void> {
  const workspace = makeWorkspace();
  const dataDir = join(workspace, 'data');
  const folder = join(workspace, keptFolder);
  mkdirSync(folder);
  const city = new CityProcess(dataDir, clockStart);
  const close = async (keepLogs: boolean): Promise<void> => {
    await city.stop();
    const logs = join(dataDir, 'logs');
    if (keepLogs && existsSync(logs)) renameSync(logs, join(workspace, 'logs'));
    rmSync(dataDir, { recursive: true, force: true });
  };
  let isInterrupted = false;
  const interrupt = (): void => {
    // A terminal and npm both pass on the same Ctrl-C.
    if (isInterrupted) return;
    isInterrupted = true;
    complain('stopping …');
    void city.stop().finally(() => {
      rmSync(workspace, { recursive: true, force: true });
      process.exit(INTERRUPTED);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  try {
    print(`A fresh city is being started in ${workspace} …`);
    const url = await city.start();
    print(`It answers at ${url}. Seconds are counted from the first request.\n`);
    const lastLine = await story({ api: new ApiClient(url), folder, timeline: new Timeline(print) });
    await close(false);
    print(`\nThe city is gone, ${folder} stays.\n${lastLine}`);
  } catch (error) {
    if (isInterrupted) return;
    complain(error);
    await close(true);
    complain(`the city is stopped; its logs are in ${join(workspace, 'logs')}`);
    process.exitCode = 1;
  }
}

function readArguments(): Arguments {
  try {
    const { all, register } = parseArgs({ options: { all: { type: 'boolean' }, register: { type: 'string' } } }).values;
    if (all && register !== undefined) throw new Error('--all and --register are two different stories');
    return { all, register };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  await play(choosePlay(readArguments()));
}

main().catch((error: unknown) => {
  complain(error);
  process.exitCode = 1;
});
