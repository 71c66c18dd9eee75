import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given } from '../../support/given';
import { until } from '../../support/until';
import { colleague, EVIDENCE, freshUscc, ok, register, registrationOf, unclaimed } from './given-organisations';

const APPROVAL = { roles: ['ent_admin'] };

/** A code is public: knowing it must open nothing of what others recorded under it. */
describe('an organisation that an import named', () => {
  let city: TestCity;
  const claim = (uscc: string): Promise<Caller & { answer: any }> => register(city, registrationOf({ uscc }));
  const pathOf = ({ answer }: { answer: any }): string => `/v1/join-requests/${answer.joinRequestId}`;
  const submit = (one: Caller & { answer: any }): Promise<Answer> => one.post(`${pathOf(one)}/evidence`, EVIDENCE);
  const approve = (one: { answer: any }, who: Caller = city.cast.operator, body: object = APPROVAL): Promise<Answer> =>
    who.post(`${pathOf(one)}/approval`, body);
  const stateOf = async (id: string): Promise<string> =>
    (await city.db.query('SELECT state FROM organisations WHERE id = $1', [id]))[0].state;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('is entered once, however often it is imported, and is not in the directory', async () => {
    const uscc = freshUscc();
    const one = await unclaimed(city, { uscc, name: '只在导入中的企业' });
    expect(await unclaimed(city, { uscc: ` ${uscc.toLowerCase()}` })).toMatchObject({ id: one.id, state: 'unclaimed' });
    const path = `/v1/organisations?q=${encodeURIComponent('只在导入中')}`;
    for (const who of [city.cast.stranger, city.cast.contractor]) {
      expect(ok(await who.get(path)).items).toEqual([]);
      expect((await who.get(`/v1/organisations/${one.id}`)).status).toBe(404);
    }
    for (const who of [city.cast.operator, city.cast.clerk, city.cast.regulator]) {
      expect(ok(await who.get(path)).items).toMatchObject([{ id: one.id, state: 'unclaimed' }]);
      expect((await who.get(`/v1/organisations/${one.id}`)).status).toBe(200);
    }
    expect(await unclaimed(city, { uscc: '91370602MA3CX7TE1D' })).toMatchObject({ state: 'verified' });
  });

  it('shows a claimant nothing of its records until the platform has seen the evidence', async () => {
    const { id, uscc } = await unclaimed(city);
    const { id: elevatorId } = await given(city).elevator();
    await city.db.query('UPDATE elevators SET user_unit_id = $2 WHERE id = $1', [elevatorId, id]);
    const claimant = await claim(uscc);
    expect(claimant.answer).toMatchObject({ organisation: null, joinRequestId: expect.any(String) });

    const sees = async (): Promise<unknown[]> => {
      const named = { 'x-organisation-id': id as string };
      const { status } = await claimant.get(`/v1/elevators/${elevatorId}`);
      const list = await claimant.get('/v1/elevators', named);
      return [status, list.status, (await claimant.get(`/v1/organisations/${id}`)).status];
    };
    expect(await sees()).toEqual([403, 403, 404]);
    expect(ok(await claimant.get('/v1/me'))).toMatchObject({ organisationId: null, organisations: [] });
    expect(ok(await claimant.get(pathOf(claimant)))).toMatchObject({ state: 'open', isClaim: true });
    expect(JSON.stringify(ok(await claimant.get(pathOf(claimant))))).not.toContain('导入登记企业');

    expect(await approve(claimant)).toMatchObject({ status: 409, body: { code: 'identity.evidence_missing' } });
    ok(await submit(claimant));
    expect(await sees()).toEqual([403, 403, 404]);
    expect(ok(await city.cast.operator.get(`${pathOf(claimant)}/evidence`)).items).toMatchObject([EVIDENCE]);

    expect(await approve(claimant)).toMatchObject({ status: 200, body: { state: 'approved' } });
    await until(async () => (await claimant.get(`/v1/elevators/${elevatorId}`)).status === 200, 3_000);
    expect(ok(await claimant.get('/v1/me'))).toMatchObject({
      organisationId: id,
      organisations: [{ roles: ['ent_admin'] }],
    });
    expect(ok(await claimant.get(`/v1/organisations/${id}`))).toMatchObject({ state: 'verified', uscc });
    const { items } = ok(await claimant.get(`/v1/organisations/${id}/history`));
    expect(items.map(({ event }: any) => event)).toEqual(['import', 'take_over']);
    expect(ok(await claimant.get(`/v1/organisations/${id}/evidence`)).items).toMatchObject([EVIDENCE]);
  });

  it('is handed over by nobody but the platform, and by no claimant', async () => {
    const { id, uscc } = await unclaimed(city);
    const claimant = await claim(uscc);
    ok(await submit(claimant));
    const { regulator, clerk, stranger, contractor, nobody } = city.cast;
    for (const who of [claimant, regulator, clerk, stranger, contractor, nobody]) {
      for (const route of ['approval', 'refusal']) {
        const body = route === 'approval' ? APPROVAL : { reason: '否' };
        const { status } = await who.post(`${pathOf(claimant)}/${route}`, body);
        expect(who === nobody ? [401] : [403, 404]).toContain(status);
      }
      const wanted = who === claimant ? 200 : who === nobody ? 401 : 404;
      expect((await who.get(`${pathOf(claimant)}/evidence`)).status).toBe(wanted);
    }
    expect(await stateOf(id)).toBe('unclaimed');
  });

  it('is not handed over to an operator by the same operator', async () => {
    const { uscc } = await unclaimed(city);
    const insider = await colleague(city, city.cast.operator, ['operator']);
    const { id } = ok(await insider.post('/v1/join-requests', { uscc }));
    ok(await insider.post(`/v1/join-requests/${id}/evidence`, EVIDENCE));
    const answer = await insider.post(`/v1/join-requests/${id}/approval`, APPROVAL);
    expect(answer).toMatchObject({ status: 403, body: { code: 'workflow.not_a_party' } });
  });

  it('keeps its place when a claim is refused or withdrawn, for the next one', async () => {
    const { id, uscc } = await unclaimed(city);
    const [squatter, quitter, owner] = [await claim(uscc), await claim(uscc), await claim(uscc)];
    ok(await city.cast.operator.post(`${pathOf(squatter)}/refusal`, { reason: '与营业执照不符' }));
    expect(ok(await squatter.get(pathOf(squatter)))).toMatchObject({ state: 'refused', reason: '与营业执照不符' });
    ok(await quitter.post(`${pathOf(quitter)}/withdrawal`));
    expect(await stateOf(id)).toBe('unclaimed');
    ok(await submit(owner));
    expect((await approve(owner)).status).toBe(200);
    expect((await submit(squatter)).status).toBe(409);
    expect((await squatter.get('/v1/elevators')).status).toBe(403);
  });

  it('goes to nobody who would not administer it, and then is as it was', async () => {
    const { id, uscc } = await unclaimed(city);
    const claimant = await claim(uscc);
    ok(await submit(claimant));
    const answer = await approve(claimant, city.cast.operator, { roles: ['ent_user'] });
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.last_admin' } });
    expect(await stateOf(id)).toBe('unclaimed');
    const elsewhere = await approve(claimant, city.cast.operator, { roles: ['inspector'] });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'identity.role_not_available' } });
  });

  it('is claimed by two who register at once, and goes to one of them', async () => {
    const { id, uscc } = await unclaimed(city);
    const [one, two] = await Promise.all([claim(uscc), claim(uscc)]);
    await Promise.all([submit(one), submit(two)]);
    const second = await colleague(city, city.cast.operator, ['operator']);
    const answers = await Promise.all([approve(one), approve(two, second)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const [owner, rival] = statuses[0] === 200 ? [one, two] : [two, one];
    const members = await city.db.query('SELECT user_id FROM memberships WHERE organisation_id = $1', [id]);
    expect(members).toEqual([{ user_id: owner.userId }]);
    // The rival's claim has become a request to the new administrator, without the evidence.
    await until(async () => (await owner.get('/v1/me')).body.organisationId === id, 3_000);
    expect(ok(await owner.get(pathOf(rival)))).toMatchObject({ state: 'open', isClaim: false });
    expect((await owner.get(`${pathOf(rival)}/evidence`)).status).toBe(403);
    expect((await city.cast.operator.get(pathOf(rival))).status).toBe(404);
    expect((await submit(rival)).body.code).toBe('identity.no_claim');
    ok(await owner.post(`${pathOf(rival)}/approval`, { roles: ['ent_user'] }));
    await until(async () => (await rival.get('/v1/me')).body.organisationId === id, 3_000);
  });

  it('once claimed is registered by nobody else, who is told what to do', async () => {
    const body = registrationOf({ uscc: '91370602MA3CX7TE1D' });
    const answer = await city.cast.nobody.post('/v1/auth/registration', body);
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.uscc_taken' } });
    expect(answer.body.action).toContain('/v1/join-requests');
  });

  it('can be claimed by a person who has an account', async () => {
    const { uscc } = await unclaimed(city);
    const facts = { name: '名下另一企业', uscc, capabilities: ['user_unit'] };
    const outcome = ok(await city.cast.stranger.post('/v1/me/organisations', facts));
    expect(outcome).toEqual({ organisation: null, joinRequestId: expect.any(String) });
    const again = await city.cast.stranger.post('/v1/me/organisations', facts);
    expect(again).toMatchObject({ status: 409, body: { code: 'identity.request_open' } });
  });
});
