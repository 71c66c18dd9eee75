import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@nqi/shared/clock';
import { type Config, loadConfig } from '@nqi/shared/config';
import { dataSourceOptions } from '@nqi/shared/database';
import { createLogger } from '@nqi/shared/logging';
import { DataSource } from 'typeorm';
import { createApi } from '../../apps/api/src/http.setup';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { type Caller, callerOf, signIn } from './client';
import { cloneDatabase } from './database';
import { assertNothingPlain } from './whole-database';

/** The fixed cast: the people of the demo city, and a stranger who has nothing to do with any of it. */
const PHONES = {
  operator: '13800000001',
  regulator: '13800000002',
  systemAdmin: '13800000003',
  securityAdmin: '13800000004',
  auditAdmin: '13800000005',
  admin: '13800000010',
  clerk: '13800000011',
  finance: '13800000012',
  inspector: '13800000013',
  secondInspector: '13800000014',
  checker: '13800000015',
  signatory: '13800000016',
  userUnit: '13800000020',
  contractor: '13800000021',
  metrologyAdmin: '13800000030',
  metrologyClerk: '13800000031',
  metrologyFinance: '13800000032',
  verifier: '13800000033',
  secondVerifier: '13800000034',
  metrologyChecker: '13800000035',
  metrologySignatory: '13800000036',
  laboratory: '13800000040',
  laboratoryInspector: '13800000041',
  equipmentManager: '13800000050',
  equipmentFinance: '13800000051',
  expert: '13800000052',
  secondExpert: '13800000053',
  machineShop: '13800000060',
  machineShopUser: '13800000061',
  hospital: '13800000062',
} as const;

export type Cast = Record<keyof typeof PHONES | 'stranger' | 'nobody', Caller>;

/** The real api on a database of its own, and on demand a worker beside it. */
export interface TestCity {
  app: NestFastifyApplication;
  config: Config;
  cast: Cast;
  /** As the owner of the tables: what a test puts right or wrong by hand. */
  db: DataSource;
  ownerUrl: string;
  startWorker(): Promise<INestApplicationContext>;
  /** Moves the clock of the api and of every worker, those that start later, too. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/** @param overrides of the configuration, for example the clock or the queue's backend */
export async function startCity(overrides: Partial<Config> = {}): Promise<TestCity> {
  const database = await cloneDatabase();
  const config = { ...testConfig(database.url), ...overrides };
  const app = await createApi(config, createLogger('silent', 'test'));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const db = await ownerOf(app, database.ownerUrl);
  const workers: INestApplicationContext[] = [];
  let advanced = 0;
  return {
    app,
    config,
    cast: await enterCast(app, config),
    db,
    ownerUrl: database.ownerUrl,
    async startWorker() {
      const module = WorkerModule.register(config, createLogger('silent', 'test'));
      const worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
      workers.push(worker);
      shift(worker, advanced);
      return worker;
    },
    advance(milliseconds) {
      advanced += milliseconds;
      for (const process of [app, ...workers]) shift(process, milliseconds);
    },
    async close() {
      for (const worker of workers) await worker.close();
      const plain = await assertNothingPlain(app.get(DataSource)).catch((error: Error) => error);
      await app.close();
      await db.destroy();
      await database.drop();
      if (plain) throw plain;
    },
  };
}

function ownerOf(app: NestFastifyApplication, url: string): Promise<DataSource> {
  const { entities } = app.get(DataSource).options;
  return new DataSource({ ...dataSourceOptions({ url, poolSize: 4, name: 'test' }), entities }).initialize();
}

/** Puts another clock before the one that a process has. */
function shift(process: INestApplicationContext, milliseconds: number): void {
  const clock = process.get(Clock);
  const before = clock.now.bind(clock);
  clock.now = () => new Date(before().getTime() + milliseconds);
}

const LIMITS = [
  'LIMIT_READS',
  'LIMIT_WRITES',
  'LIMIT_HEAVY',
  'LIMIT_ADDRESS_READS',
  'LIMIT_ADDRESS_WRITES',
  'LIMIT_ADDRESS_CHECKS',
];

/** Tests choose their queues themselves: in PostgreSQL unless they name a Redis. */
export function testConfig(databaseUrl: string): Config {
  const common = {
    REDIS_URL: '',
    WORKER_PORT: '0',
    JOB_LOCK_MS: '5000',
    SWEEP_INTERVAL_MS: '500',
    PUBLIC_URL: 'http://nqi.test',
    MIGRATION_DATABASE_URL: '',
    // Tests ask more than anybody may; the limits have tests of their own.
    ...Object.fromEntries(LIMITS.map((name) => [name, '0'])),
  };
  return loadConfig({ ...process.env, ...common, DATABASE_URL: databaseUrl });
}

async function enterCast(app: NestFastifyApplication, config: Config): Promise<Cast> {
  const cast: Partial<Cast> = { nobody: callerOf(app, null) };
  for (const [role, phone] of Object.entries(PHONES)) cast[role as keyof Cast] = await signIn(app, config, phone);
  cast.stranger = await enterStranger(app, config);
  return cast as Cast;
}

/** An enterprise that is both user unit and contractor, of its own. */
async function enterStranger(app: NestFastifyApplication, config: Config): Promise<Caller> {
  await callerOf(app, null).post('/v1/auth/registration', {
    organisation: {
      name: '龙口陌生企业有限公司',
      uscc: '91370681169873QX5K',
      capabilities: ['user_unit', 'maintenance_unit'],
    },
    administrator: { name: '陌生经办人', phone: '13900000001', password: 'a stranger here' },
  });
  return signIn(app, config, '13900000001');
}
