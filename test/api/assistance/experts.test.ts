import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok } from '../../support/given-help';
import { canSee as canSeeExpert } from '../../../libs/lines/assistance/src/experts/expert.policy';
import { allPages, seenBy } from '../../support/seen-by';

const MISSING = '0190a000-0000-7000-8000-000000000000';
const PROFILE = { title: '计量工程师', fields: ['metrology', 'testing'], serviceModes: ['online', 'phone'] };

describe('experts', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const apply = (caller: Caller, facts: object = {}): Promise<Answer> =>
    caller.post('/v1/experts', { ...PROFILE, ...facts });
  const act = (caller: Caller, id: string, route: string, body?: object): Promise<Answer> =>
    caller.post(`/v1/experts/${id}/${route}`, body);
  const codeOf = ({ status, body }: Answer): [number, string] => [status, body.code];
  const rolesOf = async ({ userId }: Caller): Promise<string[]> => {
    const [{ roles }] = await city.db.query('SELECT roles FROM memberships WHERE user_id = $1', [userId]);
    return roles as string[];
  };

  it('apply, are reviewed, become active, are suspended, reinstated, renewed and retire', async () => {
    const { verifier, operator, hospital } = city.cast;
    const facts = { certificates: ['注册计量师一级 JL-1'], industries: ['医药'], achievements: '压力计量三十年' };
    const applied = await apply(verifier, { ...facts, avoidOrganisationIds: [hospital.organisationId] });
    expect(applied.status).toBe(201);
    const { id } = applied.body;
    expect(applied.body).toMatchObject({
      ...{ state: 'applied', name: '检定员甲', organisationName: '烟台市计量检定测试所（演示）', maxConcurrent: 3 },
      ...{ validUntil: null, ratingAverage: null, hourlyFeeFen: null, languages: [], ...facts },
      avoidOrganisationIds: [hospital.organisationId],
      openEvents: [{ event: 'retire', href: `/v1/experts/${id}/retirement` }],
    });
    expect((await hospital.get(`/v1/experts/${id}`)).status).toBe(404);
    expect((await act(operator, id, 'review')).body.state).toBe('reviewing');
    const returned = (await act(operator, id, 'return', { reason: '请补充证书' })).body;
    expect(returned).toMatchObject({ state: 'applied', reviewNote: '请补充证书' });
    ok(await act(operator, id, 'review'));
    expect(await rolesOf(verifier)).toEqual(['inspector']);
    expect(codeOf(await act(operator, id, 'approval', { validUntil: '2026-03-01' }))).toEqual([
      ...[422, 'assistance.validity_past'],
    ]);
    expect((await act(operator, id, 'approval', { validUntil: '2026-03-02' })).body).toMatchObject({
      ...{ state: 'active', validUntil: '2026-03-02', reviewNote: null },
    });
    expect(await rolesOf(verifier)).toEqual(['inspector', 'expert']);
    const shown = (await hospital.get(`/v1/experts/${id}`)).body;
    expect(shown).toMatchObject({ state: 'active', avoidOrganisationIds: null, reviewNote: null, openEvents: [] });
    expect(shown.terms).toBeUndefined();
    expect((await act(operator, id, 'renewal', { validUntil: '2030-01-01' })).body.validUntil).toBe('2030-01-01');
    expect((await act(operator, id, 'suspension', { reason: '投诉核实' })).body.state).toBe('suspended');
    expect(await rolesOf(verifier)).toEqual(['inspector']);
    expect((await hospital.get(`/v1/experts/${id}`)).status).toBe(404);
    expect((await act(operator, id, 'reinstatement')).body.state).toBe('active');
    expect(await rolesOf(verifier)).toEqual(['inspector', 'expert']);
    expect((await act(verifier, id, 'retirement', { reason: '退休' })).body.state).toBe('retired');
    expect(await rolesOf(verifier)).toEqual(['inspector']);
    const { items } = (await verifier.get(`/v1/experts/${id}/history`)).body;
    expect(items.map(({ event }: any) => event)).toEqual([
      ...['apply', 'review', 'return', 'review', 'approve', 'renew', 'suspend', 'reinstate', 'retire'],
    ]);
    // Who has retired may apply again.
    expect((await apply(verifier)).status).toBe(201);
  });

  it('have one profile a person, also when two applications come at the same moment', async () => {
    const { checker, expert } = city.cast;
    const answers = await Promise.all([1, 2, 3].map(() => apply(checker)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)?.body ?? {};
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      ...{ code: 'assistance.profile_exists', existing: { id, state: 'applied' } },
    });
    expect((await apply(expert)).body.existing.state).toBe('active');
  });

  it('are moved by their parties only, and nobody reviews the own profile', async () => {
    const { secondVerifier, operator, hospital, nobody, regulator } = city.cast;
    const { id } = ok(await apply(secondVerifier));
    for (const route of ['review', 'return', 'approval', 'renewal', 'suspension', 'reinstatement']) {
      const body = { reason: 'x', validUntil: '2030-01-01' };
      const only = route === 'approval' || route === 'renewal' ? { validUntil: body.validUntil } : { reason: 'x' };
      const given = route === 'review' || route === 'reinstatement' ? undefined : only;
      expect([route, ...codeOf(await act(secondVerifier, id, route, given))]).toEqual([
        ...[route, 403, 'workflow.not_a_party'],
      ]);
      expect([route, (await act(hospital, id, route, given)).status]).toEqual([route, 404]);
    }
    for (const [route, body] of [
      ['return', { reason: 'x' }],
      ['reinstatement', undefined],
    ] as const) {
      expect(codeOf(await act(operator, id, route, body))).toEqual([409, 'workflow.wrong_state']);
    }
    expect((await act(nobody, id, 'review')).status).toBe(401);
    expect((await regulator.get(`/v1/experts/${id}`)).status).toBe(404);
    expect((await operator.get(`/v1/experts/${MISSING}`)).status).toBe(404);
    const operators = ok(await apply(operator));
    expect(codeOf(await act(operator, operators.id, 'review'))).toEqual([403, 'workflow.not_a_party']);
  });

  it('change their own profile on the version they have read; what they avoid is fixed by the review', async () => {
    const { laboratoryInspector, operator, expert, hospital, machineShop, stranger } = city.cast;
    const { id } = ok(await apply(laboratoryInspector, { degree: '硕士' }));
    const change = (caller: Caller, body: object, version: number, one = id): Promise<Answer> =>
      caller.patch(`/v1/experts/${one}`, body, { 'if-match': `"${version}"` });
    const facts = { title: '高级工程师', degree: null, avoidOrganisationIds: [hospital.organisationId] };
    expect((await change(laboratoryInspector, facts, 1)).body).toMatchObject({ ...facts, version: 2 });
    expect(codeOf(await change(laboratoryInspector, { title: 'x' }, 1))).toEqual([412, 'precondition.stale']);
    expect(codeOf(await change(laboratoryInspector, { fields: null }, 2))).toEqual([400, 'request.invalid']);
    expect(codeOf(await change(laboratoryInspector, { avoidOrganisationIds: [MISSING] }, 2))).toEqual([
      ...[400, 'request.invalid'],
    ]);
    expect((await change(hospital, { title: 'x' }, 2)).status).toBe(404);
    const own = (await expert.get('/v1/experts?q=核磁')).body.items[0];
    expect(codeOf(await change(machineShop, { title: 'x' }, own.version, own.id))).toEqual([403, 'access.forbidden']);
    expect((await machineShop.get(`/v1/experts/${own.id}/history`)).body.code).toBe('access.forbidden');
    const avoiding = { avoidOrganisationIds: [stranger.organisationId] };
    expect(codeOf(await change(expert, avoiding, own.version, own.id))).toEqual([409, 'assistance.avoidance_fixed']);
    expect((await change(operator, avoiding, own.version, own.id)).body).toMatchObject(avoiding);
    expect((await change(expert, { languages: ['德文'] }, own.version + 1, own.id)).body.languages).toEqual(['德文']);
    const events = (await operator.get(`/v1/experts/${own.id}/history`)).body.items;
    expect(events.at(-1)).toMatchObject({ event: 'change', details: { fields: ['languages'] } });
  });

  it('stand in a directory that shows everybody what the policy lets them see, and is searched', async () => {
    const find = (query: string, caller: Caller): Promise<any[]> => allPages(caller, `/v1/experts?${encodeURI(query)}`);
    const ids = (items: any[]): string[] => items.map(({ id }) => id as string).toSorted();
    const counts = new Set<number>();
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const expected = await seenBy(city, caller, 'experts', canSeeExpert);
      expect([name, ids(await find('', caller))]).toEqual([name, expected.toSorted()]);
      counts.add(expected.length);
    }
    expect(counts.size).toBeGreaterThanOrEqual(3);
    const { operator, hospital } = city.cast;
    const every = await find('', operator);
    for (const [query, test] of [
      ['field=standards', ({ fields }: any) => fields.includes('standards')],
      ['serviceMode=video', ({ serviceModes }: any) => serviceModes.includes('video')],
      ['state=applied', ({ state }: any) => state === 'applied'],
      ['q=标准化专家', ({ name }: any) => name === '标准化专家'],
      ['q=iso tc', ({ committees }: any) => committees.some((one: string) => one.startsWith('ISO/TC'))],
      ['q=核磁&field=testing', ({ name }: any) => name === '核磁专家'],
    ] as [string, (expert: any) => boolean][]) {
      const found = await find(query, operator);
      expect([query, ids(found), found.length > 0]).toEqual([query, ids(every.filter(test)), true]);
    }
    expect(await find('q=??', hospital)).toEqual([]);
    expect((await hospital.get('/v1/experts?field=cooking')).status).toBe(400);
    expect((await hospital.get('/v1/experts?colour=red')).status).toBe(400);
    // The seed's closed request has counted for its expert.
    const [standards] = await find('q=标准化专家', hospital);
    expect(standards).toMatchObject({ answeredCount: 1, ratingCount: 1, ratingAverage: '5.0' });
  });

  it('who are suspended lose what they had in hand to another, by an operator', async () => {
    const { operator, expert, secondExpert } = city.cast;
    const help = givenHelp(city);
    const { id } = await help.request('in_service');
    const expertId = await help.expertId(expert);
    ok(await act(operator, expertId, 'suspension', { reason: '核实' }));
    const { body } = await help.act(operator, id, 'transfer', { reason: '专家暂停' });
    expect(body).toMatchObject({ state: 'triaged', assigneeIds: [] });
    const assign = async (caller: Caller): Promise<Answer> =>
      help.act(operator, id, 'assignment', { expertIds: [await help.expertId(caller)] });
    expect(codeOf(await assign(expert))).toEqual([409, 'assistance.expert_not_active']);
    expect((await assign(secondExpert)).body.assigneeIds).toEqual([secondExpert.userId]);
  });
});
