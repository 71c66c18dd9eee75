import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  build?: unknown;
  command?: string[];
  environment?: Record<string, string | null>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  volumes?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const { services, volumes } = parse(text, { merge: true }) as Compose;

/** Variables that only Compose itself reads, to make those of the application. */
const OF_COMPOSE = ['POSTGRES_APP_PASSWORD', 'POSTGRES_PASSWORD'];
const SECRETS = [...OF_COMPOSE, 'APP_SECRET', 'DATA_INDEX_KEY', 'DATA_KEYS', 'JWT_PRIVATE_KEY'].sort();

/** An optional variable stands in the example as a comment: `# REDIS_URL=`. */
function documentedVariables(): string[] {
  const path = join(ROOT, '.env.example');
  const example = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return [...example.matchAll(/^(?:#\s*)?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?message}`; `$$` is a dollar sign. */
function substitutions(): { name: string; rest: string }[] {
  const source = text.replace(/^\s*#.*$/gm, '').replaceAll('$$', '');
  return [...source.matchAll(/\$\{([A-Z][A-Z0-9_]*)([^}]*)\}/g)].map(([, name, rest]) => ({ name, rest }));
}

const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const staying = Object.entries(services).filter(([name]) => name !== 'migrate');

describe('docker-compose.yml', () => {
  it('starts the api, the worker and what they need', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker']);
  });

  it('sets only variables that .env.example explains', () => {
    const documented = documentedVariables();
    const set = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(set.length).toBeGreaterThan(0);
    expect([...new Set(set)].filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('reads only variables that .env.example explains, or its own', () => {
    const known = [...documentedVariables(), ...OF_COMPOSE];
    expect(substitutions().length).toBeGreaterThan(0);
    expect(substitutions().filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it('starts with no secret that it made up', () => {
    const secrets = substitutions().filter(({ name }) => SECRETS.includes(name));
    expect([...new Set(secrets.map(({ name }) => name))].sort()).toEqual(SECRETS);
    expect(secrets.filter(({ rest }) => !rest.startsWith(':?'))).toEqual([]);
  });

  it.each(staying)('checks the health of %s and starts it again', (_, { healthcheck, restart }) => {
    expect(healthcheck?.test[0]).toMatch(/^CMD/);
    expect(restart).toBe('unless-stopped');
  });

  it.each(['api', 'worker'])('starts %s after the stores are healthy and the migration is through', (name) => {
    expect(services[name].depends_on).toMatchObject({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
      migrate: { condition: 'service_completed_successfully' },
    });
  });

  it('runs the migration once, on a healthy database', () => {
    expect(services.migrate.depends_on).toMatchObject({ postgres: { condition: 'service_healthy' } });
    expect(services.migrate.restart).toBe('no');
  });

  it('starts a Redis that forgets no job', () => {
    const command = services.redis.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  it('keeps database, queue and files in named volumes', () => {
    expect(Object.keys(volumes).sort()).toEqual(['files', 'postgres', 'redis']);
    // From version 18 the image keeps one folder per major version below this path; the older …/data would be empty.
    expect(services.postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
    expect(services.redis.volumes).toEqual(['redis:/data']);
  });

  it.each(['api', 'worker'])('gives %s the same folder of files', (name) => {
    const folder = services[name].environment?.STORAGE_DIR;
    expect(services[name].volumes).toEqual([`files:${folder}`]);
  });
});
