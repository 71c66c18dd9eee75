import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probePort } from '../../apps/standalone/src/ports';
import { until } from '../support/until';
import { callerWith } from './http-cast';
import { collect, DIST, lives, processesOf } from './processes';

const READY_PATIENCE_MS = 60_000;
/** The promise is 5 s on a machine that does nothing else; builds and other tests may run beside this one. */
const FIRST_ANSWER_MS = 15_000;
const LEFTOVERS_MS = 10_000;

interface City {
  launcher: ChildProcess;
  url: string;
  docs: string;
  pids: Record<'api' | 'worker' | 'postgres' | 'database', number>;
  /** What a person read on the terminal. */
  printed: string;
  /** From the start of the process to the first 200. */
  firstAnswerMs: number;
}

describe('the launcher of npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-launcher-'));
  const organisation = { name: '蓬莱重启物业有限公司', uscc: '91370684MA3D0X7T1P', capabilities: ['user_unit'] };
  const administrator = { name: '重启经办人', phone: '13900000099', password: 'kept over a restart' };
  let city: City;
  afterAll(() => {
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** @param port 0 lets the launcher choose */
  async function start(port = 0): Promise<City> {
    const begun = performance.now();
    const launcher = launch(port);
    const output = collect(launcher);
    const firstAnswer = port ? firstAnswerAt(`http://127.0.0.1:${port}`, begun) : Promise.resolve(0);
    const ready = await until(async () => {
      if (launcher.exitCode !== null) throw new Error(`the launcher ended:\n${output()}`);
      return /^READY (\{.*\})$/m.exec(output())?.[1];
    }, READY_PATIENCE_MS);
    const { url, docs, pids } = JSON.parse(ready) as City;
    return { launcher, url, docs, pids, printed: output(), firstAnswerMs: await firstAnswer };
  }

  /** As a person does at a terminal: with a process group of its own, which Ctrl-C then interrupts as a whole. */
  function launch(port: number): ChildProcess {
    const settings = { DATA_DIR: folder, PORT: String(port), DATABASE_URL: '', REDIS_URL: '', CLOCK_START: '' };
    const secrets = {
      JWT_PRIVATE_KEY: '',
      APP_SECRET: '',
      DATA_KEYS: '',
      DATA_INDEX_KEY: '',
      STORAGE_DIR: '',
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
    };
    // eslint-disable-next-line n/no-process-env -- what a terminal hands on, without what these tests have set
    const env = { ...process.env, ...settings, ...secrets };
    return spawn(process.execPath, [join(DIST, 'apps/standalone/src/main.js')], { env, detached: true, stdio: 'pipe' });
  }

  function firstAnswerAt(url: string, begun: number): Promise<number> {
    return until(async () => {
      const answer = await callerWith(url, null)
        .get('/health/ready')
        .catch(() => undefined);
      return answer?.status === 200 && performance.now() - begun;
    }, READY_PATIENCE_MS);
  }

  /** Nothing is left: neither the processes that were named nor any other that knows the folder. */
  async function gone({ launcher, pids }: City): Promise<boolean> {
    const named = [launcher.pid ?? 0, ...Object.values(pids)];
    return !named.some(lives) && processesOf(folder).length === 0;
  }

  async function signInAs(phone: string, password: string): Promise<ReturnType<typeof callerWith>> {
    const { status, body } = await callerWith(city.url, null).post('/v1/auth/token', { phone, password });
    expect(status).toBe(200);
    return callerWith(city.url, body.accessToken);
  }

  async function expectKept(): Promise<void> {
    const { status, body } = await (await signInAs(administrator.phone, administrator.password)).get('/v1/me');
    expect({ status, name: body.name }).toEqual({ status: 200, name: administrator.name });
    const listed = await (
      await signInAs(administrator.phone, administrator.password)
    ).get(`/v1/organisations/${body.organisationId}`);
    expect(listed.body).toMatchObject({ name: organisation.name, uscc: organisation.uscc });
  }

  it('starts on a bare folder: ready, documented without the internet, demo people can sign in', async () => {
    city = await start();
    expect(Object.values(city.pids).every(lives)).toBe(true);
    const anybody = callerWith(city.url, null);
    expect((await anybody.get('/health/ready')).status).toBe(200);
    expect((await anybody.get('/openapi.json')).body.openapi).toBe('3.1.0');
    const page = String((await anybody.get(new URL(city.docs).pathname)).body);
    expect(page).toContain('swagger-ui');
    expect(page).not.toMatch(/(?:src|href|url\()\s*=?\s*["']?(?:https?:)?\/\//i);
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) {
      const { pathname } = new URL(asset, city.docs);
      expect({ asset, status: (await anybody.get(pathname)).status }).toEqual({ asset, status: 200 });
    }
    const [, phone = '', password = ''] = /(1380000\d{4})\s+(\S+)$/m.exec(city.printed) ?? [];
    const me = await (await signInAs(phone, password)).get('/v1/me');
    expect(me.status).toBe(200);
    const entered = await anybody.post('/v1/auth/registration', { organisation, administrator });
    expect(entered).toMatchObject({ status: 201, body: { organisation: { uscc: organisation.uscc } } });
  });

  it('refuses a second start on the same folder, in one line', async () => {
    const second = launch(0);
    const output = collect(second);
    const code = await new Promise((done) => second.once('close', done));
    expect({ code, output: output() }).toMatchObject({ code: 1, output: expect.stringContaining('already running') });
    expect((await callerWith(city.url, null).get('/health/ready')).status).toBe(200);
  });

  it('Ctrl-C stops everything', async () => {
    const ended = new Promise((done) => city.launcher.once('exit', done));
    process.kill(-(city.launcher.pid ?? 0), 'SIGINT');
    await until(() => gone(city), 20_000);
    expect(await ended).toBe(0);
  });

  it('a second start answers soon and keeps the data', async () => {
    city = await start(await probePort('127.0.0.1', 0));
    process.stdout.write(`first 200 after ${(city.firstAnswerMs / 1_000).toFixed(2)} s (warm start of the launcher)\n`);
    expect(city.firstAnswerMs).toBeLessThan(FIRST_ANSWER_MS);
    await expectKept();
  });

  it('kill -9 of the launcher leaves nothing within 10 s; the next start recovers and keeps the data', async () => {
    const killed = performance.now();
    process.kill(city.launcher.pid ?? 0, 'SIGKILL');
    await until(() => gone(city), LEFTOVERS_MS);
    const seconds = ((performance.now() - killed) / 1_000).toFixed(2);
    process.stdout.write(`nothing left ${seconds} s after kill -9 of the launcher\n`);
    city = await start();
    await expectKept();
  });

  it('kill -9 of everything at once, the database too: the next start recovers and keeps the data', async () => {
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
    await until(() => gone(city), LEFTOVERS_MS);
    city = await start();
    await expectKept();
    city.launcher.kill('SIGINT');
    await until(() => gone(city), 20_000);
  });
});
