import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addressesOf, type DatabaseAddresses } from './database-roles';
import { Guardian } from './guardian';
import { LauncherLock } from './launcher-lock';
import { LogFile } from './logs';
import { probePort } from './ports';
import type { ProcessMark } from './processes';
import { loadSecrets, type Secrets } from './secrets';
import { Service } from './service';
import { childEnvironment, type Settings } from './settings';
import { type SignIn, readSignIns } from './sign-ins';
import { Task } from './task';

/** What runs, once everything does. */
export interface CityReady {
  url: string;
  docs: string;
  signIns: SignIn[];
  /** Seconds since the start of this process: until the api listened, and until all was ready. */
  listeningSeconds: number;
  seconds: number;
  pids: { api?: number; worker?: number; postgres?: number; database?: number };
}

/** The whole platform on one machine: database, migrations, demo city, api, worker. */
export class City {
  private readonly lock: LauncherLock;
  private readonly processes = new Map<string, ProcessMark>();
  private readonly tasks: Task[] = [];
  private readonly services: Service[] = [];
  private guardian?: Guardian;
  private stopping = false;

  constructor(
    private readonly settings: Settings,
    private readonly onLine: (line: string) => void,
  ) {
    this.lock = new LauncherLock(settings.dataDir);
  }

  /** @throws Error that says in its first line what is wrong; call {@link stop} afterwards */
  async start(): Promise<CityReady> {
    const { env, ownerUrl } = await this.prepare();
    await this.task('migrate', { ...env, MIGRATION_DATABASE_URL: ownerUrl }).run();
    // The demo city loads while the api starts; the worker follows, so that two cores give the api its first answer soon.
    const demo = this.loadDemo(env);
    const api = this.service('api', env);
    const url = await api.start();
    const listeningSeconds = elapsedSeconds();
    const worker = this.service('worker', env);
    const [signIns] = await Promise.all([demo, worker.start()]);
    this.assertRunning();
    const { guardian } = this;
    const pids = { api: api.pid, worker: worker.pid, postgres: guardian?.postgresPid, database: guardian?.pid };
    return { url, docs: `${url}/docs`, signIns, listeningSeconds, seconds: elapsedSeconds(), pids };
  }

  /**
   * Stops api and worker, then the database; returns when nothing is left.
   * @param hard without waiting for requests and jobs in flight; may be called while a gentle stop is under way
   */
  async stop(hard = false): Promise<void> {
    this.stopping = true;
    if (hard) for (const service of this.services) service.kill();
    await Promise.all([...this.tasks, ...this.services].map((child) => child.stop()));
    await this.guardian?.stop(hard ? 'immediate' : 'fast');
    this.lock.release();
  }

  /**
   * Folder, lock, secrets, port and database.
   * @returns the environment of everything that follows, and the address that only migrations get
   */
  private async prepare(): Promise<{ env: NodeJS.ProcessEnv; ownerUrl: string }> {
    const { settings, lock } = this;
    const { dataDir } = settings;
    mkdirSync(dataDir, { recursive: true });
    lock.acquire();
    await lock.clearLeftovers();
    const secrets = loadSecrets(dataDir);
    for (const folder of ['files', 'logs']) mkdirSync(join(dataDir, folder), { recursive: true, mode: 0o700 });
    // Before the database: a taken port is the most likely mistake and should cost no time.
    const port = await probePort(settings.host, settings.port);
    const { databaseUrl, ownerUrl } = await this.startDatabase(secrets);
    return { env: childEnvironment({ ...settings, port }, databaseUrl, secrets), ownerUrl };
  }

  private async startDatabase({ databasePassword: password }: Secrets): Promise<DatabaseAddresses> {
    const { dataDir, databaseUrl, ownerUrl = '' } = this.settings;
    const embedded = { dataDir: join(dataDir, 'postgres'), password, durable: true };
    this.assertRunning();
    this.guardian = new Guardian({
      database: databaseUrl ? undefined : embedded,
      logFile: join(dataDir, 'logs', 'postgres.log'),
      onLine: this.onLine,
      onSpawn: (mark) => this.note('guardian', mark),
    });
    const url = await this.guardian.start();
    return databaseUrl ? { databaseUrl, ownerUrl } : addressesOf(url ?? '');
  }

  private async loadDemo(env: NodeJS.ProcessEnv): Promise<SignIn[]> {
    if (!this.settings.demoCity) return [];
    try {
      return readSignIns(await this.task('seed', env, ['--demo']).run());
    } catch (error) {
      if (!this.stopping) this.onLine(`the demo city was not loaded: ${(error as Error).message}`);
      return [];
    }
  }

  private task(name: string, env: NodeJS.ProcessEnv, args: string[] = []): Task {
    this.assertRunning();
    const script = join(this.settings.distRoot, 'apps', 'cli', 'src', `${name}.js`);
    const task = new Task({ name, script, args, env, onProcess: (mark) => this.note(name, mark) });
    this.tasks.push(task);
    return task;
  }

  private service(name: string, env: NodeJS.ProcessEnv): Service {
    this.assertRunning();
    const { distRoot, dataDir } = this.settings;
    const service = new Service({
      name,
      script: join(distRoot, 'apps', name, 'src', 'main.js'),
      env,
      log: new LogFile(join(dataDir, 'logs', `${name}.log`)),
      onLine: this.onLine,
      onProcess: (mark) => this.note(name, mark),
    });
    this.services.push(service);
    return service;
  }

  /** Keeps the two lists that make an end without leftovers possible: the guardian's, and the next launcher's. */
  private note(name: string, mark: ProcessMark | undefined): void {
    if (mark) this.processes.set(name, mark);
    else this.processes.delete(name);
    const { guardian, ...others } = Object.fromEntries(this.processes);
    const children = Object.values<ProcessMark>(others);
    this.guardian?.watch(children);
    this.lock.children(guardian ? [...children, guardian] : children);
  }

  private assertRunning(): void {
    if (this.stopping) throw new Error('stopped before it was ready');
  }
}

function elapsedSeconds(): number {
  return Math.round(performance.now()) / 1_000;
}
