import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

/**
 * Calls `gone` once when npm, or the shell it runs us in, has ended. npm passes a signal to that shell, which dies of it
 * and passes on nothing: without this, `kill` of `npm start` would leave the city running.
 */
export function watchNpm(gone: () => void): void {
  const parent = process.ppid;
  const npm = isShellOfNpm(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(timer);
    gone();
  }, LOOK_MS);
  timer.unref();
}

/** npm runs scripts by `sh -c "…"`; without the shell (an `exec` in the script) the parent is npm itself. */
function isShellOfNpm(pid: number): boolean {
  return read(`/proc/${pid}/cmdline`)?.split('\0')[1] === '-c';
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // Not Linux, or gone.
  }
}
