import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { canSee as canSeeFiling } from '../../../libs/lines/elevators/src/filings/filing.policy';
import { scopesAmong } from '../../support/mandates';
import { allPages, seenBy } from '../../support/seen-by';

const MISSING = '0190a000-0000-7000-8000-000000000000';

describe('a filing, from the draft to the acceptance and the ways out', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const act = (caller: Caller, id: string, event: string, body?: object): Promise<Answer> =>
    caller.post(`/v1/elevator-filings/${id}/${event}`, body);
  const draft = (caller: Caller, facts: object): Promise<Answer> => caller.post('/v1/elevator-filings', facts);

  it('goes from the draft over a supplement to the acceptance, and tells its story', async () => {
    const { contractor, userUnit, clerk } = city.cast;
    const { id: elevatorId } = await given(city).elevator();
    const facts = {
      elevatorId,
      requestedOn: TODAY,
      contactName: '维保经办人',
      contactPhone: '0535-6000004',
      remark: '请上午',
    };
    const drafted = await draft(contractor, facts);
    expect(drafted.status).toBe(201);
    const { id } = drafted.body;
    expect(drafted.body).toMatchObject({
      ...{
        state: 'draft',
        number: null,
        kind: 'periodic_inspection',
        dueYear: 2026,
        dueOn: '2026-03-31',
        isLate: true,
      },
      ...{ userUnitId: userUnit.organisationId, maintenanceUnitId: contractor.organisationId },
      ...{ institutionId: clerk.organisationId, filedByOrganisationId: contractor.organisationId },
      ...{ requestedOn: TODAY, contactName: '维保经办人', remark: '请上午', submittedAt: null, version: 1 },
      openEvents: [
        { event: 'submit', href: `/v1/elevator-filings/${id}/submission` },
        { event: 'withdraw', href: `/v1/elevator-filings/${id}/withdrawal` },
      ],
    });
    const submitted = (await act(contractor, id, 'submission')).body;
    expect(submitted).toMatchObject({ state: 'submitted', number: expect.stringMatching(/2026/) });

    const request = '请补充：\n1. 维保合同\n2. 限速器校验报告';
    const asked = (await act(clerk, id, 'supplement-request', { supplementRequest: request })).body;
    expect(asked).toMatchObject({ state: 'supplement_required', supplementRequest: request });
    const again = (await act(userUnit, id, 'submission')).body;
    expect(again).toMatchObject({ state: 'submitted', number: submitted.number, supplementRequest: null });

    const accepted = (await act(clerk, id, 'acceptance')).body;
    expect(accepted).toMatchObject({ state: 'accepted', acceptanceNo: expect.any(String) });
    expect(accepted.openEvents.map(({ event }: any) => event)).toEqual(['assess_fee']);
    const { items } = (await userUnit.get(`/v1/elevator-filings/${id}/history`)).body;
    expect(items.map(({ event, fromState, toState, note }: any) => [event, fromState, toState, note])).toEqual([
      ['create', null, 'draft', null],
      ['submit', 'draft', 'submitted', null],
      ['require_supplement', 'submitted', 'supplement_required', request],
      ['submit', 'supplement_required', 'submitted', null],
      ['accept', 'submitted', 'accepted', null],
    ]);
    expect(items[4]).toMatchObject({ actorId: clerk.userId, organisationId: clerk.organisationId });
  });

  it('is refused with a reason, after which the device can be filed again', async () => {
    const { clerk, contractor } = city.cast;
    const { id, elevator } = await given(city).filing('submitted');
    expect((await draft(contractor, { elevatorId: elevator.id })).body).toMatchObject({
      ...{ status: 409, code: 'elevators.duplicate_filing', dueYear: 2026, existing: { id } },
    });
    const { body } = await act(clerk, id, 'refusal', { refusalReason: '设备未注册' });
    expect(body).toMatchObject({ state: 'not_accepted', refusalReason: '设备未注册', openEvents: [] });
    expect((await draft(contractor, { elevatorId: elevator.id })).status).toBe(201);
  });

  it.each(['draft', 'submitted', 'accepted', 'fee_assessed'] as const)(
    'can be withdrawn while it is %s',
    async (state) => {
      const { userUnit } = city.cast;
      const { id } = await given(city).filing(state);
      const { status, body } = await act(userUnit, id, 'withdrawal', { reason: '设备停用' });
      expect([status, body.state]).toEqual([200, 'withdrawn']);
      const last = (await userUnit.get(`/v1/elevator-filings/${id}/history`)).body.items.at(-1);
      expect(last).toMatchObject({ event: 'withdraw', fromState: state, note: '设备停用' });
    },
  );

  it('closes its unpaid payment order when it is withdrawn, and frees the others on it', async () => {
    const { contractor, userUnit } = city.cast;
    const [one, other] = [await given(city).filing('fee_assessed'), await given(city).filing('fee_assessed')];
    const order = (subjectIds: string[]): Promise<Answer> =>
      contractor.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds });
    const { id } = (await order([one.id, other.id])).body;
    expect((await act(userUnit, one.id, 'withdrawal', {})).body.state).toBe('withdrawn');
    expect((await contractor.get(`/v1/payment-orders/${id}`)).body.state).toBe('closed');
    expect((await contractor.get(`/v1/elevator-filings/${other.id}`)).body.state).toBe('fee_assessed');
    expect((await order([other.id])).status).toBe(201);
    const paid = await given(city).filing('paid');
    const refused = await act(contractor, paid.id, 'withdrawal', {});
    expect([refused.status, refused.body.code, refused.body.openEvents]).toEqual([409, 'workflow.wrong_state', []]);
  });

  it('is late from the day on which less than a month is left, counted when it is first submitted', async () => {
    const { contractor } = city.cast;
    const { id: early } = await given(city).elevator({ baseMonth: '2025-04' });
    expect((await draft(contractor, { elevatorId: early })).body).toMatchObject({ dueOn: '2026-04-30', isLate: false });
    const { id } = await given(city).filing('draft');
    // A draft that was made in time and then left lying.
    await city.db.query('UPDATE elevator_filings SET is_late = false WHERE id = $1', [id]);
    expect((await act(contractor, id, 'submission')).body.isLate).toBe(true);
  });

  it('is accepted once when clerks accept it at the same moment', async () => {
    const { clerk } = city.cast;
    const { id } = await given(city).filing('submitted');
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(clerk, id, 'acceptance')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const { items } = (await clerk.get(`/v1/elevator-filings/${id}/history`)).body;
    expect(items.filter(({ event }: any) => event === 'accept')).toHaveLength(1);
  });

  it('is not accepted by an institution whose approval has ended', async () => {
    const { id } = await given(city).filing('submitted');
    const approve = (until: string): Promise<unknown> =>
      city.db.query(`UPDATE qualifications SET valid_to = $1 WHERE scope = 'elevator_inspection'`, [until]);
    await approve('2026-03-01');
    const { status, body } = await act(city.cast.clerk, id, 'acceptance');
    await approve('2035-12-31');
    expect([status, body.code]).toEqual([422, 'elevators.institution_not_approved']);
    expect((await city.cast.clerk.get(`/v1/elevator-filings/${id}`)).body).toMatchObject({
      state: 'submitted',
      version: 2,
    });
  });

  it('is moved by its parties only', async () => {
    const { clerk, contractor, regulator, operator, inspector, stranger, nobody } = city.cast;
    const { id } = await given(city).filing('submitted');
    for (const caller of [contractor, regulator, operator, inspector]) {
      const { status, body } = await act(caller, id, 'acceptance');
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    expect((await act(clerk, id, 'withdrawal', {})).status).toBe(403);
    expect((await act(nobody, id, 'acceptance')).status).toBe(401);
    for (const event of ['acceptance', 'submission', 'dispatch', 'rating']) {
      const body = { inspectorIds: [clerk.userId, contractor.userId], grade: 5 };
      const given =
        event === 'dispatch' ? { inspectorIds: body.inspectorIds } : event === 'rating' ? { grade: 5 } : undefined;
      const [foreign, missing] = [await act(stranger, id, event, given), await act(stranger, MISSING, event, given)];
      expect([foreign.status, foreign.body.code]).toEqual([404, 'record.not_found']);
      const { instance: _, traceId: __, ...problem } = foreign.body;
      const { instance: ___, traceId: ____, ...other } = missing.body;
      expect(problem).toEqual(other);
    }
    expect((await stranger.get(`/v1/elevator-filings/${id}/history`)).status).toBe(404);
    expect((await stranger.get(`/v1/elevator-filings/${id}/checklist`)).status).toBe(404);
  });

  it.each([
    ['supplement-request', {}, '/supplementRequest field.required'],
    ['supplement-request', { supplementRequest: ' \n ' }, '/supplementRequest field.required'],
    ['supplement-request', { supplementRequest: '长'.repeat(1001) }, '/supplementRequest field.too_long'],
    ['refusal', { refusalReason: null }, '/refusalReason field.wrong_type'],
    ['refusal', { refusalReason: 'no', reason: 'no' }, '/reason field.unknown'],
    ['refusal', { refusalReason: ['no'] }, '/refusalReason field.wrong_type'],
  ])('refuses a wrong %s %j', async (event, body, problem) => {
    const { id } = (await allPages(city.cast.clerk, '/v1/elevator-filings'))[0];
    const answer = await act(city.cast.clerk, id, event, body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)).toEqual([problem]);
  });

  it('is drafted only for a device that can be filed', async () => {
    const { contractor, stranger, clerk } = city.cast;
    const { id: elevatorId } = await given(city).elevator();
    expect((await draft(stranger, { elevatorId })).body.code).toBe('elevators.unknown_device');
    expect((await draft(contractor, { elevatorId: MISSING })).body.code).toBe('elevators.unknown_device');
    expect((await draft(clerk, { elevatorId })).status).toBe(403);
    expect((await draft(contractor, { elevatorId, requestedOn: '2026-03-01' })).body.code).toBe(
      'elevators.requested_in_past',
    );
    const later = await given(city).elevator({ baseMonth: '2025-06' });
    expect((await draft(contractor, { elevatorId: later.id })).body).toMatchObject({
      ...{ code: 'elevators.too_early', dueOn: '2026-06-30', earliestOn: '2026-04-30' },
    });
    expect((await draft(contractor, { elevatorId: later.id, requestedOn: '2026-04-30' })).status).toBe(201);
    expect((await draft(contractor, { elevatorId: elevatorId.toUpperCase() })).status).toBe(201);
    expect((await draft(contractor, {})).body.errors).toMatchObject([
      { pointer: '/elevatorId', code: 'field.required' },
    ]);
  });

  it('is listed for exactly those who may see it, with every filter', async () => {
    const { cast } = city;
    const { id: elevatorId } = await given(city).elevator();
    await cast.userUnit.post('/v1/elevator-filings', { elevatorId });
    const scopes = await scopesAmong(city, TODAY);
    for (const [name, caller] of Object.entries(cast)) {
      if (name === 'nobody') continue;
      const listed = (await allPages(caller, '/v1/elevator-filings')).map(({ id }) => id);
      expect([name, listed.toSorted()]).toEqual([
        name,
        (
          await seenBy(city, caller, 'elevator_filings', (actor, row, prefix) =>
            canSeeFiling(actor, row, prefix, scopes(actor.organisationId, row.elevatorId, row.userUnitId)),
          )
        ).toSorted(),
      ]);
    }
    const every = await allPages(cast.contractor, '/v1/elevator-filings');
    expect(every.length).toBeGreaterThan(10);
    expect(every[0].openEvents).toBeUndefined();
    const one = every.find(({ number }) => number);
    const find = async (query: string): Promise<any[]> => allPages(cast.contractor, `/v1/elevator-filings?${query}`);
    expect((await find('state=withdrawn')).length).toBe(every.filter(({ state }) => state === 'withdrawn').length);
    const named = await find(`number=${one.number}&include=openEvents`);
    expect(named).toEqual([{ ...one, openEvents: expect.any(Array) }]);
    expect((await find(`elevatorId=${one.elevator.id}`)).every(({ elevator }) => elevator.id === one.elevator.id)).toBe(
      true,
    );
    for (const query of [
      'state=lost',
      'include=everything',
      'batchId=1',
      'sort=number',
      'page=2',
      'state=draft&state=paid',
    ]) {
      expect([query, (await cast.contractor.get(`/v1/elevator-filings?${query}`)).status]).toEqual([query, 400]);
    }
    const numbers = every.flatMap(({ number }) => number ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
