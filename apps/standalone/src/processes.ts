import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  pid: number;
  /** Changes with every process that gets this number. */
  started: string;
}

const POLL_MS = 50;
/** Position of `starttime` in /proc/PID/stat, counted after the command in brackets (which may hold spaces). */
const START_TIME_FIELD = 19;

/** The mark of a running process; undefined when there is none. */
export function markOf(pid: number | undefined): ProcessMark | undefined {
  const started = pid === undefined ? undefined : startOf(pid);
  return pid === undefined || started === undefined ? undefined : { pid, started };
}

export function isAlive(mark: ProcessMark): boolean {
  return startOf(mark.pid) === mark.started;
}

/** Sends a signal unless the process is gone, or its number belongs to another one by now. */
export function signal(mark: ProcessMark, name: NodeJS.Signals): void {
  try {
    if (isAlive(mark)) process.kill(mark.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

/** Waits until all are gone. @returns whether they are */
export async function allGone(marks: readonly ProcessMark[], patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (marks.some(isAlive)) {
    if (Date.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** Waits for processes that should be ending by themselves, then ends the rest. */
export async function outlast(marks: readonly ProcessMark[], patienceMs: number): Promise<void> {
  if (await allGone(marks, patienceMs)) return;
  for (const mark of marks) signal(mark, 'SIGKILL');
  await allGone(marks, 1_000);
}

function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStart(pid);
  return process.platform === 'win32' ? windowsStart(pid) : psStart(pid);
}

function linuxStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not asked yet.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}:${fields[START_TIME_FIELD]}`;
  } catch {
    return undefined;
  }
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function psStart(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

function windowsStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return undefined;
  }
}
