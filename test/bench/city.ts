import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { Guardian } from '../../apps/standalone/src/guardian';
import { LogFile } from '../../apps/standalone/src/logs';
import { probePort } from '../../apps/standalone/src/ports';
import type { ProcessMark } from '../../apps/standalone/src/processes';
import { Service } from '../../apps/standalone/src/service';
import type { BaselineOrder } from './baseline-server';
import { childEnvironment, orderFor } from './environment';
import { filingReads } from './filing-reads';
import { type Caller, signIn, tokenOf } from './caller';
import type { PoisonOrder } from './poisoned-worker';
import type { UnguardedOrder } from './unguarded-api';
import { type KeptSecrets, secretsIn } from './kept-folder';
import { fillCity } from './volume';

const DIST = resolve(__dirname, '../..');
const HOST = '127.0.0.1';
/** The contractor's clerk of the demo city, whose organisation keeps some 4,900 devices. */
const CONTRACTOR = '13800000021';

const run = promisify(execFile);

/** A running process under load. */
export interface Running {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** A city-size PostgreSQL of its own, and the processes that are measured on it; each starts when it is first needed. */
export class BenchCity {
  readonly folder: string;
  readonly dist = DIST;
  databaseUrl = '';
  publicUrl = '';
  db: Client;
  private readonly secrets: KeptSecrets;
  private readonly guardian: Guardian;
  private readonly services = new Set<Service>();
  private readonly marks = new Map<string, ProcessMark>();
  private env: NodeJS.ProcessEnv = {};
  private ready?: Promise<void>;
  private apiProcess?: Promise<Running>;
  private baselineProcess?: Promise<Running>;
  private contractorCaller?: Promise<Caller>;

  /** @param kept where the whole city is kept; without it, the volume that most figures are measured on, in a folder of its own */
  constructor(private readonly kept?: string) {
    this.folder = kept ?? mkdtempSync(join(tmpdir(), 'nqi-bench-'));
    this.secrets = secretsIn(this.folder);
    this.guardian = new Guardian({
      database: { dataDir: join(this.folder, 'postgres'), password: this.secrets.password, durable: true },
      logFile: join(this.folder, 'postgres.log'),
    });
  }

  /** The database with its migrations, the demo city and the volume; made once. */
  start(): Promise<void> {
    return (this.ready ??= this.build());
  }

  /** The real api, at its default log level, writing its lines to a file as `npm start` lets it. */
  api(): Promise<Running> {
    return (this.apiProcess ??= this.spawn('api', join(DIST, 'apps/api/src/main.js'), this.env));
  }

  /** One more of the same api on the same database. */
  async anotherApi(): Promise<Running> {
    const PORT = String(await probePort(HOST, 0));
    return this.spawn('another-api', join(DIST, 'apps/api/src/main.js'), { ...this.env, PORT });
  }

  /** The same api without its guards: to it everybody is this person. */
  async unguardedApi(person: Pick<UnguardedOrder, 'userId' | 'organisationId'>): Promise<Running> {
    const order: UnguardedOrder = { ...person, roles: ['ent_admin', 'ent_user'], capabilities: ['maintenance_unit'] };
    const env = { ...orderFor(order), ...this.env, PORT: String(await probePort(HOST, 0)) };
    return this.spawn('unguarded-api', join(__dirname, 'unguarded-api.js'), env);
  }

  /** A bare Fastify + pg that answers the two reads with the statements that the api runs. */
  baseline(): Promise<Running> {
    return (this.baselineProcess ??= this.startBaseline());
  }

  /** A real worker; the caller stops it, so that it takes no time from other figures. */
  worker(): Promise<Running> {
    return this.spawn('worker', join(DIST, 'apps/worker/src/main.js'), this.env);
  }

  /** A worker to which some reports are poison. */
  poisonedWorker(order: PoisonOrder): Promise<Running> {
    return this.spawn('poisoned-worker', join(__dirname, 'poisoned-worker.js'), { ...orderFor(order), ...this.env });
  }

  contractor(): Promise<Caller> {
    return (this.contractorCaller ??= this.caller(CONTRACTOR));
  }

  async caller(phone: string): Promise<Caller> {
    return signIn((await this.api()).url, phone);
  }

  /** Of a session that was opened just now. */
  async freshToken(phone: string): Promise<string> {
    return tokenOf((await this.api()).url, phone);
  }

  /** What the processes of the city are told. */
  get environment(): NodeJS.ProcessEnv {
    return this.env;
  }

  /** In which the whole city was entered when that was done. */
  get seedSeconds(): number {
    return Number(readFileSync(join(this.folder, 'seed-seconds'), 'utf8'));
  }

  /** Does what stays done in a city that is kept. */
  async once(what: string, work: () => Promise<unknown>): Promise<void> {
    const mark = join(this.folder, `${what}.done`);
    if (existsSync(mark)) return;
    await work();
    writeFileSync(mark, '');
  }

  /** Draws anew what is found, after rows were entered by SQL. */
  async reindex(): Promise<void> {
    await this.command('reindex');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services].map((service) => service.stop()));
    await this.db?.end().catch(() => undefined);
    await this.guardian.stop(this.kept ? 'fast' : 'immediate');
    if (!this.kept) rmSync(this.folder, { recursive: true, force: true });
  }

  private async build(): Promise<void> {
    this.databaseUrl = (await this.guardian.start()) ?? '';
    const port = await probePort(HOST, 0);
    this.publicUrl = `http://${HOST}:${port}`;
    const { appSecret, dataKeys, jwtPrivateKey } = this.secrets;
    this.env = childEnvironment({
      ...{ DATABASE_URL: this.databaseUrl, APP_SECRET: appSecret, STORAGE_DIR: join(this.folder, 'files') },
      ...{ ...dataKeys, JWT_PRIVATE_KEY: jwtPrivateKey },
      // Both sides are measured at full speed, counting included: the limits are there and far away.
      ...Object.fromEntries(
        [
          'LIMIT_READS',
          'LIMIT_WRITES',
          'LIMIT_HEAVY',
          'LIMIT_ADDRESS_READS',
          'LIMIT_ADDRESS_WRITES',
          'LIMIT_ADDRESS_CHECKS',
        ].map((name) => [name, '10000000']),
      ),
      ...{ HOST, PORT: String(port), WORKER_PORT: '0', PUBLIC_URL: this.publicUrl },
    });
    this.db = new Client({ connectionString: this.databaseUrl });
    if (this.kept) await this.once('seeded', () => this.seed('--city'));
    else await this.seed();
    await this.db.connect();
    if (!this.kept) await fillCity(this.db);
  }

  private async seed(...more: string[]): Promise<void> {
    await this.command('migrate');
    const { stderr } = await this.command('seed', '--demo', ...more);
    const told = /"seconds":([\d.]+)/.exec(stderr)?.[1];
    if (told) writeFileSync(join(this.folder, 'seed-seconds'), told);
  }

  private command(name: string, ...options: string[]): Promise<{ stderr: string }> {
    return run(process.execPath, [join(DIST, `apps/cli/src/${name}.js`), ...options], { env: this.env });
  }

  private async startBaseline(): Promise<Running> {
    const contractor = await this.contractor();
    const reads = await filingReads(this.databaseUrl, this.secrets.appSecret, contractor);
    const { nextCursor } = await contractor.get<{ nextCursor: string | null }>('/v1/elevator-filings');
    const order: BaselineOrder = { ...reads, nextCursor, databaseUrl: this.databaseUrl };
    return this.spawn('baseline', join(__dirname, 'baseline-server.js'), orderFor(order));
  }

  private async spawn(name: string, script: string, env: NodeJS.ProcessEnv): Promise<Running> {
    const service = new Service({
      ...{ name, script, env, log: new LogFile(join(this.folder, `${name}.log`)) },
      onLine: (line) => console.error(line),
      onProcess: (mark) => this.note(name, mark),
    });
    this.services.add(service);
    const url = await service.start();
    return { url, pid: service.pid ?? 0, stop: () => service.stop() };
  }

  /** The guardian ends these should the bench be killed. */
  private note(name: string, mark: ProcessMark | undefined): void {
    if (mark) this.marks.set(name, mark);
    else this.marks.delete(name);
    this.guardian.watch([...this.marks.values()]);
  }
}
