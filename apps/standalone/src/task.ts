import { type ChildProcess, fork } from 'node:child_process';
import { markOf, type ProcessMark } from './processes';

export interface TaskOptions {
  name: string;
  script: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  onProcess: (mark: ProcessMark | undefined) => void;
}

const SHOWN_LINES = 5;

/** A command that runs once and ends: migrations, the demo city. */
export class Task {
  private child?: ChildProcess;

  constructor(private readonly options: TaskOptions) {}

  /**
   * @returns what it wrote to standard output
   * @throws Error with the last of it when it does not exit with 0
   */
  run(): Promise<string> {
    const { name, script, args = [], env, onProcess } = this.options;
    const child = fork(script, args, {
      env,
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.child = child;
    onProcess(markOf(child.pid));
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        onProcess(undefined);
        if (code === 0) return resolve(output);
        const last = output.trim().split('\n').slice(-SHOWN_LINES);
        reject(new Error([`${name} failed (${signal ?? `exit ${code}`})`, ...last].join('\n').trim()));
      });
    });
  }

  /** Migrations run in transactions and the seed can be repeated: ending either in the middle costs only the time. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGKILL');
    await ended;
  }
}
