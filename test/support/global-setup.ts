import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as RolesModule from '../../apps/standalone/src/database-roles';
import type * as GuardianModule from '../../apps/standalone/src/guardian';

/** What every test file finds in its environment. */
declare global {
  var stopDatabase: () => Promise<void>;
}

/** The day on which all tests begin, unless they say otherwise: a Monday. */
export const TEST_NOW = '2026-03-02T09:00:00+08:00';
/** The city was there before: what it was told while it was made, however long that took, is older than all that tests do. */
const SEEDED_AT = '2026-03-02T08:00:00+08:00';

/** One PostgreSQL for the whole run, and in it a migrated template with the demo city that every test file clones. */
export default async function setup(): Promise<void> {
  const dist = resolve(__dirname, '../../dist');
  const folder = mkdtempSync(join(tmpdir(), 'nqi-test-'));
  chmodSync(folder, 0o755);
  const { Guardian } = (await import(join(dist, 'apps/standalone/src/guardian.js'))) as typeof GuardianModule;
  const database = { dataDir: join(folder, 'postgres'), password: randomBytes(8).toString('hex'), durable: false };
  const guardian = new Guardian({ database, logFile: join(folder, 'postgres.log') });
  const url = await guardian.start();
  const { addressesOf } = (await import(join(dist, 'apps/standalone/src/database-roles.js'))) as typeof RolesModule;
  const { databaseUrl, ownerUrl } = addressesOf(url ?? '');
  globalThis.stopDatabase = () => guardian.stop();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  Object.assign(process.env, {
    // The processes of the tests are the application, and may do no more than it; only migrations and tests are the owner.
    DATABASE_URL: databaseUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    JWT_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    APP_SECRET: randomBytes(24).toString('hex'),
    DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DATA_INDEX_KEY: randomBytes(24).toString('hex'),
    STORAGE_DIR: join(folder, 'files'),
    CLOCK_START: TEST_NOW,
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
    TEST_DIST: dist,
  });
  for (const command of ['migrate.js', 'seed.js']) {
    execFileSync(process.execPath, [join(dist, 'apps/cli/src', command), '--demo'], {
      env: { ...process.env, REDIS_URL: '', CLOCK_START: SEEDED_AT },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}
