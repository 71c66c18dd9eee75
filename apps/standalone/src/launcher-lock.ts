import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, markOf, outlast, type ProcessMark } from './processes';

/** How long what a killed launcher left behind may take to end by itself (its guardian needs at most nine seconds). */
const LEFTOVER_PATIENCE_MS = 10_000;
const ATTEMPTS = 3;

/** One launcher per data folder, and the list of its children for the launcher after a crash. */
export class LauncherLock {
  private readonly file: string;
  private readonly childrenFile: string;
  private readonly mark: ProcessMark;

  constructor(private readonly dataDir: string) {
    this.file = join(dataDir, 'launcher.lock');
    this.childrenFile = join(dataDir, 'children.json');
    this.mark = markOf(process.pid) ?? { pid: process.pid, started: 'unknown' };
  }

  /** @throws Error in one line when another launcher lives on this folder */
  acquire(): void {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (this.create()) return;
      const holder = readJson<ProcessMark>(this.file);
      if (holder && isAlive(holder)) throw new Error(`already running on ${this.dataDir} (process ${holder.pid})`);
      this.putAside(holder);
    }
    throw new Error(`another start on ${this.dataDir} is under way`);
  }

  /** Ends the api, worker and guardian of a launcher that was killed, so that ports and files are free. */
  async clearLeftovers(): Promise<void> {
    const left = (readJson<ProcessMark[]>(this.childrenFile) ?? []).filter(isAlive);
    await outlast(left, LEFTOVER_PATIENCE_MS);
    this.children([]);
  }

  /** Writes down the processes that the next launcher has to look for. */
  children(marks: readonly ProcessMark[]): void {
    const draft = `${this.childrenFile}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(marks));
    renameSync(draft, this.childrenFile);
  }

  release(): void {
    if (readJson<ProcessMark>(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }

  /** A link appears with its whole content or not at all, so nobody reads a half-written lock. */
  private create(): boolean {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.mark));
    try {
      linkSync(draft, this.file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Moves a stale lock away; if a third launcher was quicker and this is its fresh one, puts it back. */
  private putAside(stale: ProcessMark | undefined): void {
    const aside = `${this.file}.stale.${process.pid}`;
    try {
      renameSync(this.file, aside);
      if (readJson<ProcessMark>(aside)?.started !== stale?.started) linkSync(aside, this.file);
    } catch {
      // Somebody else moved it: the next attempt tells who holds it now.
    } finally {
      rmSync(aside, { force: true });
    }
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
