import { User, UserService } from '@nqi/platform/identity';
import { Sweeper } from '@nqi/shared/jobs';
import { Like, Not } from 'typeorm';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { startCity, type TestCity } from '../../support/city';

const CLERK = '13800000011';

describe('failed sign-ins', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  beforeEach(() => city.db.query('DELETE FROM sign_in_delays'));
  afterAll(() => city.close());

  const signIn = async (password: string, { phone = CLERK, address = '203.0.113.7' } = {}) => {
    const payload = { phone, password };
    const answer = await city.app.inject({ method: 'POST', url: '/v1/auth/token', payload, remoteAddress: address });
    return { status: answer.statusCode, code: answer.json().code as string, retryAfter: answer.headers['retry-after'] };
  };
  const fail = async (times: number, who = {}): Promise<void> => {
    for (let count = 0; count < times; count += 1) await signIn('wrong', who);
  };
  /** Time passes for the brakes. */
  const wait = (seconds: number): Promise<unknown> =>
    city.db.query(
      `UPDATE sign_in_delays SET held_until = held_until - make_interval(secs => $1),
      updated_at = updated_at - make_interval(secs => $1)`,
      [seconds],
    );
  const SLOWED = { status: 429, code: 'access.slowed_down' };

  it('cost nothing five times, then more and more, even with the right password', async () => {
    for (let count = 0; count < 5; count += 1) expect((await signIn('wrong')).code).toBe('access.bad_credentials');
    expect((await signIn('wrong')).code).toBe('access.bad_credentials');
    expect(await signIn(DEMO_PASSWORD)).toEqual({ ...SLOWED, retryAfter: '1' });
    await wait(2);
    await signIn('wrong');
    expect(await signIn(DEMO_PASSWORD)).toEqual({ ...SLOWED, retryAfter: '2' });
    await wait(3);
    await signIn('wrong');
    expect(await signIn('wrong')).toEqual({ ...SLOWED, retryAfter: '4' });
    await wait(5);
    expect((await signIn(DEMO_PASSWORD)).status).toBe(200);
    expect((await signIn('wrong')).code).toBe('access.bad_credentials');
  });

  it('never cost more than a quarter of an hour', async () => {
    await fail(6);
    await city.db.query('UPDATE sign_in_delays SET failures = 2000000, held_until = now()');
    await signIn('wrong');
    expect(await signIn('wrong')).toEqual({ ...SLOWED, retryAfter: '900' });
    await wait(901);
    expect((await signIn(DEMO_PASSWORD)).status).toBe(200);
  });

  it('of strangers elsewhere do not keep the owner out', async () => {
    await fail(12, { address: '198.51.100.1' });
    expect((await signIn(DEMO_PASSWORD)).status).toBe(200);
  });

  it('cost an owner at most half a minute when the whole world guesses', async () => {
    for (let count = 0; count < 110; count += 1) {
      await city.db.query('UPDATE sign_in_delays SET held_until = now()');
      await signIn('wrong', { address: `198.51.100.${count}` });
    }
    const held = await signIn(DEMO_PASSWORD);
    expect(held).toMatchObject(SLOWED);
    expect(Number(held.retryAfter)).toBeLessThanOrEqual(30);
    await wait(31);
    expect((await signIn(DEMO_PASSWORD)).status).toBe(200);
  }, 60_000);

  it('slow down an address that tries one account after the other', async () => {
    await signIn('wrong');
    await city.db.query('UPDATE sign_in_delays SET failures = 100');
    await signIn('wrong', { phone: '13811112222' });
    expect(await signIn('wrong', { phone: '13811113333' })).toMatchObject(SLOWED);
  });

  it('are answered alike for a phone that nobody has', async () => {
    await fail(6, { phone: '13811112222' });
    expect(await signIn('wrong', { phone: '13811112222' })).toEqual({ ...SLOWED, retryAfter: '1' });
  });

  it('do not stand in the way of many who sign in at once from one office', async () => {
    const users = await city.db.getRepository(User).findBy({ name: Not(Like('陌生%')) });
    const people = users.map((user) => ({ phone: String(city.app.get(UserService).reveal(user).phone) }));
    const answers = await Promise.all(people.map(({ phone }) => signIn(DEMO_PASSWORD, { phone })));
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('are counted one by one when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn('wrong')));
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'access.bad_credentials').length).toBeLessThanOrEqual(6);
    expect(new Set(codes)).toEqual(new Set(['access.bad_credentials', 'access.slowed_down']));
  });

  it('are forgotten after a day, and hold no phone', async () => {
    await fail(6);
    const text = JSON.stringify(await city.db.query('SELECT * FROM sign_in_delays'));
    expect(text).not.toContain(CLERK);
    await wait(86_500);
    await signIn('wrong');
    expect((await signIn('wrong')).code).toBe('access.bad_credentials');
    await wait(86_500);
    const worker = await city.startWorker();
    await worker.get(Sweeper).sweep();
    expect(await city.db.query('SELECT * FROM sign_in_delays')).toEqual([]);
  });
});
