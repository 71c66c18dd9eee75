import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ElevatorsModule } from '@nqi/lines/elevators';
import { IdentityModule } from '@nqi/platform/identity';
import { PaymentKinds } from '@nqi/platform/payments';
import { ReportKinds, reportRendering } from '@nqi/platform/reports';
import { ClockModule } from '@nqi/shared/clock';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { DatabaseModule } from '@nqi/shared/database';
import { HistoryModule } from '@nqi/shared/history';
import { LifecycleModule } from '@nqi/shared/lifecycle';
import { JobsModule, JobsWorkerModule } from '@nqi/shared/jobs';
import { createLogger, FrameworkLogger, LoggingModule } from '@nqi/shared/logging';
import { NumbersModule } from '@nqi/shared/numbers';
import { SecretsModule } from '@nqi/shared/secrets';
import { pino } from 'pino';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { testConfig } from '../support/city';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { itWithRedis, startRedis } from '../support/redis';

@Processor(reportRendering.queue)
class SecondProcessor extends WorkerHost {
  process = async (): Promise<void> => undefined;
}

describe('a worker that starts', () => {
  let database: TestDatabase;
  let config: Config;
  beforeAll(async () => {
    database = await cloneDatabase();
    config = testConfig(database.url);
  });
  afterAll(() => database.drop());

  const silent = createLogger('silent', 'test');
  const quiet = new FrameworkLogger(silent);
  const complete = (): DynamicModule => WorkerModule.register(config, silent);

  /** What the start says; null when it succeeds. The process of a worker ends with it. */
  async function start(imports: DynamicModule[], providers: (typeof SecondProcessor)[] = []): Promise<string | null> {
    const worker = await Test.createTestingModule({ imports, providers }).setLogger(quiet).compile();
    try {
      await worker.init();
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await worker.close();
    }
  }

  /** The worker as it would be if somebody forgot a line of its list of modules. */
  function withoutProcessors(): DynamicModule {
    @Module({})
    class Forgetful {}
    return {
      module: Forgetful,
      imports: [
        ...[ConfigModule.forRoot(config), LoggingModule.forRoot(silent), DatabaseModule.forRoot('nqi-test')],
        ...[ClockModule, NumbersModule, HistoryModule, LifecycleModule, JobsModule.forRoot(config), JobsWorkerModule],
        ...[SecretsModule, IdentityModule, ElevatorsModule],
      ],
    };
  }

  it('starts with one processor for each job', async () => {
    expect(await start([complete()])).toBeNull();
  });

  it('refuses to start when a job has no processor, or two', async () => {
    expect(await start([withoutProcessors()])).toMatch(/^The job [a-z-]+ needs one processor and has 0\.$/);
    expect(await start([complete()], [SecondProcessor])).toBe(
      'The job report-rendering needs one processor and has 2.',
    );
  });

  it('refuses to start with a kind that is registered twice, or with records of a kind that nobody knows', async () => {
    const worker = await Test.createTestingModule({ imports: [complete()] })
      .setLogger(quiet)
      .compile();
    await worker.init();
    const [reports, payments] = [ReportKinds, PaymentKinds].map((kinds) => worker.get<any>(kinds, { strict: false }));
    const report = reports.of({ kind: 'elevator_inspection_report' });
    expect(() => reports.register(report)).toThrow('elevator_inspection_report is registered twice');
    expect(() => payments.register(payments.of({ kind: 'elevator_filing' }))).toThrow('registered twice');
    expect(() => reports.of({ kind: 'x' })).toThrow('No line registered the report kind x.');
    await worker.close();

    const organisation = '(SELECT id FROM organisations LIMIT 1)';
    const { Client } = await import('pg');
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    // Past the trigger that wants an order to have allocations.
    await client.query('SET session_replication_role = replica');
    await client.query(`INSERT INTO payment_orders (id, number, kind, state, payer_id, payee_id, charge_nature,
      amount_fen, created_at, updated_at) VALUES (gen_random_uuid(), 'JF-0', 'parking', 'created', ${organisation},
      ${organisation}, 'operational', 1, now(), now())`);
    expect(await start([complete()])).toBe('No line registered the payment kind parking.');
    await client.query('DELETE FROM payment_orders');
    await client.end();
    expect(await start([complete()])).toBeNull();
  });

  itWithRedis('warns about a Redis that may forget jobs, and only about such a one', async () => {
    jest.spyOn(console, 'warn').mockImplementation(); // BullMQ has a word of its own, on the console
    const warnings = async (settings: Record<string, string>): Promise<object[]> => {
      const lines: string[] = [];
      const logger = pino({ level: 'warn', base: null }, { write: (line: string) => lines.push(line) });
      const redis = await startRedis(settings);
      const worker = await Test.createTestingModule({
        imports: [WorkerModule.register({ ...config, REDIS_URL: redis.redisUrl }, logger)],
      })
        .setLogger(quiet)
        .compile();
      await worker.init();
      await worker.close();
      await redis.stop();
      return lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'this Redis may lose jobs');
    };
    expect(await warnings({})).toEqual([]);
    expect(await warnings({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' })).toEqual([
      expect.objectContaining({ setting: 'appendonly', actual: 'no', needed: 'yes' }),
      expect.objectContaining({ setting: 'maxmemory-policy', actual: 'allkeys-lru', needed: 'noeviction' }),
    ]);
  });
});
