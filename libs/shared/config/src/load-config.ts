import { createPrivateKey } from 'node:crypto';
import { type CleanedEnv, cleanEnv } from 'envalid';
import { variables } from './variables';

/** Everything that is wrong with the environment, at once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

function parse(env: NodeJS.ProcessEnv, problems: string[]): Config {
  return cleanEnv(env, variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) {
        problems.push(`${name}: ${error.message || 'required'}`);
      }
    },
  });
}

/** What one variable alone does not show; a variable that is missing has been named already. */
function checkTogether(config: Config, problems: string[]): void {
  const {
    DATABASE_URL,
    MIGRATION_DATABASE_URL,
    REDIS_URL,
    APP_SECRET,
    STORAGE_DRIVER,
    S3_BUCKET,
    CLOCK_START,
    JWT_PRIVATE_KEY,
  } = config;
  const checks: [wrong: boolean, problem: string][] = [
    [DATABASE_URL !== undefined && !/^postgres(ql)?:\/\//.test(DATABASE_URL), 'DATABASE_URL: not postgres://…'],
    [
      Boolean(MIGRATION_DATABASE_URL) && !/^postgres(ql)?:\/\//.test(MIGRATION_DATABASE_URL),
      'MIGRATION_DATABASE_URL: not postgres://…',
    ],
    [Boolean(REDIS_URL) && !/^rediss?:\/\//.test(REDIS_URL), 'REDIS_URL: not redis://… or rediss://…'],
    [Boolean(APP_SECRET) && APP_SECRET.length < 32, 'APP_SECRET: at least 32 characters'],
    ...checkDataKeys(config),
    [STORAGE_DRIVER === 's3' && !S3_BUCKET, 'S3_BUCKET: required by STORAGE_DRIVER=s3'],
    [CLOCK_START !== '' && Number.isNaN(Date.parse(CLOCK_START)), 'CLOCK_START: not an ISO 8601 instant'],
    [Boolean(JWT_PRIVATE_KEY) && !isP256(JWT_PRIVATE_KEY), 'JWT_PRIVATE_KEY: not an EC P-256 private key in PEM'],
  ];
  checks.push(...signInChecks(config));
  problems.push(...checks.filter(([wrong]) => wrong).map(([, problem]) => problem));
}

function signInChecks(config: Config): [wrong: boolean, problem: string][] {
  const { SMS_PROVIDER, SMS_HTTP_URL, WECHAT_MINI_APP_ID, WECHAT_OFFICIAL_APP_ID } = config;
  return [
    [SMS_PROVIDER === 'http' && !/^https?:\/\//.test(SMS_HTTP_URL), 'SMS_HTTP_URL: required by SMS_PROVIDER=http'],
    [
      Boolean(WECHAT_MINI_APP_ID) && !config.WECHAT_MINI_APP_SECRET,
      'WECHAT_MINI_APP_SECRET: required by WECHAT_MINI_APP_ID',
    ],
    [
      Boolean(WECHAT_OFFICIAL_APP_ID) && !config.WECHAT_OFFICIAL_APP_SECRET,
      'WECHAT_OFFICIAL_APP_SECRET: required by WECHAT_OFFICIAL_APP_ID',
    ],
  ];
}

function checkDataKeys({ DATA_KEYS, DATA_INDEX_KEY }: Config): [wrong: boolean, problem: string][] {
  return [
    [Boolean(DATA_KEYS) && !DATA_KEYS.split(',').every(isDataKey), 'DATA_KEYS: not id:base64 of 32 bytes, by commas'],
    [Boolean(DATA_INDEX_KEY) && DATA_INDEX_KEY.length < 32, 'DATA_INDEX_KEY: at least 32 characters'],
  ];
}

function isDataKey(entry: string): boolean {
  return /^[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=$/.test(entry.trim());
}

function isP256(pem: string): boolean {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n')).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/** The typed configuration; keys are the names of the environment variables. */
export type Config = { readonly [K in keyof typeof variables]: CleanedEnv<typeof variables>[K] };

/**
 * Parses the environment once.
 * @throws ConfigError with the whole list of what is missing or unreadable
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const config = parse(env, problems);
  checkTogether(config, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...config };
}
