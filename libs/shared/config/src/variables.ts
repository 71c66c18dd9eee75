import { bool, makeValidator, port, str, url } from 'envalid';

/** A whole number within limits; without a lower one a pool of none or a negative lock would start and then hang. */
function whole(least: number, most: number): ReturnType<typeof makeValidator<number>> {
  return makeValidator<number>((text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new Error(`a whole number from ${least} to ${most}`);
    return value;
  });
}

const DAY_MS = 86_400_000;

/**
 * Every environment variable of the api and the worker, in the order of `.env.example`. A variable without a default
 * must be set; `npm start` generates the secrets and the database on a bare machine.
 */
export const variables = {
  NODE_ENV: str({ choices: ['production', 'development', 'test'], default: 'production', desc: 'Kind of deployment' }),
  HOST: str({ default: '127.0.0.1', desc: 'Address the api listens on' }),
  PORT: port({ default: 3000, desc: 'Port the api listens on' }),
  WORKER_HOST: str({ default: '127.0.0.1', desc: 'Address of the health page of the worker' }),
  WORKER_PORT: whole(0, 65_535)({ default: 3001, desc: 'Port of the health page of the worker; 0 takes a free one' }),
  PUBLIC_URL: url({
    default: 'http://127.0.0.1:3000',
    desc: 'Address people reach; it is printed in the QR of reports',
  }),
  TRUST_PROXY_HOPS: whole(0, 16)({ default: 0, desc: 'Exact number of reverse proxies in front of the api' }),
  BODY_LIMIT_BYTES: whole(1_024, 1_073_741_824)({ default: 4_194_304, desc: 'Largest request body' }),
  ATTACHMENT_MAX_BYTES: whole(1_024, 1_073_741_824)({ default: 10_485_760, desc: 'Largest file that people attach' }),
  BATCH_MAX_ROWS: whole(1, 100_000)({ default: 2000, desc: 'Most rows of one batch request' }),
  IMPORT_FILE_DAYS: whole(0, 3_650)({ default: 30, desc: 'Days that a sheet is kept after its import has ended' }),
  LIMIT_READS: whole(0, 100_000_000)({ default: 6_000, desc: 'Reads a minute of one person or key; 0: no limit' }),
  LIMIT_WRITES: whole(0, 100_000_000)({ default: 1_200, desc: 'Writes a minute of one person or key; 0: no limit' }),
  LIMIT_HEAVY: whole(
    0,
    100_000_000,
  )({
    default: 60,
    desc: 'Batches and previews a minute of one person or key; 0: no limit',
  }),
  LIMIT_ORGANISATION_FACTOR: whole(
    1,
    10_000,
  )({ default: 10, desc: 'What all people and keys of an organisation may together, as a multiple of one' }),
  LIMIT_ADDRESS_READS: whole(
    0,
    100_000_000,
  )({
    default: 1_200,
    desc: 'Reads a minute of an address that is not signed in; 0: no limit',
  }),
  LIMIT_ADDRESS_CHECKS: whole(
    0,
    100_000_000,
  )({
    default: 60,
    desc: 'Public checks of reports a minute of an address; 0: no limit',
  }),
  LIMIT_ADDRESS_WRITES: whole(
    0,
    100_000_000,
  )({
    default: 300,
    desc: 'Sign-ins and other writes a minute of an address that is not signed in; 0: no limit',
  }),
  DATABASE_URL: str({ desc: 'PostgreSQL 15 or newer', example: 'postgres://nqi:secret@127.0.0.1:5432/nqi' }),
  MIGRATION_DATABASE_URL: str({
    default: '',
    desc: 'Owner of the tables, for migrations and audit:prune; empty: DATABASE_URL. The api and the worker need it not',
  }),
  DATABASE_POOL_SIZE: whole(1, 1_000)({ default: 10, desc: 'Database connections per process' }),
  REDIS_URL: str({ default: '', desc: 'Redis for the queues; empty: the queues live in PostgreSQL' }),
  JWT_PRIVATE_KEY: str({
    desc: 'EC P-256 private key in PEM, line breaks may be written as \\n',
    example: '-----BEGIN PRIVATE KEY-----…',
  }),
  JWT_RETIRED_KEYS: str({
    default: '',
    desc: 'Public keys in PEM, one after the other, that signed before; they verify until their last token has expired',
  }),
  APP_SECRET: str({
    desc: 'At least 32 random characters; signs list cursors',
    example: 'output of: openssl rand -hex 32',
  }),
  DATA_KEYS: str({
    desc: 'Keys that encrypt personal data, id:base64 of 32 bytes, by commas; the first encrypts, all decrypt; losing one loses the data',
    example: 'k1: and the output of: openssl rand -base64 32',
  }),
  DATA_INDEX_KEY: str({
    desc: 'At least 32 random characters; people are found by phone with it; a new one needs npm run data:reencrypt before anybody can sign in',
    example: 'output of: openssl rand -hex 32',
  }),
  STORAGE_DRIVER: str({ choices: ['disk', 's3'], default: 'disk', desc: 'Where files are kept' }),
  STORAGE_DIR: str({ default: '.data/files', desc: 'Folder of the disk driver' }),
  S3_ENDPOINT: str({ default: '', desc: 'Address of the S3 service; empty: that of AWS' }),
  S3_REGION: str({ default: 'us-east-1', desc: 'Region of the S3 service' }),
  S3_BUCKET: str({ default: '', desc: 'Bucket; required by the s3 driver' }),
  S3_ACCESS_KEY_ID: str({ default: '', desc: 'Access key of the s3 driver' }),
  S3_SECRET_ACCESS_KEY: str({ default: '', desc: 'Secret key of the s3 driver' }),
  SIGNING_KEYS_DIR: str({
    default: '',
    desc: 'Folder of the PKCS#12 files {uscc}.p12 with which institutions sign, each with its password in {uscc}.password beside it; who has none signs with a test key',
  }),
  SIGNING_KEYS_PASSWORD: str({ default: '', desc: 'Password of the PKCS#12 files without a file of their own for it' }),
  SIGNING_TRUST_DIR: str({
    default: '',
    desc: 'Folder of the certificates (.pem, .crt, .cer) of authorities that the check of signed files trusts, beside the local test authority',
  }),
  TIMESTAMP_URL: str({ default: '', desc: 'Timestamp authority (RFC 3161); empty: signatures without a timestamp' }),
  TIMESTAMP_NEED: str({
    choices: ['required', 'wished'],
    default: 'required',
    desc: 'Whether a report waits when the timestamp authority does not answer, or is signed without a timestamp',
  }),
  TIMESTAMP_TIMEOUT_MS: whole(100, 60_000)({ default: 5_000, desc: 'Longest wait for the timestamp authority' }),
  AUDIT_KEEP_DAYS: whole(180, 36_500)({ default: 1095, desc: 'Days that audit events are kept at least' }),
  STEP_UP: str({
    choices: ['required', 'enrolled', 'off'],
    default: 'enrolled',
    desc: 'Who confirms approvals and exports by a second factor: all staff and who has one, who has one, or nobody',
  }),
  SMS_PROVIDER: str({
    choices: ['console', 'http'],
    default: 'console',
    desc: 'Who sends text messages; console prints them in the output of the worker',
  }),
  SMS_HTTP_URL: str({ default: '', desc: 'Address that the http provider posts messages to' }),
  SMS_HTTP_TOKEN: str({ default: '', desc: 'Bearer token of the http provider' }),
  SMS_HTTP_TIMEOUT_MS: whole(100, 60_000)({ default: 5_000, desc: 'Longest wait for the http provider' }),
  SMS_DAILY_CAP: whole(0, 10_000_000)({ default: 5_000, desc: 'Most text messages that the city pays for in a day' }),
  SMTP_URL: str({
    default: '',
    desc: 'Mail server, smtp://user:password@host:587; empty: e-mail is printed in the output of the worker',
  }),
  NOTICES_AT_ONCE: whole(
    1,
    100_000,
  )({ default: 20, desc: 'Most notices of one kind that one act tells a person singly; more become one' }),
  MAIL_FROM: str({ default: 'NQI+ <no-reply@nqi.invalid>', desc: 'Sender of e-mail' }),
  WECHAT_API_URL: url({ default: 'https://api.weixin.qq.com', desc: 'Address of the WeChat api' }),
  WECHAT_TIMEOUT_MS: whole(100, 60_000)({ default: 5_000, desc: 'Longest wait for one answer of WeChat' }),
  WECHAT_MINI_APP_ID: str({ default: '', desc: 'App id of the mini-program; empty: no sign-in by it' }),
  WECHAT_MINI_APP_SECRET: str({ default: '', desc: 'App secret of the mini-program' }),
  WECHAT_OFFICIAL_APP_ID: str({ default: '', desc: 'App id of the official account; empty: no sign-in by it' }),
  WECHAT_OFFICIAL_APP_SECRET: str({ default: '', desc: 'App secret of the official account' }),
  LOG_LEVEL: str({
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    desc: 'Least level written',
  }),
  JOB_LOCK_MS: whole(
    1_000,
    DAY_MS,
  )({ default: 30_000, desc: 'A job silent for this long is taken over by another worker' }),
  JOB_RETRY_MS: whole(
    100,
    DAY_MS,
  )({
    default: 60_000,
    desc: 'A job that storage, mail or time servers refuse waits so long, then twice as long each time',
  }),
  RENDER_TIMEOUT_SECONDS: whole(
    1,
    3_600,
  )({ default: 10, desc: 'A document that takes longer to typeset is ended and its report parked' }),
  SWEEP_INTERVAL_MS: whole(100, DAY_MS)({ default: 10_000, desc: 'How often lost jobs are looked for' }),
  ATTACHMENT_REMOVED_DAYS: whole(
    0,
    3_650,
  )({ default: 30, desc: 'Days after which the bytes of a removed attachment go' }),
  REPORT_EXPORT_DAYS: whole(1, 365)({ default: 7, desc: 'Days that a zip of reports can be downloaded' }),
  REPORT_EXPORTS_OPEN: whole(
    1,
    1_000,
  )({ default: 3, desc: 'Zips of reports that are made for one organisation at once' }),
  INVITATION_DAYS: whole(
    1,
    90,
  )({ default: 7, desc: 'Days within which an invitation to an organisation can be accepted' }),
  CLOCK_START: str({
    default: '',
    desc: 'For demonstrations: the clock starts at this instant (ISO 8601) instead of now',
  }),
  DEMO_CITY: bool({
    default: false,
    desc: 'npm start: load the demo city (true by default with the embedded database)',
  }),
  DATA_DIR: str({ default: '.data', desc: 'npm start: folder of the embedded database, its secrets and the files' }),
};
