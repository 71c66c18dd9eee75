import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Made once per data folder; whoever reads them is the city. */
export interface Secrets {
  databasePassword: string;
  /** EC P-256 private key in PEM (PKCS #8). */
  jwtPrivateKey: string;
  /** 32 random bytes in hexadecimal. */
  appSecret: string;
  /** One key for personal data, as `DATA_KEYS` has it. */
  dataKeys: string;
  /** 32 random bytes in hexadecimal. */
  dataIndexKey: string;
}

/**
 * Reads `secrets.json` of the data folder, or makes it.
 * @throws Error in one line when it cannot be read, or is gone while the database made with it is still there
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return read(file);
  if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new Error(`${file} is missing, and without its password ${join(dataDir, 'postgres')} cannot be opened`);
  }
  const secrets = generate();
  write(file, secrets);
  return secrets;
}

function read(file: string): Secrets {
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    const { databasePassword, jwtPrivateKey, appSecret } = secrets;
    if (!databasePassword || !jwtPrivateKey || !appSecret) throw new Error('a secret is missing');
    const { dataKeys, dataIndexKey } = secrets;
    if (dataKeys && dataIndexKey) return { databasePassword, jwtPrivateKey, appSecret, dataKeys, dataIndexKey };
    // A city from before personal data was encrypted: nothing is encrypted with any other key yet.
    const completed = { databasePassword, jwtPrivateKey, appSecret, ...generateDataKeys() };
    write(file, completed);
    return completed;
  } catch (error) {
    throw new Error(`${file} cannot be used: ${(error as Error).message}`);
  }
}

function generate(): Secrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    databasePassword: randomBytes(24).toString('base64url'),
    jwtPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    appSecret: randomBytes(32).toString('hex'),
    ...generateDataKeys(),
  };
}

function generateDataKeys(): Pick<Secrets, 'dataKeys' | 'dataIndexKey'> {
  return { dataKeys: `k1:${randomBytes(32).toString('base64')}`, dataIndexKey: randomBytes(32).toString('hex') };
}

function write(file: string, secrets: Secrets): void {
  const draft = `${file}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  writeSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
  // On disk before the database exists: a password lost in a power cut would lock the data away.
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
}
