import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok } from '../../support/given-help';
import { until } from '../../support/until';

const PROFILE = { title: '工程师', fields: ['metrology'], serviceModes: ['online'], maxConcurrent: 20 };

describe('a claim', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  /** Ten active experts of metrology, from institutions and enterprises. */
  let experts: Caller[];
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
    const { cast } = city;
    const others = [cast.verifier, cast.secondVerifier, cast.laboratoryInspector, cast.inspector, cast.checker];
    for (const caller of [...others, cast.clerk, cast.contractor, cast.userUnit]) await enrol(caller);
    experts = [cast.expert, cast.secondExpert, ...others, cast.clerk, cast.contractor, cast.userUnit];
    // The api believes what it knows of roles for one second.
    const isOffered = async (caller: Caller): Promise<boolean> =>
      ok(await caller.get('/v1/help-requests?view=offered')).items.length > 0;
    for (const caller of experts) await until(() => isOffered(caller));
  });
  beforeEach(() => help.freeExperts());
  afterAll(() => city.close());

  /** Somebody applies and is approved. */
  async function enrol(caller: Caller, profile: object = {}): Promise<string> {
    const { operator } = city.cast;
    const { id } = ok(await caller.post('/v1/experts', { ...PROFILE, ...profile }));
    ok(await operator.post(`/v1/experts/${id}/review`));
    ok(await operator.post(`/v1/experts/${id}/approval`, { validUntil: '2030-12-31' }));
    return id as string;
  }

  const claim = (caller: Caller, id: string): Promise<Answer> => help.act(caller, id, 'claim');
  const tally = (answers: Answer[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const word = `${status}${body.code ? ` ${body.code}` : ''}`;
      counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
  };

  it.each([1, 2, 5])('is won by the first %i of ten who claim at the same moment', async (wantedExperts) => {
    const { id } = await help.request('open', { wantedExperts });
    const answers = await Promise.all(experts.map((caller) => claim(caller, id)));
    expect(tally(answers)).toEqual({ '200': wantedExperts, '409 assistance.all_places_taken': 10 - wantedExperts });
    const winners = experts.filter((_, index) => answers[index].status === 200).map(({ userId }) => userId);
    const request = ok(await city.cast.operator.get(`/v1/help-requests/${id}`));
    expect(request).toMatchObject({ state: 'assigned', openPlaces: 0 });
    expect(request.assigneeIds.toSorted()).toEqual(winners.toSorted());
    const rows = await city.db.query(
      `SELECT place FROM help_request_claims WHERE help_request_id = $1 AND ended_at IS NULL ORDER BY place`,
      [id],
    );
    expect(rows.map(({ place }: any) => place)).toEqual(Array.from({ length: wantedExperts }, (_, index) => index + 1));
  });

  it('tells who comes too late what else is open in their fields, and nothing of the others', async () => {
    const { expert, secondExpert, hospital } = city.cast;
    const { id } = await help.request('open');
    const other = await help.request('open', { title: '另一个问题' });
    const brand = await help.request('open', { category: 'brand', title: '品牌问题' });
    const hidden = await help.request('open', { isAnonymous: true, title: '匿名问题' }, hospital);
    ok(await claim(secondExpert, id));
    const { status, body } = await claim(expert, id);
    expect([status, body.code, body.wantedExperts]).toEqual([409, 'assistance.all_places_taken', 1]);
    const offered = body.openInstead.map((one: any) => one.id);
    expect(offered.length).toBeLessThanOrEqual(5);
    expect(offered).not.toContain(brand.id);
    expect(JSON.stringify(body)).not.toContain(hospital.organisationId);
    expect([other.id, hidden.id].some((one) => offered.includes(one)) || offered.length === 5).toBe(true);
  });

  it('is no more than an expert can carry, also when two are claimed at the same moment', async () => {
    const { expert } = city.cast;
    const expertId = await help.expertId(expert);
    await city.db.query(`UPDATE experts SET max_concurrent = 2 WHERE id = $1`, [expertId]);
    const requests = [];
    for (const title of ['一', '二', '三', '四', '五']) requests.push(await help.request('open', { title }));
    const answers = await Promise.all(requests.map(({ id }) => claim(expert, id)));
    expect(tally(answers)).toEqual({ '200': 2, '409 assistance.load_limit': 3 });
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ maxConcurrent: 2, expertId });
    expect(refused.inHand).toHaveLength(2);
    const free = requests.filter((_, index) => answers[index].status === 409)[0];
    const assigned = await help.act(city.cast.operator, free.id, 'assignment', { expertIds: [expertId] });
    expect([assigned.status, assigned.body.code]).toEqual([409, 'assistance.load_limit']);
    await city.db.query(`UPDATE experts SET max_concurrent = 20`);
  });

  it('is refused in another field, without an active profile, and after its validity', async () => {
    const { expert, machineShop, operator } = city.cast;
    const brand = await help.request('open', { category: 'brand' });
    expect((await claim(expert, brand.id)).body).toMatchObject({
      ...{ status: 409, code: 'assistance.field_mismatch', category: 'brand' },
    });
    // Whoever is no expert does not even see it.
    const { id } = await help.request('open');
    expect((await claim(city.cast.hospital, id)).status).toBe(404);
    expect((await claim(machineShop, id)).status).toBe(403);
    expect((await claim(operator, id)).status).toBe(403);
    const expertId = await help.expertId(expert);
    await city.db.query(`UPDATE experts SET valid_until = '2026-03-01' WHERE id = $1`, [expertId]);
    const expired = await claim(expert, id);
    const assigned = await help.act(operator, id, 'assignment', { expertIds: [expertId] });
    expect([expired, assigned].map(({ status, body }) => [status, body.code, body.validUntil])).toEqual([
      ...[
        [409, 'assistance.expert_not_active', '2026-03-01'],
        [409, 'assistance.expert_not_active', '2026-03-01'],
      ],
    ]);
    await city.db.query(`UPDATE experts SET valid_until = '2026-03-02' WHERE id = $1`, [expertId]);
    expect((await claim(expert, id)).status).toBe(200);
    await city.db.query(`UPDATE experts SET valid_until = '2035-12-31'`);
  });

  it('is refused where there is a conflict of interest, without a word of why', async () => {
    const { hospital, expert, operator, userUnit } = city.cast;
    const avoided = await help.request('open', { isAnonymous: true }, hospital);
    await city.db.query(`UPDATE experts SET avoid_organisation_ids = $1 WHERE user_id = $2`, [
      ...[[hospital.organisationId], expert.userId],
    ]);
    const { status, body } = await claim(expert, avoided.id);
    expect([status, body.code]).toEqual([409, 'assistance.conflict_of_interest']);
    expect(JSON.stringify(body)).not.toContain(hospital.organisationId);
    await city.db.query(`UPDATE experts SET avoid_organisation_ids = '{}'`);
    // An expert does not serve the own employer, neither by claim nor by assignment.
    const own = await help.request('open', {}, userUnit);
    expect((await claim(userUnit, own.id)).body.code).toBe('assistance.conflict_of_interest');
    const expertIds = [await help.expertId(userUnit)];
    const assigned = await help.act(operator, own.id, 'assignment', { expertIds });
    expect([assigned.status, assigned.body.code]).toEqual([409, 'assistance.conflict_of_interest']);
    // Nor any other organisation that the person belongs to.
    await city.db.query(
      `INSERT INTO memberships (id, user_id, organisation_id, roles, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, $2, '{ent_user}', now() + interval '1 hour', now())`,
      [expert.userId, userUnit.organisationId],
    );
    expect((await claim(expert, own.id)).body.code).toBe('assistance.conflict_of_interest');
    await city.db.query(`DELETE FROM memberships WHERE user_id = $1 AND organisation_id = $2`, [
      ...[expert.userId, userUnit.organisationId],
    ]);
  });

  it('and an assignment at the same moment leave as many experts as there are places', async () => {
    const { operator, verifier } = city.cast;
    for (let round = 0; round < 5; round += 1) {
      const { id } = await help.request('open');
      const expertIds = [await help.expertId(verifier)];
      const answers = await Promise.all([
        claim(experts[round], id),
        help.act(operator, id, 'assignment', { expertIds }),
        claim(experts[round + 5], id),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const [{ live }] = await city.db.query(
        'SELECT count(*)::int AS live FROM help_request_claims WHERE help_request_id = $1 AND ended_at IS NULL',
        [id],
      );
      expect(live).toBe(1);
    }
  });

  it('is held by the database to one holder a place, and one place an expert', async () => {
    const { id } = await help.request('assigned', { wantedExperts: 2 });
    const [claimed] = await city.db.query('SELECT * FROM help_request_claims WHERE help_request_id = $1', [id]);
    const insert = (expertId: string, place: number): Promise<unknown> =>
      city.db.query(
        `INSERT INTO help_request_claims (id, help_request_id, expert_id, place, origin, claimed_at)
         VALUES (gen_random_uuid(), $1, $2, $3, 'claim', now())`,
        [id, expertId, place],
      );
    const other = await help.expertId(city.cast.secondExpert);
    await expect(insert(other, 1)).rejects.toThrow('help_request_claims_place_key');
    await expect(insert(claimed.expert_id, 2)).rejects.toThrow('help_request_claims_expert_key');
  });
});
