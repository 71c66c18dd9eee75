import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createApi } from '../../../apps/api/src/http.setup';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, callerOf } from '../../support/client';
import { MINI, OFFICIAL, Wechat, type WechatFriend } from '../../support/wechat';

const MINI_PATH = '/sns/jscode2session';
const TOKEN_PATH = '/cgi-bin/stable_token';
const INFO_PATH = '/cgi-bin/user/info';

describe('signing in by WeChat', () => {
  const wechat = new Wechat();
  let url: string;
  let city: TestCity;
  const withWechat = (timeoutMs: number): Promise<TestCity> =>
    startCity({
      ...{ WECHAT_API_URL: url, WECHAT_TIMEOUT_MS: timeoutMs },
      ...{ WECHAT_MINI_APP_ID: MINI.id, WECHAT_MINI_APP_SECRET: MINI.secret },
      ...{ WECHAT_OFFICIAL_APP_ID: OFFICIAL.id, WECHAT_OFFICIAL_APP_SECRET: OFFICIAL.secret },
    });
  beforeAll(async () => {
    url = await wechat.start();
    city = await withWechat(1_500);
  });
  beforeEach(async () => {
    wechat.reset();
    await city.db.query('DELETE FROM wechat_identities');
    await city.db.query('DELETE FROM second_factors');
    await city.db.query('DELETE FROM sign_in_tickets');
  });
  afterAll(async () => {
    await city.close();
    await wechat.stop();
  });

  const mini = (code: string): Promise<Answer> => city.cast.nobody.post('/v1/auth/wechat/mini-program', { code });
  const official = (code: string): Promise<Answer> =>
    city.cast.nobody.post('/v1/auth/wechat/official-account', { code });
  const byMini = (friend: WechatFriend): Promise<Answer> => mini(wechat.codeOf(friend));
  const byOfficial = (friend: WechatFriend): Promise<Answer> => official(wechat.codeOf(friend));
  const link = (linkTicket: string, who = city.cast.clerk): Promise<Answer> =>
    who.post('/v1/me/wechat-links', { linkTicket });
  const linked = async (friend: WechatFriend, who = city.cast.clerk): Promise<void> => {
    expect((await link((await byMini(friend)).body.linkTicket, who)).status).toBe(201);
  };
  const UNLINKED = { status: 401, body: { code: 'access.wechat_unlinked' } };

  it('leads who is unknown by a ticket, used once, to an account, and then in', async () => {
    const friend = { openid: 'o-clerk' };
    const unknown = await byMini(friend);
    expect(unknown).toMatchObject({ ...UNLINKED, body: { expiresInSeconds: 600, linkTicket: expect.any(String) } });
    expect(unknown.body.accessToken).toBeUndefined();
    expect(JSON.stringify(unknown.body)).not.toContain(wechat.sessionKey);
    const answer = await link(unknown.body.linkTicket);
    expect(answer).toMatchObject({ status: 201, body: { app: 'mini_program' } });
    expect(await link(unknown.body.linkTicket)).toMatchObject({
      ...{ status: 422, body: { code: 'access.wechat_ticket_over' } },
    });
    const { body } = await byMini(friend);
    expect((await callerOf(city.app, body.accessToken).get('/v1/me')).body.id).toBe(city.cast.clerk.userId);
    expect(wechat.calls(MINI_PATH)[0]?.query.get('grant_type')).toBe('authorization_code');
  });

  it('knows the person of one app in the other by the unionid, told or asked for', async () => {
    await linked({ openid: 'o-mini', unionid: 'u-1' });
    expect((await byOfficial({ openid: 'o-told', unionid: 'u-1', tellsUnionid: true })).status).toBe(200);
    expect(wechat.calls(INFO_PATH)).toHaveLength(0);
    await linked({ openid: 'o-other', unionid: 'u-2' }, city.cast.checker);
    const asked = await byOfficial({ openid: 'o-asked', unionid: 'u-2' });
    expect(asked.status).toBe(200);
    expect((await callerOf(city.app, asked.body.accessToken).get('/v1/me')).body.id).toBe(city.cast.checker.userId);
    expect(wechat.calls(INFO_PATH)).toHaveLength(1);
    expect((await byOfficial({ openid: 'o-asked', unionid: 'u-2' })).status).toBe(200);
    expect(wechat.calls(INFO_PATH)).toHaveLength(1);
    expect(await byOfficial({ openid: 'o-follows-not' })).toMatchObject(UNLINKED);
  });

  it('notes a unionid that comes later', async () => {
    await linked({ openid: 'o-mini' });
    expect((await byMini({ openid: 'o-mini', unionid: 'u-later' })).status).toBe(200);
    expect((await byOfficial({ openid: 'o-off', unionid: 'u-later', tellsUnionid: true })).status).toBe(200);
  });

  it('belongs to one person, by openid and by unionid, whoever comes first of many', async () => {
    const friend = { openid: 'o-1', unionid: 'u-1' };
    const tickets = await Promise.all(
      [friend, friend, { openid: 'o-2', unionid: 'u-1' }].map(async (one) => (await byMini(one)).body.linkTicket),
    );
    const { clerk, checker, finance } = city.cast;
    const answers = await Promise.all([link(tickets[0], clerk), link(tickets[1], checker), link(tickets[2], finance)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('access.wechat_taken');
    const owners = await city.db.query('SELECT DISTINCT user_id FROM wechat_identities');
    expect(owners).toHaveLength(1);
  });

  it('is shown to its person alone, who removes it from every app', async () => {
    const { clerk, checker } = city.cast;
    await linked({ openid: 'o-mini', unionid: 'u-1' });
    await byOfficial({ openid: 'o-off', unionid: 'u-1', tellsUnionid: true });
    const { items } = (await clerk.get('/v1/me/wechat-links')).body;
    expect(items.map(({ app }: any) => app)).toEqual(['mini_program', 'official_account']);
    expect(JSON.stringify(items)).not.toContain('o-mini');
    expect((await checker.get('/v1/me/wechat-links')).body).toEqual({ items: [] });
    const removal = `/v1/me/wechat-links/${items[0].id}/removal`;
    expect((await checker.post(removal)).body.code).toBe('record.not_found');
    expect(await clerk.post(removal)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await byMini({ openid: 'o-mini', unionid: 'u-1' })).toMatchObject(UNLINKED);
    expect((await clerk.post(removal)).status).toBe(404);
  });

  it('asks for the second factor where there is one', async () => {
    await linked({ openid: 'o-clerk' });
    await city.db.query(`INSERT INTO second_factors (user_id, sealed_secret, confirmed_at) VALUES ($1, '', now())`, [
      city.cast.clerk.userId,
    ]);
    expect((await byMini({ openid: 'o-clerk' })).body.code).toBe('access.second_factor_needed');
  });

  it('forgets a ticket after ten minutes', async () => {
    const { body } = await byMini({ openid: 'o-late' });
    await city.db.query('UPDATE sign_in_tickets SET expires_at = now()');
    expect((await link(body.linkTicket)).body.code).toBe('access.wechat_ticket_over');
  });

  it('takes a code once, and none that WeChat did not give', async () => {
    const code = wechat.codeOf({ openid: 'o-1' });
    await mini(code);
    const BAD = { status: 401, body: { code: 'access.wechat_bad_code' } };
    expect(await mini(code)).toMatchObject(BAD);
    expect(await mini('made-up')).toMatchObject(BAD);
    expect((await mini('a&secret=x')).status).toBe(400);
    expect((await mini('')).status).toBe(400);
  });

  it.each([
    [{ errcode: 40029 }, 401, 'access.wechat_bad_code', undefined, 1],
    [{ errcode: 45011 }, 429, 'access.wechat_too_many', '60', 1],
    [{ errcode: 40226 }, 403, 'access.wechat_blocked', undefined, 1],
    [{ errcode: 40125 }, 503, 'access.wechat_unavailable', '2', 1],
    [{ errcode: 99999 }, 503, 'access.wechat_unavailable', '2', 1],
    [{ status: 502 }, 503, 'access.wechat_unavailable', '2', 1],
    [{ text: '<html>' }, 503, 'access.wechat_unavailable', '2', 1],
    [{ text: '{"errcode":0}' }, 503, 'access.wechat_unavailable', '2', 1],
    [{ text: '[]' }, 503, 'access.wechat_unavailable', '2', 1],
    [{ text: '{"openid":{"a":1}}' }, 503, 'access.wechat_unavailable', '2', 1],
    ['silence' as const, 503, 'access.wechat_unavailable', '2', 1],
  ])('answers %j of WeChat with %d %s', async (script, status, code, retryAfter, calls) => {
    wechat.script(MINI_PATH, script);
    const answer = await byMini({ openid: 'o-1' });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(wechat.calls(MINI_PATH)).toHaveLength(calls);
  });

  it('asks a busy WeChat again, three times and no more', async () => {
    wechat.script(MINI_PATH, { errcode: -1 }, { errcode: -1 });
    expect(await byMini({ openid: 'o-1' })).toMatchObject(UNLINKED);
    expect(wechat.calls(MINI_PATH)).toHaveLength(3);
    wechat.script(MINI_PATH, ...Array.from({ length: 5 }, () => ({ errcode: -1 })));
    expect((await byMini({ openid: 'o-1' })).body.code).toBe('access.wechat_unavailable');
    expect(wechat.calls(MINI_PATH)).toHaveLength(6);
  });

  describe('from the official account needs a token of ours, which', () => {
    // A city of its own each time: its process has no token yet.
    let fresh: TestCity;
    beforeEach(async () => {
      fresh = await withWechat(20_000);
    });
    afterEach(() => fresh.close());
    const byOfficial = (friend: WechatFriend): Promise<Answer> => {
      const body = { code: wechat.codeOf(friend) };
      return fresh.cast.nobody.post('/v1/auth/wechat/official-account', body);
    };
    const strangers = (count: number): Promise<Answer[]> =>
      Promise.all(Array.from({ length: count }, (_, at) => byOfficial({ openid: `o-${at}` })));

    it('is fetched once for fifty at once', async () => {
      wechat.delayMs = 50;
      const answers = await strangers(50);
      expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set(['access.wechat_unlinked']));
      expect(wechat.calls(INFO_PATH)).toHaveLength(50);
      expect(wechat.calls(TOKEN_PATH)).toHaveLength(1);
      expect(wechat.calls(TOKEN_PATH)[0]?.body).toMatchObject({
        grant_type: 'client_credential',
        force_refresh: false,
      });
    });

    it('is fetched anew when WeChat has withdrawn it', async () => {
      await strangers(1);
      wechat.withdrawToken();
      expect(await byOfficial({ openid: 'o-next' })).toMatchObject(UNLINKED);
      expect(wechat.calls(TOKEN_PATH)).toHaveLength(2);
      wechat.script(INFO_PATH, { errcode: 42001 }, { errcode: 40001 });
      expect((await byOfficial({ openid: 'o-last' })).body.code).toBe('access.wechat_unavailable');
    });

    it('is tried for again after a failure', async () => {
      wechat.script(TOKEN_PATH, { text: 'oops' });
      expect((await strangers(1))[0]?.body.code).toBe('access.wechat_unavailable');
      expect((await strangers(1))[0]).toMatchObject(UNLINKED);
    });
  });

  it('writes no secret, code, key or person into the log', async () => {
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) });
    const app = await createApi(city.config, pino({ level: 'debug' }, sink));
    await app.init();
    const ask = (code: string): Promise<Answer> => callerOf(app, null).post('/v1/auth/wechat/mini-program', { code });
    await ask(wechat.codeOf({ openid: 'o-secret', unionid: 'u-secret' }));
    for (const script of [{ text: `oops ${wechat.sessionKey}` }, { errcode: 40125 }, 'silence' as const]) {
      wechat.script(MINI_PATH, script);
      await ask(wechat.codeOf({ openid: 'o-secret' }));
    }
    await app.close();
    const text = lines.join('');
    expect(text).toContain('WeChat gave no usable answer');
    for (const secret of [MINI.secret, wechat.sessionKey, 'o-secret', 'u-secret', 'code-0', 'code-1']) {
      expect(text).not.toContain(secret);
    }
  });

  it('is still possible by phone, and off where no app is configured', async () => {
    const plain = await startCity();
    try {
      for (const app of ['mini-program', 'official-account']) {
        const answer = await plain.cast.nobody.post(`/v1/auth/wechat/${app}`, { code: 'x' });
        expect(answer).toMatchObject({ status: 404, body: { code: 'access.wechat_off' } });
      }
      const byPhone = { phone: '13800000011', password: DEMO_PASSWORD };
      expect((await plain.cast.nobody.post('/v1/auth/token', byPhone)).status).toBe(200);
    } finally {
      await plain.close();
    }
  });
});
