import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok, QUESTION } from '../../support/given-help';

const MISSING = '0190a000-0000-7000-8000-000000000000';

describe('a help request, from the question to the closed answer', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
  });
  beforeEach(() => help.freeExperts());
  afterAll(() => city.close());

  const read = async (caller: Caller, id: string): Promise<any> => ok(await caller.get(`/v1/help-requests/${id}`));
  const events = async (id: string, caller = city.cast.operator): Promise<string[]> =>
    ok(await caller.get(`/v1/help-requests/${id}/history`)).items.map(({ event }: any) => event as string);
  const codeOf = ({ status, body }: Answer): [number, string] => [status, body.code];

  it('is asked, sorted, claimed, answered, accepted, rated and closed, and tells its story', async () => {
    const { machineShop, operator, expert } = city.cast;
    const drafted = await machineShop.post('/v1/help-requests', { ...QUESTION, industry: '装备制造' });
    expect(drafted.status).toBe(201);
    const { id } = drafted.body;
    expect(drafted.body).toMatchObject({
      ...{ state: 'draft', number: null, type: 'aid', priority: 'normal', category: 'metrology', wantedExperts: 1 },
      ...{ isPublic: true, isAnonymous: false, openPlaces: 1, assigneeIds: [], round: 1, districtCode: '370611' },
      ...{ requesterOrganisationId: machineShop.organisationId, requesterId: machineShop.userId, version: 1 },
      ...{ answerDueAt: null, isCallbackDue: null, submittedAt: null },
      openEvents: [
        { event: 'submit', href: `/v1/help-requests/${id}/submission` },
        { event: 'withdraw', href: `/v1/help-requests/${id}/withdrawal` },
      ],
    });
    expect((await operator.get(`/v1/help-requests/${id}`)).status).toBe(404);

    // A Monday at nine: four working hours, and the end of business three working days later.
    expect((await help.act(machineShop, id, 'submission')).body).toMatchObject({
      ...{ state: 'submitted', number: expect.stringMatching(/^QZ20260302\d{6}$/), isBreached: false, isPaused: false },
      ...{ firstResponseDueAt: expect.stringMatching(/^2026-03-02T06:00/), answerDueAt: '2026-03-05T09:00:00.000Z' },
    });
    const triaged = await help.act(operator, id, 'triage', { priority: 'high', wantedExperts: 2 });
    expect(triaged.body).toMatchObject({ state: 'triaged', priority: 'high', wantedExperts: 2, openPlaces: 2 });
    expect((await help.act(operator, id, 'publication')).body.state).toBe('open');
    expect((await help.act(expert, id, 'claim')).body).toMatchObject({
      ...{ state: 'assigned', openPlaces: 1, assigneeIds: [expert.userId], requesterId: machineShop.userId },
    });
    const started = (await help.act(expert, id, 'start')).body;
    expect(started).toMatchObject({ state: 'in_service', firstRespondedAt: expect.any(String) });
    const answered = (await help.act(expert, id, 'answer', { body: '用基准 A 建立坐标系。' })).body;
    expect(answered).toMatchObject({ state: 'answered', answer: '用基准 A 建立坐标系。', answeredById: expert.userId });
    expect((await help.act(machineShop, id, 'acceptance')).body).toMatchObject({
      ...{ state: 'resolved', resolution: 'accepted', resolvedAt: expect.any(String), isCallbackDue: null },
    });

    expect(codeOf(await help.act(operator, id, 'closing'))).toEqual([409, 'assistance.callback_needed']);
    const call = await help.act(operator, id, 'callbacks', { outcome: 'satisfied', note: '企业满意' });
    expect([call.status, call.body]).toEqual([
      201,
      expect.objectContaining({ outcome: 'satisfied', note: '企业满意' }),
    ]);
    const rating = await help.act(machineShop, id, 'rating', { grade: 5, expertise: 5 });
    expect([rating.status, rating.body.grade, rating.body.raterOrganisationId]).toEqual([201, 5, undefined]);
    expect((await help.act(operator, id, 'closing')).body).toMatchObject({ state: 'closed', closure: 'completed' });
    const { items } = ok(await machineShop.get(`/v1/help-requests/${id}/history`));
    expect(items.map(({ event, fromState, toState }: any) => [event, fromState, toState])).toEqual([
      ...[
        ['create', null, 'draft'],
        ['submit', 'draft', 'submitted'],
        ['triage', 'submitted', 'triaged'],
      ],
      ...[
        ['publish', 'triaged', 'open'],
        ['claim', 'open', 'assigned'],
        ['start', 'assigned', 'in_service'],
      ],
      ...[
        ['answer', 'in_service', 'answered'],
        ['accept', 'answered', 'resolved'],
        ['close', 'resolved', 'closed'],
      ],
    ]);
    expect(await events(id)).toContain('call_back');
    const ratings = ok(await expert.get(`/v1/help-requests/${id}/rating`)).items;
    expect(ratings).toEqual([expect.objectContaining({ grade: 5 })]);
    const { kind, ...answerClock } = ok(await expert.get(`/v1/help-requests/${id}/clocks`)).items[1];
    expect([kind, answerClock]).toEqual(['answer', expect.objectContaining({ ruleId: 'aid-2026', events: [] })]);
    expect(answerClock.stoppedAt).not.toBeNull();
  });

  it('is changed while it is a draft, by those who write it, on the version they have read', async () => {
    const { machineShop, machineShopUser, operator, hospital } = city.cast;
    const { id } = await help.request('draft');
    const change = (caller: Caller, body: object, version = 1): Promise<Answer> =>
      caller.patch(`/v1/help-requests/${id}`, body, { 'if-match': `"${version}"` });
    const facts = { title: '新的问题', wantedExperts: 3, industry: null };
    expect((await change(machineShopUser, facts)).body).toMatchObject({ ...facts, openPlaces: 3, version: 2 });
    expect(codeOf(await change(machineShop, { title: 'x' }))).toEqual([412, 'precondition.stale']);
    expect((await machineShop.patch(`/v1/help-requests/${id}`, {})).status).toBe(428);
    expect(codeOf(await change(machineShop, { title: null }, 2))).toEqual([400, 'request.invalid']);
    expect(codeOf(await change(machineShop, { districtCode: '999999' }, 2))).toEqual([400, 'request.invalid']);
    expect((await change(hospital, {}, 2)).status).toBe(404);
    const found = ok(await machineShop.get(`/v1/help-requests?view=own&q=${encodeURIComponent('新的问')}`)).items;
    expect(found.map((item: any) => item.id)).toEqual([id]);
    await help.act(machineShop, id, 'submission');
    expect(codeOf(await change(machineShop, {}, 3))).toEqual([409, 'workflow.wrong_state']);
    expect(codeOf(await change(operator, {}, 3))).toEqual([403, 'workflow.not_a_party']);
  });

  it('gets the clocks of the type that the operator finds in it, counted from the submission', async () => {
    const { operator, machineShop } = city.cast;
    const { id } = await help.request('submitted');
    const { submittedAt } = await read(machineShop, id);
    const { body } = await help.act(operator, id, 'triage', { type: 'urgent', category: 'special_equipment' });
    expect(body).toMatchObject({ type: 'urgent', category: 'special_equipment' });
    const after = (minutes: number): string => new Date(Date.parse(submittedAt) + minutes * 60_000).toISOString();
    expect([body.firstResponseDueAt, body.answerDueAt]).toEqual([after(15), after(120)]);
    const clocks = ok(await operator.get(`/v1/help-requests/${id}/clocks`)).items;
    expect(clocks.map(({ kind, ruleId, isCurrent }: any) => [kind, ruleId, isCurrent])).toEqual([
      ...[
        ['first_response', 'aid-2026', false],
        ['answer', 'aid-2026', false],
      ],
      ...[
        ['first_response', 'urgent-2026', true],
        ['answer', 'urgent-2026', true],
      ],
    ]);
  });

  it('is not published when it is private, but assigned', async () => {
    const { operator, secondExpert, expert, hospital } = city.cast;
    const { id } = await help.request('triaged', { isPublic: false });
    expect(codeOf(await help.act(operator, id, 'publication'))).toEqual([409, 'assistance.private_request']);
    const ids = [await help.expertId(expert), await help.expertId(secondExpert)];
    const assign = (expertIds: string[]): Promise<Answer> => help.act(operator, id, 'assignment', { expertIds });
    expect(codeOf(await assign(ids))).toEqual([422, 'assistance.too_many_experts']);
    expect(codeOf(await assign([MISSING]))).toEqual([422, 'assistance.unknown_expert']);
    expect((await assign(ids.slice(0, 1))).body).toMatchObject({ state: 'assigned', assigneeIds: [expert.userId] });
    expect((await expert.get(`/v1/help-requests/${id}`)).status).toBe(200);
    expect((await secondExpert.get(`/v1/help-requests/${id}`)).status).toBe(404);
    expect((await hospital.get(`/v1/help-requests/${id}`)).status).toBe(404);
  });

  it('goes back to the operators when its last expert declines, twice at most', async () => {
    const { operator, expert, secondExpert, machineShop } = city.cast;
    const { id } = await help.request('assigned', { isPublic: false });
    const reason = { reason: '近期出差' };
    const declined = await help.act(expert, id, 'declination', reason);
    // The expert who has left reads the answer to the own act, and nothing afterwards.
    expect([declined.status, declined.body.state, declined.body.requesterId]).toEqual([200, 'triaged', null]);
    expect((await expert.get(`/v1/help-requests/${id}`)).status).toBe(404);
    const assign = async (caller: Caller): Promise<Answer> =>
      help.act(operator, id, 'assignment', { expertIds: [await help.expertId(caller)] });
    expect((await assign(secondExpert)).status).toBe(200);
    expect((await help.act(secondExpert, id, 'declination', reason)).status).toBe(200);
    expect((await assign(secondExpert)).status).toBe(200);
    expect(codeOf(await help.act(secondExpert, id, 'declination', reason))).toEqual([
      ...[409, 'assistance.transfers_exhausted'],
    ]);
    expect(await read(machineShop, id)).toMatchObject({ state: 'assigned', transfers: 2 });
    expect((await help.act(operator, id, 'transfer', { reason: '改派' })).body).toMatchObject({
      ...{ state: 'triaged', transfers: 3, assigneeIds: [], openPlaces: 1 },
    });
    expect((await events(id)).filter((event) => event === 'release')).toHaveLength(2);
    expect(JSON.stringify(ok(await machineShop.get(`/v1/help-requests/${id}/history`)))).not.toContain('出差');
  });

  it('keeps the place of the other when one of two experts declines', async () => {
    const { expert, secondExpert } = city.cast;
    const { id } = await help.request('open', { wantedExperts: 2 });
    for (const caller of [expert, secondExpert]) ok(await help.act(caller, id, 'claim'));
    const { body } = await help.act(expert, id, 'declination', { reason: '忙' });
    expect(body).toMatchObject({ state: 'assigned', openPlaces: 1, assigneeIds: [secondExpert.userId], transfers: 0 });
    expect(codeOf(await help.act(expert, id, 'claim'))).toEqual([409, 'assistance.served_before']);
  });

  it('frees its experts when it is withdrawn, and is rejected with a reason', async () => {
    const { machineShop, expert } = city.cast;
    const { id } = await help.request('in_service');
    const { body } = await help.act(machineShop, id, 'withdrawal', { reason: '已解决' });
    expect(body).toMatchObject({ state: 'withdrawn', assigneeIds: [], openEvents: [] });
    const [{ live }] = await city.db.query(
      `SELECT count(*)::int AS live FROM help_request_claims WHERE help_request_id = $1 AND ended_at IS NULL`,
      [id],
    );
    expect(live).toBe(0);
    expect((await expert.get(`/v1/help-requests/${id}`)).status).toBe(404);
    expect(await help.request('rejected')).toMatchObject({ rejectionReason: '不在服务范围' });
  });

  it('is asked by enterprises only', async () => {
    const { expert, operator, nobody } = city.cast;
    expect((await expert.post('/v1/help-requests', QUESTION)).status).toBe(403);
    expect((await operator.post('/v1/help-requests', QUESTION)).status).toBe(403);
    expect((await nobody.post('/v1/help-requests', QUESTION)).status).toBe(401);
    expect((await city.cast.machineShop.post(`/v1/help-requests/${MISSING}/submission`)).status).toBe(404);
  });
});
