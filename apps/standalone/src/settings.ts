import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import type { Secrets } from './secrets';

/** What the launcher needs to know before anything runs. */
export interface Settings {
  /** Absolute folder of the embedded database, its secrets, the files and the logs. */
  dataDir: string;
  host: string;
  /** 0 asks the launcher for a free port. */
  port: number;
  /** An own PostgreSQL; without it the embedded one is started. */
  databaseUrl?: string;
  /** The owner of its tables, where that is another role than the application's. */
  ownerUrl?: string;
  demoCity: boolean;
  /** Folder of the compiled project: `<distRoot>/apps/api/src/main.js`. */
  distRoot: string;
  /** Whether npm is the parent; its end must then end the city too. */
  startedByNpm: boolean;
  env: NodeJS.ProcessEnv;
}

const TRUE = new Set(['1', 'true', 't', 'yes', 'y', 'on']);
const LAST_PORT = 65_535;

/** @throws Error in one line when PORT is not a port */
export function readSettings(distRoot: string = resolve(__dirname, '../../..')): Settings {
  // The launcher makes the environment of the api and the worker, so it runs before there is a configuration to parse.
  // eslint-disable-next-line n/no-process-env -- see above
  const env = process.env;
  const databaseUrl = env.DATABASE_URL || undefined;
  return {
    dataDir: resolve(env.DATA_DIR || '.data'),
    host: env.HOST || '127.0.0.1',
    port: parsePort(env.PORT || '3000'),
    databaseUrl,
    ownerUrl: databaseUrl && env.MIGRATION_DATABASE_URL,
    demoCity: env.DEMO_CITY ? TRUE.has(env.DEMO_CITY.toLowerCase()) : databaseUrl === undefined,
    distRoot,
    startedByNpm: env.npm_lifecycle_event !== undefined,
    env,
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > LAST_PORT) throw new Error(`PORT=${text} is not a port number`);
  return port;
}

/** The environment of migrations, seed, api and worker: what is set stays, what is missing is filled in. */
export function childEnvironment(settings: Settings, databaseUrl: string, secrets: Secrets): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...settings.env };
  delete env.MIGRATION_DATABASE_URL;
  const defaults = {
    DATABASE_URL: databaseUrl,
    JWT_PRIVATE_KEY: secrets.jwtPrivateKey,
    APP_SECRET: secrets.appSecret,
    DATA_KEYS: secrets.dataKeys,
    DATA_INDEX_KEY: secrets.dataIndexKey,
    STORAGE_DIR: resolve(settings.dataDir, 'files'),
    HOST: settings.host,
    WORKER_PORT: '0',
    PUBLIC_URL: localUrl(settings.host, settings.port),
  };
  for (const [name, value] of Object.entries(defaults)) env[name] ||= value;
  // Always the launcher's number: PORT=0 has become a real one by now.
  env.PORT = String(settings.port);
  return env;
}

function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
