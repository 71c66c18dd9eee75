import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { variables } from '@nqi/shared/config';

const LAUNCHER = resolve(__dirname, '../../../standalone/src/main.js');
const READY = 'READY ';
const SHOWN_LINES = 5;
const STOP_PATIENCE_MS = 20_000;

/** A fresh city of its own: PostgreSQL, api and worker on a free port, with the demo people and nothing else. */
export class CityProcess {
  private child?: ChildProcess;
  private readonly lastLines: string[] = [];

  /** @param clockStart the instant (ISO 8601) that the city takes for now; default: the real one */
  constructor(
    private readonly dataDir: string,
    private readonly clockStart?: string,
  ) {}

  /** @returns the address of the api @throws Error with the launcher's last words when it ends before it is ready */
  start(): Promise<string> {
    const child = fork(LAUNCHER, [], {
      env: environment(this.dataDir, this.clockStart),
      execArgv: [],
      // The channel is what ends the city when this process is killed.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.child = child;
    return new Promise((ready, reject) => {
      if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => this.read(line, ready));
      child.once('error', reject);
      child.once('exit', () => reject(new Error(['the city did not start', ...this.lastLines].join('\n'))));
    });
  }

  /** Ends everything that was started; returns when it is gone. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    if (child.connected) child.disconnect();
    const gaveUp = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(gaveUp);
  }

  private read(line: string, ready: (url: string) => void): void {
    if (line.startsWith(READY)) ready((JSON.parse(line.slice(READY.length)) as { url: string }).url);
    this.lastLines.push(line);
    if (this.lastLines.length > SHOWN_LINES) this.lastLines.shift();
  }
}

/**
 * The caller's environment without anything that configures a city: a DATABASE_URL or a STORAGE_DIR that happens to be
 * set belongs to a real one, which the demo must never touch.
 */
function environment(dataDir: string, clockStart = ''): NodeJS.ProcessEnv {
  // The child needs PATH and the like; the configuration, the only other reader, has no use for them.
  // eslint-disable-next-line n/no-process-env -- see above
  const inherited = Object.entries(process.env).filter(([name]) => !(name in variables));
  const own = { DATA_DIR: dataDir, PORT: '0', DEMO_CITY: 'true', CLOCK_START: clockStart };
  return { ...Object.fromEntries(inherited), ...own };
}
