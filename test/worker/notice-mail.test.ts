import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../support/city';
import type { Caller } from '../support/client';
import { given } from '../support/given';
import { type Mail, type MailServer, startMailServer, wordsOf } from '../support/mail-server';
import { until } from '../support/until';

describe('the mail of notices', () => {
  let server: MailServer;
  let city: TestCity;
  let sweeper: Sweeper;
  beforeAll(async () => {
    server = await startMailServer();
    city = await startCity({ SMTP_URL: server.url });
    sweeper = (await city.startWorker()).get(Sweeper);
  });
  afterAll(async () => {
    await city.close();
    server.stop();
  });

  /** Mails and deliveries about dues come by the clock, whatever a test does. */
  const mailTo = (to: string, from = 0): Promise<Mail> =>
    until(() => {
      const sent = server.mails.slice(from).filter((mail) => !wordsOf(mail).includes('/v1/dues?'));
      return Promise.resolve(sent.find((mail) => mail.to === to));
    }, 10_000);
  async function confirm(caller: Caller, email: string): Promise<void> {
    const set = await caller.put('/v1/me/email', { email });
    expect([set.status, set.body]).toEqual([200, { email, confirmedAt: null }]);
    const code = /\d{6}/.exec(wordsOf(await mailTo(email)))?.[0];
    const confirmed = await caller.post('/v1/me/email/confirmation', { code });
    expect([confirmed.status, confirmed.body.confirmedAt === null]).toEqual([200, false]);
  }
  const deliveries = (caller: Caller): Promise<any[]> =>
    city.db.query(
      `SELECT d.state, d.attempts, d.failure_code, d.failure_reason, d.queued_at > now() AS waits, n.kind
       FROM notice_deliveries d JOIN notices n ON n.id = d.notice_id
       WHERE d.recipient_id = $1 AND n.kind NOT LIKE 'due.%' ORDER BY n.created_at, n.id`,
      [caller.userId],
    );

  it('goes to a proven address only, and wrong codes prove nothing', async () => {
    const { cast } = city;
    expect((await cast.checker.get('/v1/me/email')).body).toEqual({ email: null, confirmedAt: null });
    await cast.checker.put('/v1/me/email', { email: 'checker@example.cn' });
    expect((await cast.checker.put('/v1/me/email', { email: 'b@example.cn' })).body.code).toBe(
      'notices.code_sent_already',
    );
    const code = /\d{6}/.exec(wordsOf(await mailTo('checker@example.cn')))?.[0] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await cast.signatory.post('/v1/me/email/confirmation', { code })).body.code).toBe('notices.wrong_code');
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await cast.checker.post('/v1/me/email/confirmation', { code: wrong })).body.code).toBe(
        'notices.wrong_code',
      );
    }
    expect((await cast.checker.post('/v1/me/email/confirmation', { code })).body.code).toBe('notices.wrong_code');
    for (const bad of [{ email: 'x' }, { email: 'a@b\r\nBcc: c@d.cn' }, {}, { email: 'a@example.cn', extra: 1 }]) {
      expect((await cast.signatory.put('/v1/me/email', bad)).status).toBe(400);
    }
    expect((await cast.checker.post('/v1/me/email/removal')).status).toBe(200);
    expect((await cast.checker.get('/v1/me/email')).body.email).toBeNull();
    const [{ plain }] = await city.db.query(
      `SELECT count(*)::int AS plain FROM email_addresses WHERE email LIKE '%@%'`,
    );
    expect(plain).toBe(0);
  });

  it('reaches the others when the server refuses one of three, and the record says so', async () => {
    const { cast } = city;
    await confirm(cast.userUnit, 'one@example.cn');
    await confirm(cast.contractor, 'two@example.cn');
    await confirm(cast.inspector, 'three@example.cn');
    server.refused.add('two@example.cn');
    const from = server.mails.length;
    const filing = await given(city).filing('dispatched');
    const words = wordsOf(await mailTo('one@example.cn', from));
    expect(words).toContain(filing.number);
    expect(words).toContain(`http://nqi.test/v1/elevator-filings/${filing.id}`);
    await mailTo('three@example.cn', from);
    await until(async () => (await deliveries(cast.contractor)).every(({ state }) => state === 'failed'));
    const [first] = await deliveries(cast.contractor);
    expect(first).toMatchObject({
      attempts: 1,
      failure_code: 'refused',
      failure_reason: 'the mail server answered 550',
    });
    const reached = async (): Promise<any[]> => [
      ...(await deliveries(cast.userUnit)),
      ...(await deliveries(cast.inspector)),
    ];
    await until(async () => (await reached()).every(({ state }) => state === 'ready'));
    expect(server.mails.slice(from).map(({ to }) => to)).not.toContain('two@example.cn');
    // In the platform the refused one is told all the same.
    const { items } = (await cast.contractor.get('/v1/notices')).body;
    expect(items.map(({ subjectId }: any) => subjectId)).toContain(filing.id);
    server.refused.clear();
  });

  it('waits for a server that asks to wait', async () => {
    const { cast, db } = city;
    server.busy.add('one@example.cn');
    const before = (await deliveries(cast.userUnit)).length;
    await given(city).filing('submitted');
    const last = async (): Promise<any> => (await deliveries(cast.userUnit))[before];
    await until(async () => (await last())?.failure_code === 'not_sent');
    expect(await last()).toMatchObject({ state: 'queued', attempts: 1, waits: true, failure_code: 'not_sent' });
    server.busy.clear();
    await sweeper.sweep();
    expect((await last()).state).toBe('queued');
    await db.query(`UPDATE notice_deliveries SET queued_at = now() - interval '1 minute' WHERE state = 'queued'`);
    await sweeper.sweep();
    await until(async () => (await last()).state === 'ready');
    expect(await last()).toMatchObject({ attempts: 2, failure_code: null });
  });

  it('follows what the person chose: kinds, language and quiet hours', async () => {
    const { cast } = city;
    const before = (await deliveries(cast.userUnit)).length;
    const since = async (): Promise<any[]> => (await deliveries(cast.userUnit)).slice(before);
    const changed = await cast.userUnit.put('/v1/notice-preferences', {
      language: 'en',
      kinds: [{ kind: 'elevator_filing.submit', channels: [] }],
    });
    expect([changed.status, changed.body.language, changed.body.quietHours]).toEqual([200, 'en', null]);
    const from = server.mails.length;
    await given(city).filing('accepted');
    expect((await since()).map(({ kind }) => kind)).toEqual(['elevator_filing.accept']);
    expect(wordsOf(await mailTo('one@example.cn', from))).toContain('was accepted');
    const hour = (shift: number): string => {
      const local = new Date(Date.now() + 8 * 3_600_000 + shift * 3_600_000);
      return local.toISOString().slice(11, 16);
    };
    const quiet = { from: hour(-1), to: hour(1) };
    expect((await cast.userUnit.put('/v1/notice-preferences', { quietHours: quiet })).body.quietHours).toEqual(quiet);
    const { id } = await given(city).filing('accepted');
    expect((await since()).at(-1)).toMatchObject({ state: 'queued', attempts: 0, waits: true });
    const { items } = (await cast.userUnit.get('/v1/notices')).body;
    expect(items.map(({ subjectId }: any) => subjectId)).toContain(id);
    await sweeper.sweep();
    expect((await since()).at(-1)).toMatchObject({ state: 'queued', attempts: 0 });
    for (const bad of [
      { language: 'fr' },
      { quietHours: { from: '25:00', to: '07:00' } },
      { quietHours: { from: '22:00' } },
    ]) {
      expect([bad, (await cast.userUnit.put('/v1/notice-preferences', bad)).status]).toEqual([bad, 400]);
    }
    const unknown = await cast.userUnit.put('/v1/notice-preferences', {
      kinds: [{ kind: 'a.b', channels: ['email'] }],
    });
    expect([unknown.status, unknown.body.code]).toEqual([400, 'notices.unknown_kind']);
    expect((await cast.userUnit.put('/v1/notice-preferences', { quietHours: null })).body.quietHours).toBeNull();
  });
});
