import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { TODAY } from '../../support/given';
import { expectPrinted } from '../../support/strangers-tools';
import { until } from '../../support/until';
import { expectMissing, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

const BROWSER = 'text/html,*/*;q=0.8';
const NAME = { pointer: '/userUnit/name', value: '烟台安居物业服务有限公司（更正）' };
const YEAR = 366 * 86_400_000;
const GROUNDS = {
  reason: '制动试验数据误录，结论不成立',
  publicReason: '检验结论有误',
  evidence: '原始记录 YS-2026-7 与影像不符',
};

describe('a report that is out', () => {
  let city: TestCity;
  let cast: Cast;
  let life: ReportLife;
  /** A second signatory: who drafts an amendment does not approve it. */
  let other: Caller;
  beforeAll(async () => {
    city = await startCity();
    ({ cast } = city);
    life = reportLife(city);
    await city.startWorker();
    other = cast.secondInspector;
    const { items } = ok(await cast.admin.get('/v1/memberships?limit=100'));
    const { id, version } = items.find(({ userId }: any) => userId === other.userId);
    const roles = ['inspector', 'signatory'];
    ok(await cast.admin.patch(`/v1/memberships/${id}`, { roles }, { 'if-match': `"${version}"` }));
    const { id: draftId } = await life.checked();
    await until(async () => (await other.get(`/v1/reports/${draftId}`)).body.openEvents.length > 0);
  });
  afterAll(() => city.close());

  const issued = async (): Promise<any> => life.issued((await life.approved()).id);
  const read = async ({ id }: any, by: Caller = cast.clerk): Promise<any> => ok(await by.get(`/v1/reports/${id}`));
  const amend = ({ id }: any, changes: any = [NAME], by: Caller = cast.signatory): Promise<Answer> =>
    by.post(`/v1/reports/${id}/amendments`, { reason: '使用单位名称有误', changes });
  const revoke = ({ id }: any, by: Caller = cast.signatory, body: object = GROUNDS): Promise<Answer> =>
    by.post(`/v1/reports/${id}/revocations`, body);
  const decide = ({ id }: any, by: Caller, event: string, body?: object): Promise<Answer> =>
    by.post(`/v1/report-revocations/${id}/${event}`, body);
  const approve = async ({ id }: any): Promise<any> => {
    ok(await cast.checker.post(`/v1/reports/${id}/check`));
    return ok(await other.post(`/v1/reports/${id}/approval`));
  };
  const scan = ({ verificationUrl }: any, accept = 'application/json', language = 'zh-CN'): Promise<Answer> =>
    cast.nobody.get(new URL(verificationUrl).pathname, { accept, 'accept-language': language });
  const deviceOf = async ({ subjectId }: any): Promise<any> => {
    const { elevator } = ok(await cast.contractor.get(`/v1/elevator-filings/${subjectId}`));
    return ok(await cast.userUnit.get(`/v1/elevators/${elevator.id}`));
  };
  const toldOf = async (caller: Caller, kind: string, number: string): Promise<number> =>
    ok(await caller.get('/v1/notices?limit=100')).items.filter(
      (one: any) => one.kind === kind && JSON.stringify(one).includes(number),
    ).length;

  it('is amended: checked and approved by others, numbered after the first, and whoever scans the old one is told', async () => {
    const old = await issued();
    const { items } = ok(await cast.signatory.get(`/v1/reports/${old.id}/amendable-fields`));
    const pointers = items.map(({ pointer }: any) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/userUnit/name', '/device/productNo', '/inspectors/0/name']));
    expect(pointers.join(' ')).not.toMatch(/conclusion|result|nextInspectionDueOn|inspectedOn/);

    const drafted = await amend(old);
    expect([drafted.status, drafted.body.state, drafted.body.replacesId]).toEqual([201, 'draft', old.id]);
    expect(drafted.body.content).toMatchObject({
      userUnit: { name: NAME.value },
      amendment: {
        replaces: { number: old.number, issuedOn: TODAY },
        reason: '使用单位名称有误',
        changes: [{ pointer: NAME.pointer, before: old.content.userUnit.name, after: NAME.value }],
      },
    });
    ok(await cast.checker.post(`/v1/reports/${drafted.body.id}/check`));
    const own = await cast.signatory.post(`/v1/reports/${drafted.body.id}/approval`);
    expect([own.status, own.body.code, own.body.duties]).toEqual([409, 'reports.same_person', ['author', 'approver']]);
    expect((await scan(old)).body.status).toBe('valid');
    ok(await other.post(`/v1/reports/${drafted.body.id}/approval`));
    const amended = await life.issued(drafted.body.id);
    expect(amended.number).toBe(`${old.number}-A1`);

    expect(await read(old, cast.userUnit)).toMatchObject({ state: 'superseded', replacedById: amended.id });
    expect((await cast.userUnit.get(`/v1/reports/${old.id}/file`)).status).toBe(200);
    expect(ok(await cast.userUnit.get(`/v1/elevator-filings/${old.subjectId}`)).reportId).toBe(amended.id);
    const successor = { number: amended.number, href: new URL(amended.verificationUrl).pathname };
    const { raw } = await cast.clerk.get(`/v1/reports/${amended.id}/file`);
    expectPrinted(raw, '本报告替代', `签发的${old.number}，原报告作废`);
    expect((await scan(old)).body).toMatchObject({ status: 'superseded', endedOn: TODAY, successor });
    expect((await scan(amended)).body).toMatchObject({ status: 'valid', successor: null });
    const page = (await scan(old, BROWSER)).body;
    expect(page).toContain('报告已被替换');
    expect(page).toContain(`<a href="${successor.href}">${amended.number}</a>`);
    expect(page).not.toContain('报告有效');
    expect(await toldOf(cast.userUnit, 'report.issue', amended.number)).toBe(1);
    const events = ok(await cast.userUnit.get(`/v1/reports/${old.id}/history`)).items.map(({ event }: any) => event);
    expect(events).toEqual(['issue', 'supersede']);

    const again = ok(await amend(amended, [{ pointer: '/device/productNo', value: 'P-1' }]));
    await approve(again);
    const second = await life.issued(again.id);
    expect(second.number).toBe(`${old.number}-A2`);
    expect((await scan(old)).body.successor.number).toBe(second.number);
    expect((await amend(old)).body).toMatchObject({ code: 'reports.not_in_force', state: 'superseded' });
    expect((await revoke(old)).body).toMatchObject({ code: 'reports.not_in_force', state: 'superseded' });
  });

  it('has one amendment at a time, which may be sent back, written anew and given up', async () => {
    const old = await issued();
    const both = await Promise.all([amend(old), amend(old, [NAME], other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const open = both.find(({ status }) => status === 201)?.body;
    const refused = both.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'reports.amendment_open', existing: { id: open.id } });
    ok(await cast.checker.post(`/v1/reports/${open.id}/return`, { reason: '请附营业执照' }));
    const anew = ok(await amend(old, [{ ...NAME, value: '另一个名称' }]));
    expect(anew).toMatchObject({
      id: open.id,
      state: 'draft',
      revision: 2,
      content: { userUnit: { name: '另一个名称' } },
    });
    // The inspection itself is none of its business.
    expect(ok(await cast.clerk.get(`/v1/elevator-filings/${old.subjectId}`)).state).toBe('report_issued');
    expect((await cast.inspector.post(`/v1/reports/${open.id}/withdrawal`)).body.code).toBe('workflow.not_a_party');
    expect(ok(await cast.signatory.post(`/v1/reports/${open.id}/withdrawal`)).state).toBe('withdrawn');
    expect((await read(old)).state).toBe('issued');
    expect(ok(await amend(old)).id).not.toBe(open.id);
    const first = await life.checked();
    expect((await cast.signatory.post(`/v1/reports/${first.id}/withdrawal`)).body.code).toBe('workflow.not_a_party');
  });

  let shared: any;
  it.each<[string, object, string, string]>([
    ['a conclusion', { pointer: '/conclusion', value: 'fail' }, 'pointer', 'field.not_allowed'],
    ['what was found', { pointer: '/inspection/items/0/result', value: 'pass' }, 'pointer', 'field.not_allowed'],
    ['a prototype', { pointer: '/__proto__/x', value: 'y' }, 'pointer', 'field.not_allowed'],
    ['nothing', { pointer: '/userUnit/name', value: null }, 'value', 'field.required'],
    ['a number', { pointer: '/userUnit/name', value: 7 }, 'value', 'field.wrong_type'],
    ['a blank', { pointer: '/userUnit/name', value: ' ' }, 'value', 'field.wrong_type'],
  ])('is not amended by %s', async (_, change, at, code) => {
    shared ??= await issued();
    const { status, body } = await amend(shared, [change]);
    expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ pointer: `/changes/0/${at}`, code })]);
    expect((await amend(shared, [{ ...NAME, value: shared.content.userUnit.name }])).body.errors[0].code).toBe(
      'field.unchanged',
    );
  });

  it('is revoked by two people, and the device goes back to what held before', async () => {
    const report = await issued();
    expect(await deviceOf(report)).toMatchObject({ lastPassedOn: TODAY, nextInspectionDueOn: '2029-03-31' });
    for (const caller of [cast.inspector, cast.checker, cast.clerk, cast.userUnit]) {
      expect((await revoke(report, caller)).body.code).toBe('workflow.not_a_party');
    }
    expectMissing(await revoke(report, cast.stranger), await revoke({ id: NOBODYS_ID }, cast.stranger));
    const proposal = ok(await revoke(report));
    expect(proposal).toMatchObject({ state: 'proposed', openEvents: [{ event: 'withdraw' }] });
    expect((await revoke(report, cast.admin)).body).toMatchObject({ code: 'reports.revocation_open' });
    for (const caller of [cast.signatory, other]) {
      expect((await decide(proposal, caller, 'confirmation')).body.code).toBe('workflow.not_a_party');
    }
    expect(ok(await cast.userUnit.get(`/v1/reports/${report.id}/revocations`)).items).toEqual([]);
    expect((await cast.userUnit.get(`/v1/report-revocations/${proposal.id}`)).status).toBe(404);
    const pending = ok(await amend(report));
    const twice = await Promise.all([1, 2].map(() => decide(proposal, cast.admin, 'confirmation')));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await read(report, cast.userUnit)).toMatchObject({ state: 'revoked', replacedById: null });
    expect((await read(pending)).state).toBe('withdrawn');
    expect((await scan(report)).body).toMatchObject({
      ...{ status: 'revoked', endedOn: TODAY, reason: GROUNDS.publicReason, successor: null },
    });
    const page = (await scan(report, BROWSER, 'en')).body;
    expect(page).toContain('This report has been revoked');
    expect(page).toContain(GROUNDS.publicReason);
    expect(page).not.toContain(GROUNDS.evidence);

    const device = await deviceOf(report);
    expect(device).toMatchObject({ lastPassedOn: null, isUseProhibited: false, nextInspectionDueOn: '2026-03-31' });
    const dues = ok(await cast.userUnit.get(`/v1/dues?subjectId=${device.id}`)).items;
    expect(dues).toEqual(expect.arrayContaining([expect.objectContaining({ dueOn: '2026-03-31', state: 'open' })]));
    expect((await cast.contractor.post('/v1/elevator-filings', { elevatorId: device.id })).status).toBe(201);
    const told = [cast.userUnit, cast.contractor, cast.regulator, cast.clerk];
    for (const caller of told) expect(await toldOf(caller, 'report.revoke', report.number)).toBe(1);
    expect(await toldOf(cast.admin, 'report_revocation.propose', report.number)).toBe(1);
    const [effective] = ok(await cast.userUnit.get(`/v1/reports/${report.id}/revocations`)).items;
    expect(effective).toMatchObject({ state: 'effective', reason: GROUNDS.reason, decidedById: cast.admin.userId });
  });

  it('is revoked at once by order of its regulator; a proposal that was refused or lapsed moved nothing', async () => {
    const report = await issued();
    const first = ok(await revoke(report, cast.admin));
    expect(ok(await decide(first, cast.signatory, 'refusal', { answer: '复核无误' })).state).toBe('refused');
    const second = ok(await revoke(report));
    expect(ok(await decide(second, cast.signatory, 'withdrawal')).state).toBe('withdrawn');
    const third = ok(await revoke(report));
    expect((await read(report)).state).toBe('issued');
    const order = await revoke(report, cast.regulator);
    expect(order.body).toMatchObject({ state: 'effective', organisationId: cast.regulator.organisationId });
    expect((await read(report)).state).toBe('revoked');
    const states = ok(await cast.clerk.get(`/v1/reports/${report.id}/revocations`)).items.map(
      ({ state }: any) => state,
    );
    expect(states).toEqual(['refused', 'withdrawn', 'withdrawn', 'effective']);
    expect((await decide(third, cast.admin, 'confirmation')).status).toBe(409);
    expect((await deviceOf(report)).lastPassedOn).toBeNull();
  });

  it('follows its rule of the day, is unchangeable, and once archived stands and reads as before', async () => {
    const report = await issued();
    await city.db
      .query(`INSERT INTO report_rules VALUES ('alone', 'elevator_inspection_report', NULL, true, false, true,
      true, 10, '2020-01-01', NULL, 'test', 'low')`);
    const draft = await life.draft();
    await city.db.query(`UPDATE reports SET state = 'checked', checker_id = author_id WHERE id = $1`, [draft.id]);
    const revoked = await issued();
    expect(ok(await revoke(revoked)).state).toBe('effective');
    const changes = [
      `state = 'issued', revoked_at = NULL`,
      'revoked_at = NULL',
      'issued_at = now()',
      `state = 'superseded'`,
    ];
    for (const change of [...changes, `number = 'DT-2026-999998'`]) {
      const attempt = city.db.query(`UPDATE reports SET ${change} WHERE id = $1`, [revoked.id]);
      await expect(attempt).rejects.toMatchObject({ code: '23001' });
    }
    await expect(city.db.query('DELETE FROM report_revocations')).rejects.toMatchObject({ code: '23001' });
    await expect(city.db.query('UPDATE number_series SET value = 1')).rejects.toMatchObject({ code: '23001' });

    const states = (): Promise<any> =>
      city.db.query('SELECT state, content FROM reports WHERE id = ANY ($1) ORDER BY id', [[report.id, revoked.id]]);
    city.advance(7 * YEAR);
    expect((await scan(report)).body).toMatchObject({ status: 'expired', validUntil: '2029-03-31' });
    expect((await states()).map(({ state }: any) => state)).toEqual(['issued', 'revoked']);
    city.advance(4 * YEAR);
    await until(async () => (await states()).every(({ state }: any) => state === 'archived'));
    expect((await states()).map(({ content }: any) => content)).toEqual([report.content, revoked.content]);
    expect((await scan(report)).body.status).toBe('expired');
    expect((await scan(revoked)).body).toMatchObject({ status: 'revoked', reason: GROUNDS.publicReason });
  });
});
