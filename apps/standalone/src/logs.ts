import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT_BYTES = 16 * 1_048_576;
const SHOWN_LINES = 5;

/** The file a child writes its standard output to. */
export class LogFile {
  private from = 0;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    // Without this a city that is started every day fills its disk in the end.
    if (this.size() > KEPT_BYTES) renameSync(path, `${path}.1`);
  }

  /** Opens it for a child that is being started, calls `use` with the descriptor, and closes this side of it. */
  with<T>(use: (descriptor: number) => T): T {
    this.from = this.size();
    const descriptor = openSync(this.path, 'a');
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  /** The last lines written since `with`. */
  tail(): string[] {
    const text = readFileSync(this.path).subarray(this.from).toString('utf8').trim();
    return text === '' ? [] : text.split('\n').slice(-SHOWN_LINES);
  }

  private size(): number {
    return existsSync(this.path) ? statSync(this.path).size : 0;
  }
}
