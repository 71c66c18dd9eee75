import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DIST = resolve(__dirname, '../..');
/** What the rows of the whole city follow from, as it was compiled. */
const SOURCES = ['migrations', 'apps/cli/src/seed', 'libs/lines', 'libs/platform/dues', 'libs/platform/search'];

/** The secrets of a database that outlives its processes. */
export interface KeptSecrets {
  password: string;
  appSecret: string;
  dataKeys: { DATA_KEYS: string; DATA_INDEX_KEY: string };
  jwtPrivateKey: string;
}

/** Where the whole city is kept, as long as the code that makes it stays the same. */
export function keptFolder(): string {
  const folder = resolve(DIST, '../.data/bench', digestOf(SOURCES.map((source) => join(DIST, source))));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function secretsIn(folder: string): KeptSecrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newSecrets()), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')) as KeptSecrets;
}

function newSecrets(): KeptSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    password: randomBytes(12).toString('hex'),
    appSecret: randomBytes(32).toString('hex'),
    dataKeys: {
      DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      DATA_INDEX_KEY: randomBytes(32).toString('hex'),
    },
    jwtPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
