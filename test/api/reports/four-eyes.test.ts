import { createHash } from 'node:crypto';
import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';
import { expectMissing, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

describe('a report under four eyes', () => {
  let city: TestCity;
  let cast: Cast;
  let life: ReportLife;
  /** An inspector who may also check and approve, but not what they wrote themselves. */
  let allRounder: Caller;
  beforeAll(async () => {
    city = await startCity();
    ({ cast } = city);
    life = reportLife(city);
    allRounder = cast.secondInspector;
    const { items } = ok(await cast.admin.get('/v1/memberships?limit=100'));
    const { id, version } = items.find(({ userId }: any) => userId === allRounder.userId);
    const roles = ['inspector', 'checker', 'signatory'];
    ok(await cast.admin.patch(`/v1/memberships/${id}`, { roles }, { 'if-match': `"${version}"` }));
    // Roles are believed for a second: they are there once the buttons are.
    const { id: draftId } = await life.draft();
    await until(async () => (await allRounder.get(`/v1/reports/${draftId}`)).body.openEvents.length > 0);
  });
  afterAll(() => city.close());

  const act = (caller: Caller, { id }: any, event: string, body?: object): Promise<Answer> =>
    caller.post(`/v1/reports/${id}/${event}`, body);
  const read = async (caller: Caller, { id }: any): Promise<any> => ok(await caller.get(`/v1/reports/${id}`));

  it('keeps the snapshot of the day of the inspection, whatever becomes of the device', async () => {
    const report = await life.draft();
    expect(report).toMatchObject({ state: 'draft', revision: 1, number: null, verificationUrl: null, rendering: null });
    expect(report).toMatchObject({ authorId: cast.inspector.userId, checkerId: null, approverId: null });
    const filing = ok(await cast.clerk.get(`/v1/elevator-filings/${report.subjectId}`));
    const path = `/v1/elevators/${filing.elevator.id}`;
    const { etag = '' } = (await cast.userUnit.get(path)).headers;
    ok(await cast.userUnit.patch(path, { address: '搬走以后的地址 9 号' }, { 'if-match': etag }));
    expect(ok(await cast.userUnit.get(path)).address).toBe('搬走以后的地址 9 号');
    const later = await read(cast.clerk, report);
    expect(later.content.device.address).toBe('烟台市芝罘区测试路 1 号');
    expect(later).toEqual(report);
  });

  it('carries a hash of the content that anybody can compute from what they read', async () => {
    const { content, contentHash } = await life.draft();
    const sorted = (value: any): any =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.keys(value)
              .sort()
              .map((key) => [key, sorted(value[key])]),
          )
        : Array.isArray(value)
          ? value.map(sorted)
          : value;
    expect(
      createHash('sha256')
        .update(JSON.stringify(sorted(content)))
        .digest('hex'),
    ).toBe(contentHash);
  });

  it('is checked by another person than its author, and the database insists', async () => {
    const report = await life.draft(undefined, allRounder);
    expect(report.authorId).toBe(allRounder.userId);
    const own = await act(allRounder, report, 'check');
    expect([own.status, own.body.code]).toEqual([409, 'reports.same_person']);
    expect(own.body).toMatchObject({ rule: 'reports-1', duties: ['author', 'checker'] });
    expect(own.body.action).toBeTruthy();
    const forged = `UPDATE reports SET state = 'checked', checker_id = author_id WHERE id = $1`;
    await expect(city.db.query(forged, [report.id])).rejects.toMatchObject({ constraint: 'reports_duties_check' });
    const unchecked = `UPDATE reports SET state = 'checked' WHERE id = $1`;
    await expect(city.db.query(unchecked, [report.id])).rejects.toMatchObject({ constraint: 'reports_checked_check' });

    const checked = await act(cast.checker, report, 'check');
    expect(checked.body).toMatchObject({ state: 'checked', checkerId: cast.checker.userId });
    const approval = await act(allRounder, report, 'approval');
    expect([approval.status, approval.body.code]).toEqual([409, 'reports.same_person']);
    expect((await read(cast.clerk, report)).number).toBeNull();
    const approved = await act(cast.signatory, report, 'approval');
    expect(approved.body).toMatchObject({ state: 'approved', approverId: cast.signatory.userId });
  });

  it('leaves checking to checkers and approving to signatories', async () => {
    const report = await life.draft();
    for (const caller of [cast.clerk, cast.inspector, cast.signatory, cast.finance, cast.admin]) {
      const { status, body } = await act(caller, report, 'check');
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    expect((await act(cast.inspector, report, 'return', { reason: '重写' })).status).toBe(403);
    expect((await act(cast.checker, report, 'approval')).status).toBe(403);
    const early = await act(cast.signatory, report, 'approval');
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ code: 'workflow.wrong_state', state: 'draft', openEvents: ['return'] });
    const events = async (caller: Caller): Promise<string[]> =>
      (await read(caller, report)).openEvents.map(({ event }: any) => event);
    expect(await events(cast.checker)).toEqual(['check', 'return']);
    expect(await events(cast.inspector)).toEqual([]);
    ok(await act(cast.checker, report, 'check'));
    expect(await events(cast.signatory)).toEqual(['return', 'approve']);
  });

  it('does not exist for anybody outside the institution before it is issued', async () => {
    const report = await life.checked();
    const outside = [cast.contractor, cast.userUnit, cast.regulator, cast.operator, cast.stranger];
    for (const caller of outside) {
      for (const rest of ['', '/history', '/file', '/file?document=mark']) {
        const path = `/v1/reports/${report.id}${rest}`;
        expectMissing(await caller.get(path), await caller.get(path.replace(report.id, NOBODYS_ID)));
      }
      for (const [event, body] of [['check'], ['approval'], ['return', { reason: 'x' }]] as const) {
        expectMissing(await act(caller, report, event, body), await act(caller, { id: NOBODYS_ID }, event, body));
      }
    }
    expect((await cast.nobody.get(`/v1/reports/${report.id}`)).status).toBe(401);
    expectMissing(await cast.clerk.get('/v1/reports/x'), await cast.clerk.get(`/v1/reports/${NOBODYS_ID}`));
  });

  it('goes back to the inspector with a reason and comes again as revision 2, with previews of its own', async () => {
    const first = await life.checked();
    const firstPreview = ok(await cast.checker.post(`/v1/reports/${first.id}/previews`));
    const returned = await act(cast.signatory, first, 'return', { reason: '载重与铭牌不符' });
    expect(returned.body).toMatchObject({ state: 'returned', returnReason: '载重与铭牌不符', openEvents: [] });
    const filing = ok(await cast.contractor.get(`/v1/elevator-filings/${first.subjectId}`));
    expect(filing).toMatchObject({ state: 'on_site', conclusion: null });
    const { items } = ok(await cast.clerk.get(`/v1/elevator-filings/${first.subjectId}/history`));
    expect(items.at(-1)).toMatchObject({ event: 'return_report', note: '载重与铭牌不符', fromState: 'concluded' });

    const again = await life.conclude(first.subjectId, (findings) => {
      if (findings[1]) findings[1].remark = '铭牌已核对';
    });
    expect(again).toMatchObject({ id: first.id, state: 'draft', revision: 2, returnReason: null, checkerId: null });
    expect(again.contentHash).not.toBe(first.contentHash);
    expect(again.content.inspection.items[1].remark).toBe('铭牌已核对');
    const secondPreview = ok(await cast.checker.post(`/v1/reports/${first.id}/previews`));
    expect(secondPreview.id).not.toBe(firstPreview.id);
    const timeline = ok(await cast.clerk.get(`/v1/reports/${first.id}/history`)).items;
    expect(timeline.map(({ event, note }: any) => [event, note])).toEqual([
      ...[
        ['draft', null],
        ['check', null],
        ['return', '载重与铭牌不符'],
      ],
      ['redraft', null],
    ]);
    ok(await act(cast.checker, first, 'check'));
    expect(ok(await act(cast.signatory, first, 'approval')).revision).toBe(2);
    const late = await act(cast.checker, first, 'return', { reason: '太晚' });
    expect([late.status, late.body.state]).toEqual([409, 'approved']);
  });

  let shared: any;
  it.each<[string, object]>([
    ['no reason', {}],
    ['an empty reason', { reason: '' }],
    ['a blank reason', { reason: ' \n ' }],
    ['null', { reason: null }],
    ['a number', { reason: 7 }],
    ['too long a reason', { reason: '长'.repeat(1001) }],
    ['an unknown key', { reason: 'x', to: 'draft' }],
  ])('is not sent back with %s', async (_, body) => {
    shared ??= await life.draft();
    const { status, body: problem } = await act(cast.checker, shared, 'return', body);
    expect([status, problem.code]).toEqual([400, 'request.invalid']);
    expect(problem.errors[0].pointer).toBe('to' in body ? '/to' : '/reason');
    expect((await read(cast.clerk, shared)).state).toBe('draft');
  });

  it('is checked once when two checkers do it at the same moment', async () => {
    const report = await life.draft();
    const answers = await Promise.all([cast.checker, allRounder].map((caller) => act(caller, report, 'check')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = ok(await cast.clerk.get(`/v1/reports/${report.id}/history`));
    expect(items.map(({ event }: any) => event)).toEqual(['draft', 'check']);
  });

  it('is either approved or sent back when both happen at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const report = await life.checked();
      const [approved, returned] = await Promise.all([
        act(cast.signatory, report, 'approval'),
        act(cast.checker, report, 'return', { reason: '同时' }),
      ]);
      expect([approved.status, returned.status].sort()).toEqual([200, 409]);
      const { state, number } = await read(cast.clerk, report);
      expect([state, number === null]).toEqual(approved.status === 200 ? ['approved', false] : ['returned', true]);
    }
  });
});
