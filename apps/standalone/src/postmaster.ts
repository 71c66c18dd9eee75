import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { allGone, isAlive, markOf, type ProcessMark, signal } from './processes';

/** `fast` ends sessions and writes a checkpoint; `immediate` leaves the next start to recover from the log. */
export type StopMode = 'fast' | 'immediate';

const FAST_MS = 5_000;
/** PostgreSQL itself kills sessions that ignore an immediate stop for five seconds. */
const IMMEDIATE_MS = 6_000;

/** The running server of a data folder, proven to be one and not a process that got its number after a crash. */
export function findPostmaster(dataDir: string): ProcessMark | undefined {
  const pid = recordedPid(dataDir);
  const mark = markOf(pid);
  return mark && isServerOf(mark.pid, dataDir) ? mark : undefined;
}

/** Stops whatever server runs on the folder; returns when it and its sessions are gone. */
export async function stopPostmaster(dataDir: string, mode: StopMode = 'fast', fastMs = FAST_MS): Promise<void> {
  const mark = findPostmaster(dataDir);
  if (!mark) return;
  if (mode === 'fast') {
    signal(mark, 'SIGINT');
    if (await allGone([mark], fastMs)) return;
  }
  signal(mark, 'SIGQUIT');
  if (await allGone([mark], IMMEDIATE_MS)) return;
  signal(mark, 'SIGKILL');
  await allGone([mark], 1_000);
}

/**
 * Removes a `postmaster.pid` whose number has gone to another process: PostgreSQL only asks whether the number lives,
 * and would refuse to start for as long as it does. Only where /proc can prove it.
 */
export function forgetStalePostmaster(dataDir: string): void {
  const mark = markOf(recordedPid(dataDir));
  if (process.platform !== 'linux' || !mark || !isAlive(mark) || isServerOf(mark.pid, dataDir)) return;
  rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

function recordedPid(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isServerOf(pid: number, dataDir: string): boolean {
  try {
    const folder = realpathSync(dataDir);
    // A server works inside its data folder: nothing else does.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder;
    const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return stdout.includes('postgres') && (stdout.includes(dataDir) || stdout.includes(folder));
  } catch {
    return false;
  }
}
