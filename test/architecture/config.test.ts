import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig, variables } from '@nqi/shared/config';

const ROOT = join(__dirname, '../..');
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const documented = [...example.matchAll(/^# (.*)\n([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, text, name, value]) => ({
  name: String(name),
  text: String(text),
  value: String(value),
}));

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const GOOD = {
  ...{ DATABASE_URL: 'postgres://nqi@127.0.0.1/nqi', JWT_PRIVATE_KEY: pem, APP_SECRET: 'x'.repeat(32) },
  ...{ DATA_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`, DATA_INDEX_KEY: 'y'.repeat(32) },
};

/** The problems that keep the process from starting. */
function problems(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('is explained in .env.example, variable by variable in the same order', () => {
    expect(documented.map(({ name }) => name)).toEqual(Object.keys(variables));
    expect(example.match(/^[A-Z][A-Z0-9_]*=/gm)).toHaveLength(documented.length);
  });

  it.each(documented)('of $name is explained with its purpose', ({ name, text }) => {
    expect(text).toContain(variables[name as keyof typeof variables].desc);
  });

  it('has the defaults that .env.example shows', () => {
    const config = loadConfig(GOOD) as unknown as Record<string, unknown>;
    const shown = documented.filter(({ name }) => !(name in GOOD)).map(({ name, value }) => [name, value]);
    expect(shown).toEqual(shown.map(([name]) => [name, String(config[String(name)])]));
    for (const { name, value } of documented) if (name in GOOD) expect({ name, value }).toEqual({ name, value: '' });
  });

  it('names everything that is wrong at once', () => {
    const found = problems({
      ...{ PORT: 'many', NODE_ENV: 'staging', PUBLIC_URL: 'nowhere', APP_SECRET: 'short', BODY_LIMIT_BYTES: '4MB' },
      ...{
        STORAGE_DRIVER: 's3',
        JWT_PRIVATE_KEY: 'no key',
        CLOCK_START: 'yesterday',
        LOG_LEVEL: 'loud',
        DEMO_CITY: 'perhaps',
        DATA_KEYS: 'k1:short',
        DATA_INDEX_KEY: 'short',
      },
      ...{
        DATABASE_POOL_SIZE: '0',
        JOB_LOCK_MS: '-1',
        WORKER_PORT: '70000',
        TRUST_PROXY_HOPS: '1.5',
        BATCH_MAX_ROWS: '0',
      },
    });
    const names = found.map((problem) => problem.split(':', 1)[0]);
    expect(names.sort()).toEqual([
      ...['APP_SECRET', 'BATCH_MAX_ROWS', 'BODY_LIMIT_BYTES', 'CLOCK_START', 'DATABASE_POOL_SIZE', 'DATABASE_URL'],
      ...['DATA_INDEX_KEY', 'DATA_KEYS'],
      ...['DEMO_CITY', 'JOB_LOCK_MS', 'JWT_PRIVATE_KEY', 'LOG_LEVEL', 'NODE_ENV', 'PORT', 'PUBLIC_URL', 'S3_BUCKET'],
      ...['TRUST_PROXY_HOPS', 'WORKER_PORT'],
    ]);
    expect(found.every((problem) => problem.length > problem.indexOf(':') + 3)).toBe(true);
  });

  it.each([
    ['an RSA key', { JWT_PRIVATE_KEY: rsaPem() }, 'JWT_PRIVATE_KEY'],
    ['nothing for the database', { DATABASE_URL: '' }, 'DATABASE_URL'],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://nqi@127.0.0.1/nqi' }, 'DATABASE_URL'],
    ['a Redis that is no Redis', { REDIS_URL: 'http://127.0.0.1' }, 'REDIS_URL'],
  ])('refuses %s', (_, changes, name) => {
    expect(problems({ ...GOOD, ...changes }).map((problem) => problem.split(':', 1)[0])).toEqual([name]);
  });

  it('takes the key with line breaks written as \\n, as an env file must', () => {
    expect(problems({ ...GOOD, JWT_PRIVATE_KEY: pem.replaceAll('\n', '\\n') })).toEqual([]);
  });

  it('never repeats a secret in what it complains about', () => {
    const message = new ConfigError(problems({ ...GOOD, APP_SECRET: 'hush', JWT_PRIVATE_KEY: 'hush-hush' })).message;
    expect(message).toContain('APP_SECRET');
    expect(message).not.toContain('hush');
  });

  /** The launcher hands its own environment on to the processes that it starts, and says so. */
  it('is the only reader of the environment', () => {
    const readers = ['apps', 'libs', 'migrations']
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
      )
      .filter(
        (path) =>
          path.endsWith('.ts') &&
          /\bprocess\.env\b|\benv\b[^;]*from 'node:process'/.test(readFileSync(join(ROOT, path), 'utf8')),
      );
    expect(readers.sort()).toEqual(ALLOWED_READERS);
  });
});

const ALLOWED_READERS = [
  'apps/cli/src/demo/city-process.ts',
  'apps/standalone/src/settings.ts',
  'libs/shared/config/src/load-config.ts',
];

function rsaPem(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}
