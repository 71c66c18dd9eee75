import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
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
import type { UnguardedOrder } from './unguarded-api';
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
  readonly folder = mkdtempSync(join(tmpdir(), 'nqi-bench-'));
  readonly dist = DIST;
  databaseUrl = '';
  publicUrl = '';
  db: Client;
  private readonly guardian = new Guardian({
    database: { dataDir: join(this.folder, 'postgres'), password: randomBytes(12).toString('hex'), durable: true },
    logFile: join(this.folder, 'postgres.log'),
  });
  private readonly appSecret = randomBytes(32).toString('hex');
  private readonly dataKeys = {
    DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DATA_INDEX_KEY: randomBytes(32).toString('hex'),
  };
  private readonly services = new Set<Service>();
  private readonly marks = new Map<string, ProcessMark>();
  private env: NodeJS.ProcessEnv = {};
  private ready?: Promise<void>;
  private apiProcess?: Promise<Running>;
  private baselineProcess?: Promise<Running>;
  private contractorCaller?: Promise<Caller>;

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

  async stop(): Promise<void> {
    await Promise.all([...this.services].map((service) => service.stop()));
    await this.db?.end().catch(() => undefined);
    await this.guardian.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async build(): Promise<void> {
    this.databaseUrl = (await this.guardian.start()) ?? '';
    const port = await probePort(HOST, 0);
    this.publicUrl = `http://${HOST}:${port}`;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.env = childEnvironment({
      ...{ DATABASE_URL: this.databaseUrl, APP_SECRET: this.appSecret, STORAGE_DIR: join(this.folder, 'files') },
      ...this.dataKeys,
      JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      // Both sides are measured at full speed, counting included: the limits are there and far away.
      ...Object.fromEntries(
        ['LIMIT_READS', 'LIMIT_WRITES', 'LIMIT_HEAVY', 'LIMIT_ADDRESS_READS', 'LIMIT_ADDRESS_WRITES'].map((name) => [
          name,
          '10000000',
        ]),
      ),
      ...{ HOST, PORT: String(port), WORKER_PORT: '0', PUBLIC_URL: this.publicUrl },
    });
    for (const command of ['migrate', 'seed']) {
      await run(process.execPath, [join(DIST, `apps/cli/src/${command}.js`), '--demo'], { env: this.env });
    }
    this.db = new Client({ connectionString: this.databaseUrl });
    await this.db.connect();
    await fillCity(this.db);
  }

  private async startBaseline(): Promise<Running> {
    const contractor = await this.contractor();
    const reads = await filingReads(this.databaseUrl, this.appSecret, contractor);
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
