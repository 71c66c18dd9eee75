import { Jobs, Sweeper } from '@nqi/shared/jobs';
import { noticeDelivery } from '../../libs/platform/notices/src/deliveries/notice-delivery.entity';
import { expectMissing, failsFirst, NOBODYS_ID, ok, reportLife } from '../api/reports/report-life';
import { startCity, type TestCity } from '../support/city';
import type { Caller } from '../support/client';
import { type MailServer, startMailServer, wordsOf } from '../support/mail-server';
import { until } from '../support/until';

const ROOT = '/v1/report-deliveries';

describe('the delivery of reports', () => {
  let server: MailServer;
  let city: TestCity;
  let worker: Awaited<ReturnType<TestCity['startWorker']>>;
  let [passed, failed, draft]: any[] = [];
  beforeAll(async () => {
    server = await startMailServer();
    city = await startCity({ SMTP_URL: server.url });
    const life = reportLife(city);
    [passed, failed, draft] = [await life.approved(), await life.approved(failsFirst), await life.draft()];
    worker = await city.startWorker();
    [passed, failed] = [await life.issued(passed.id), await life.issued(failed.id)];
  });
  afterAll(async () => {
    await city.close();
    server.stop();
  });

  const order = async (recipients: object[], reportIds: string[] = [passed.id, failed.id]): Promise<any[]> =>
    ok(await city.cast.clerk.post(ROOT, { reportIds, recipients })).items;
  const read = async (id: string, caller: Caller = city.cast.clerk): Promise<any> =>
    ok(await caller.get(`${ROOT}/${id}`));
  const inState = (id: string, state: string): Promise<any> =>
    until(async () => {
      const one = await read(id);
      return one.state === state && one;
    });
  const mailsTo = (address: string): typeof server.mails => server.mails.filter(({ to }) => to === address);

  it('reaches two of three when the server refuses one, says why, and goes out again when somebody asks', async () => {
    server.refused.add('two@example.cn');
    const addresses = ['one@example.cn', 'two@example.cn', 'three@example.cn'];
    const made = await order(addresses.map((email) => ({ channel: 'email', email, contactName: '收件人' })));
    expect(made.map(({ state, email }) => [state, email])).toEqual(
      ['o', 't', 't'].map((letter) => ['queued', `${letter}***@example.cn`]),
    );
    const [one, two, three] = await Promise.all([
      inState(made[0].id as string, 'sent'),
      inState(made[1].id as string, 'failed'),
      inState(made[2].id as string, 'sent'),
    ]);
    expect(two.failureReason).toBe('refused: the mail server answered 550');
    expect([one.failureReason, three.failureReason, one.sentAt === null]).toEqual([null, null, false]);
    expect(addresses.map((address) => mailsTo(address).length)).toEqual([1, 0, 1]);
    const words = wordsOf(mailsTo('one@example.cn')[0] ?? { to: '', text: '' });
    expect(Buffer.from(words, 'latin1').toString()).toContain('烟台市特种设备检验研究院（演示）签发了以下报告');
    for (const { id, number, verificationUrl } of [passed, failed]) {
      for (const part of [number, verificationUrl, `http://nqi.test/v1/reports/${id}/file`]) {
        expect(words).toContain(part);
      }
    }
    server.refused.clear();
    expect(ok(await city.cast.clerk.post(`${ROOT}/${two.id}/retry`)).state).toBe('queued');
    await inState(two.id as string, 'sent');
    expect(mailsTo('two@example.cn')).toHaveLength(1);
    const plain = await city.db.query(
      `SELECT count(*)::int AS plain FROM report_deliveries WHERE contact_email LIKE '%@%'`,
    );
    expect(plain).toEqual([{ plain: 0 }]);
  });

  it('is mailed once, however often the queue names it', async () => {
    const [{ id }] = (await order([{ channel: 'email', email: 'once@example.cn' }])) as any;
    await inState(id as string, 'sent');
    const [{ mail }] = await city.db.query('SELECT id AS mail FROM notice_deliveries WHERE subject_id = $1', [id]);
    for (let times = 0; times < 3; times += 1) await worker.get(Jobs).wake(noticeDelivery, mail as string);
    await worker.get(Sweeper).sweep();
    const [{ id: later }] = (await order([{ channel: 'email', email: 'later@example.cn' }])) as any;
    await inState(later as string, 'sent');
    expect(mailsTo('once@example.cn')).toHaveLength(1);
    expect(mailsTo('once@example.cn')[0]?.text).toContain(`Message-ID: <${mail}@nqi>`);
    const [row] = await city.db.query('SELECT attempts, state FROM notice_deliveries WHERE id = $1', [mail]);
    expect(row).toEqual({ attempts: 1, state: 'ready' });
  });

  it('brings the files along where that is wanted, and nothing that was cancelled', async () => {
    const [{ id }] = (await order(
      [{ channel: 'email', email: 'files@example.cn', attachesFiles: true }],
      [passed.id],
    )) as any;
    await inState(id as string, 'sent');
    const [mail] = mailsTo('files@example.cn');
    expect(mail?.text).toContain(`filename=${passed.number}-report.pdf`);
    expect(mail?.text).toContain(Buffer.from('%PDF-1.7').toString('base64').slice(0, 10));
    server.busy.add('never@example.cn');
    const [{ id: never }] = (await order([{ channel: 'email', email: 'never@example.cn' }], [passed.id])) as any;
    const mailing = async (): Promise<any> =>
      (await city.db.query('SELECT state, attempts FROM notice_deliveries WHERE subject_id = $1', [never]))[0];
    // Whoever is with the server already is not held back: the first attempt is over, the next one waits.
    await until(async () => {
      const { state, attempts } = await mailing();
      return state === 'queued' && attempts > 0;
    });
    expect(ok(await city.cast.clerk.post(`${ROOT}/${never}/cancellation`)).state).toBe('cancelled');
    server.busy.clear();
    await until(async () => {
      await city.db.query(
        `UPDATE notice_deliveries SET queued_at = now() - interval '1 minute' WHERE state = 'queued'`,
      );
      await worker.get(Sweeper).sweep();
      return (await mailing()).state === 'failed';
    });
    expect((await read(never as string)).state).toBe('cancelled');
    expect(mailsTo('never@example.cn')).toEqual([]);
  });

  it('tells the client’s people, and is done when they have downloaded the last of it', async () => {
    const { userUnit, clerk, stranger } = city.cast;
    const [made] = await order([{ channel: 'in_app', organisationId: userUnit.organisationId }]);
    expect(made).toMatchObject({ state: 'sent', openEvents: [{ event: 'receive' }] });
    const [notice] = ok(await userUnit.get('/v1/notices?limit=1')).items;
    expect(notice).toMatchObject({ subjectId: made.id, title: '报告已送达' });
    expect(ok(await userUnit.get(`${ROOT}?reportId=${passed.id}`)).items.map(({ id }: any) => id)).toContain(made.id);
    ok(await clerk.get(`/v1/reports/${passed.id}/file`));
    expect((await read(made.id as string)).reports.map(({ downloadedAt }: any) => downloadedAt)).toEqual([null, null]);
    ok(await userUnit.get(`/v1/reports/${passed.id}/file`));
    const half = await read(made.id as string, userUnit);
    expect([half.state, half.reports[0].downloadedAt === null]).toEqual(['sent', false]);
    await Promise.all([1, 2, 3].map(() => userUnit.get(`/v1/reports/${failed.id}/file`)));
    expect((await read(made.id as string)).state).toBe('delivered');
    const timeline = ok(await clerk.get(`${ROOT}/${made.id}/history`)).items;
    expect(timeline.map(({ event }: any) => event)).toEqual(['order', 'send', 'download']);
    expect(timeline[2]).toMatchObject({ details: { reportId: failed.id } });
    const looks = await city.db.query(
      `SELECT actor_id, count(*)::int AS times FROM audit_events WHERE event = 'download' AND record_type = 'report' GROUP BY 1`,
    );
    expect(looks).toEqual([{ actor_id: userUnit.userId, times: 4 }]);
    expectMissing(await stranger.get(`${ROOT}/${made.id}`), await stranger.get(`${ROOT}/${NOBODYS_ID}`));
  });

  it('goes by post and over the counter, with who took it', async () => {
    const { clerk, userUnit } = city.cast;
    const post = { contactName: '王收件', contactPhone: '13812345678', address: '烟台市芝罘区某路 1 号' };
    const organisationId = userUnit.organisationId;
    const [parcel, counter] = await order([
      { channel: 'post', organisationId, ...post },
      { channel: 'pickup', contactName: '李领取' },
    ]);
    expect(parcel).toMatchObject({ state: 'queued', contactPhone: '138****5678', address: post.address });
    expect(
      (await clerk.post(`${ROOT}/${counter.id}/dispatch`, { carrier: '顺丰', trackingNo: 'SF12345' })).body,
    ).toMatchObject({
      ...{ status: 409, code: 'reports.wrong_channel' },
    });
    const sent = ok(await clerk.post(`${ROOT}/${parcel.id}/dispatch`, { carrier: '顺丰', trackingNo: 'SF12345' }));
    expect(sent).toMatchObject({ state: 'sent', carrier: '顺丰', trackingNo: 'SF12345' });
    expect(ok(await userUnit.get('/v1/notices?limit=1')).items[0]).toMatchObject({ subjectId: parcel.id });
    expect(ok(await clerk.post(`${ROOT}/${parcel.id}/return`, { reason: '地址不详' }))).toMatchObject({
      ...{ state: 'failed', failureReason: '地址不详' },
    });
    ok(await clerk.post(`${ROOT}/${parcel.id}/retry`));
    ok(await clerk.post(`${ROOT}/${parcel.id}/dispatch`, { carrier: 'EMS', trackingNo: 'EM99999' }));
    expect((await userUnit.post(`${ROOT}/${parcel.id}/return`, { reason: 'x' })).status).toBe(403);
    const future = { receivedBy: '王收件', receivedAt: '2030-01-01T00:00:00Z' };
    expect((await userUnit.post(`${ROOT}/${parcel.id}/receipt`, future)).body.code).toBe('reports.received_in_future');
    expect(ok(await userUnit.post(`${ROOT}/${parcel.id}/receipt`, { receivedBy: '王收件' })).state).toBe('delivered');
    expect((await clerk.post(`${ROOT}/${parcel.id}/cancellation`)).body.code).toBe('workflow.wrong_state');
    const taken = { receivedBy: '李领取', contactPhone: '13987654321' };
    expect(ok(await clerk.post(`${ROOT}/${counter.id}/collection`, taken))).toMatchObject({
      ...{ state: 'delivered', receivedBy: '李领取', contactPhone: '139****4321' },
    });
    const look = await clerk.post(`${ROOT}/${parcel.id}/unmasking`, { reason: '联系收件人' });
    expect(look.body).toEqual({ contactPhone: post.contactPhone });
    expect((await userUnit.get(`${ROOT}/${counter.id}`)).status).toBe(404);
  });

  it('is refused of what is not issued or not one’s own, to whom it does not concern, and without an address', async () => {
    const { clerk, metrologyClerk, userUnit, stranger, admin } = city.cast;
    const mail = { channel: 'email', email: 'a@example.cn' };
    const ask = async (caller: Caller, recipients: object[], ...reportIds: string[]): Promise<unknown[]> => {
      const { status, body } = await caller.post(ROOT, { reportIds, recipients });
      return [status, body.code];
    };
    expect(await ask(clerk, [mail], draft.id as string)).toEqual([409, 'reports.not_issued']);
    expect(await ask(metrologyClerk, [mail], passed.id as string)).toEqual([404, 'record.not_found']);
    expect(await ask(userUnit, [mail], passed.id as string)).toEqual([403, 'access.forbidden']);
    const foreign = [{ channel: 'in_app', organisationId: stranger.organisationId }];
    expect(await ask(admin, foreign, passed.id as string)).toEqual([422, 'reports.not_a_client']);
    const incomplete = [
      { channel: 'email' },
      { channel: 'in_app' },
      { channel: 'post', contactName: '王', contactPhone: '13812345678' },
      { channel: 'pickup' },
      { channel: 'fax' },
      { channel: 'email', email: 'x' },
    ];
    for (const one of incomplete) {
      expect([one, ...(await ask(clerk, [mail, one], passed.id as string))]).toEqual([one, 400, 'request.invalid']);
    }
    const many = Array.from({ length: 201 }, (_, no) => `01890000-0000-7000-8000-${String(no).padStart(12, '0')}`);
    expect(await ask(clerk, [mail], ...many)).toEqual([400, 'request.invalid']);
  });
});
