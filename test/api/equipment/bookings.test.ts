import { bookingWorkflow } from '@nqi/lines/equipment';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';
import { at, booking, givenEquipment, HOUR, ok } from './given-equipment';

const MISSING = '0190a000-0000-7000-8000-000000000000';
const MINUTE = 60_000;

describe('a booking of equipment', () => {
  let city: TestCity;
  let given: ReturnType<typeof givenEquipment>;
  beforeAll(async () => {
    city = await startCity();
    given = givenEquipment(city);
    await city.startWorker();
  });
  afterAll(() => city.close());

  const act = (caller: Caller, id: string, event: string, body?: object): Promise<Answer> =>
    caller.post(booking(id, event), body);
  const stateOf = async (id: string): Promise<string> => (await city.cast.equipmentManager.get(booking(id))).body.state;

  it('goes from the draft to the end of its use, and tells its story', async () => {
    const { machineShop, equipmentManager } = city.cast;
    const machine = await given.machine();
    const facts = {
      ...{
        mode: 'by_sample',
        samples: 6,
        sampleNote: '轻拿轻放',
        sampleReturn: 'returned',
        contactPhone: '13800138001',
      },
      ...{ isHazardous: true, hazardNote: '含少量氰化物，密封', purpose: '齿轮箱成分' },
    };
    const drafted = await given.draft([machine.id], at(0, 9.25), at(0, 11), facts);
    expect(drafted.status).toBe(201);
    const { id } = drafted.body;
    expect(drafted.body).toMatchObject({
      ...{
        ...facts,
        contactPhone: '138****8001',
        state: 'draft',
        number: null,
        userClass: 'external',
        estimateFen: 48_000,
        version: 1,
      },
      ...{ organisationId: machineShop.organisationId, providerId: equipmentManager.organisationId },
      ...{ equipment: [{ id: machine.id, name: machine.name, innerNo: machine.innerNo }], startsAt: at(0, 9.25) },
      openEvents: [
        { event: 'submit', href: booking(id, 'submission') },
        { event: 'cancel', href: booking(id, 'cancellation') },
      ],
    });
    // The provider learns of it when it is submitted.
    expect((await equipmentManager.get(booking(id))).status).toBe(404);
    expect((await act(machineShop, id, 'submission', { acceptsAgreement: false })).body.code).toBe(
      'equipment.agreement_needed',
    );
    const submitted = (await act(machineShop, id, 'submission', { acceptsAgreement: true })).body;
    expect(submitted).toMatchObject({ state: 'pending_approval', number: expect.stringMatching(/^YY20260302\d{6}$/) });
    const approved = (await act(equipmentManager, id, 'approval', { userClass: 'sme' })).body;
    expect(approved).toMatchObject({ state: 'approved', userClass: 'sme' });
    expect(approved.openEvents.map(({ event }: any) => event)).toEqual(['break_down', 'start']);
    expect((await act(machineShop, id, 'start')).body).toMatchObject({
      state: 'in_use',
      startedAt: expect.any(String),
    });
    city.advance(20 * MINUTE);
    expect((await act(equipmentManager, id, 'finish')).body).toMatchObject({ state: 'finished' });
    const [usage] = (await machineShop.get(`/v1/equipment-usage?bookingId=${id}`)).body.items;
    expect(usage).toMatchObject({ effectiveMinutes: 21, overrunMinutes: 0, samples: 6, userClass: 'sme', place: 1 });
    // Finished early, so that the rest is free again.
    expect((await given.draft([machine.id], at(0, 10), at(0, 11))).status).toBe(201);
    const { items } = (await machineShop.get(booking(id, 'history'))).body;
    expect(items.map(({ event, toState }: any) => `${event} ${toState}`)).toEqual([
      ...['create draft', 'submit pending_approval', 'approve approved', 'start in_use', 'finish finished'],
    ]);
    expect(items[2]).toMatchObject({ actorId: equipmentManager.userId, details: { userClass: 'sme' } });
  });

  it.each([
    [{ mode: 'by_sample' }, 422, 'equipment.samples_needed'],
    [{ mode: 'by_sample', samples: 3 }, 422, 'equipment.samples_needed'],
    [{ samples: 3 }, 422, 'equipment.samples_needed'],
    [{ isHazardous: true }, 422, 'equipment.hazard_note_needed'],
    [{ isHazardous: true, hazardNote: '  ' }, 422, 'equipment.hazard_note_needed'],
    [{ samples: 0 }, 400, 'request.invalid'],
    [{ samples: 1e30 }, 400, 'request.invalid'],
    [{ equipmentIds: [] }, 400, 'request.invalid'],
    [{ equipmentIds: [MISSING, MISSING] }, 400, 'request.invalid'],
    [{ equipmentIds: ['x'] }, 400, 'request.invalid'],
    [{ equipmentIds: null }, 400, 'request.invalid'],
    [{ startsAt: '2026-02-30T09:00:00+08:00' }, 400, 'request.invalid'],
    [{ startsAt: '2026-03-03T09:00:00' }, 400, 'request.invalid'],
    [{ startsAt: 1_772_413_200_000 }, 400, 'request.invalid'],
    [{ endsAt: '9999-12-31T00:00:00Z' }, 400, 'request.invalid'],
    [{ endsAt: '2199-12-31T00:00:00Z' }, 422, 'equipment.bad_duration'],
    [{ startsAt: '1900-01-01T00:00:00Z' }, 422, 'equipment.bad_duration'],
    [{ purpose: '\u0000' }, 400, 'request.invalid'],
    [{ purpose: '😀' }, 400, 'request.invalid'],
    [{ purpose: null }, 400, 'request.invalid'],
    [{ contactPhone: '1' }, 400, 'request.invalid'],
    [{ userClass: 'internal' }, 400, 'request.invalid'],
  ])('is not drafted with %j', async (changes, status, code) => {
    const { id } = await given.machine();
    const answer = await given.draft([id], at(1, 9), at(1, 10), changes);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('needs equipment that is open, offers the mode and has a price', async () => {
    const { equipmentManager } = city.cast;
    const machine = await given.machine({ modes: ['by_time', 'by_sample'], prices: { external: { perHourFen: 100 } } });
    const draft = (mode: string, more = {}): Promise<Answer> =>
      given.draft([machine.id], at(1, 9), at(1, 10), { mode, ...more });
    expect((await draft('by_time_assisted')).body).toMatchObject({ status: 422, code: 'equipment.mode_not_offered' });
    expect((await draft('by_sample', { samples: 1, sampleReturn: 'disposed' })).body).toMatchObject({
      ...{ status: 422, code: 'equipment.not_priced', equipmentId: machine.id },
    });
    ok(await equipmentManager.patch(`/v1/equipment/${machine.id}`, { state: 'maintenance' }, { 'if-match': '"1"' }));
    expect((await draft('by_time')).body).toMatchObject({ status: 409, code: 'equipment.under_maintenance' });
  });

  it('is cancelled by its user until the deadline, and by the provider at any time', async () => {
    const { machineShop, machineShopUser, equipmentManager } = city.cast;
    const machine = await given.machine();
    const early = await given.booked('approved', machine, at(1, 9), at(1, 10));
    // A colleague without any role in it is no party.
    expect((await act(machineShopUser, early.id, 'cancellation', {})).status).toBe(403);
    expect((await act(machineShop, early.id, 'cancellation', { reason: '改期' })).body).toMatchObject({
      ...{ state: 'cancelled', reason: '改期', openEvents: [] },
    });
    const late = await given.booked('approved', machine, at(0, 12), at(0, 13));
    const refused = await act(machineShop, late.id, 'cancellation', {});
    expect(refused.body).toMatchObject({ status: 409, code: 'equipment.cancel_deadline_passed', deadlineAt: at(0, 8) });
    expect((await act(machineShop, late.id, 'breakdown', { reason: '停电' })).status).toBe(403);
    expect((await act(equipmentManager, late.id, 'breakdown', { reason: '停电' })).body).toMatchObject({
      ...{ state: 'cancelled', reason: '停电' },
    });
    expect((await given.draft([machine.id], at(0, 12), at(0, 13))).status).toBe(201);
    // What is not decided yet can be taken back at any time.
    const pending = await given.booked('pending_approval', machine, at(0, 14), at(0, 15));
    expect((await act(machineShop, pending.id, 'cancellation', {})).body.state).toBe('cancelled');
    const rejected = await given.booked('pending_approval', machine, at(0, 14), at(0, 15));
    expect((await act(equipmentManager, rejected.id, 'rejection', { reason: '用途不符' })).body).toMatchObject({
      ...{ state: 'rejected', reason: '用途不符' },
    });
  });

  it('belongs to who made it and to the administrators; strangers find nothing', async () => {
    const { machineShop, machineShopUser, equipmentManager, equipmentFinance, stranger, nobody, operator } = city.cast;
    const machine = await given.machine();
    const { id } = ok(await given.draft([machine.id], at(2, 9), at(2, 10), {}, machineShopUser));
    ok(await act(machineShop, id, 'submission', { acceptsAgreement: true }));
    for (const caller of [equipmentFinance, machineShop, machineShopUser, operator]) {
      const { status, body } = await act(caller, id, 'approval', {});
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    expect((await act(equipmentManager, id, 'cancellation', {})).status).toBe(403);
    expect((await act(nobody, id, 'approval', {})).status).toBe(401);
    const routes = Object.values(bookingWorkflow.events).flatMap(({ route }) => route ?? []);
    for (const route of [...routes, 'rating']) {
      const body = { acceptsAgreement: true, reason: '陌生', grade: 5 };
      const pick: Record<string, object> = {
        submission: { acceptsAgreement: true },
        rejection: { reason: '陌' },
        breakdown: { reason: '陌' },
        rating: { grade: body.grade },
      };
      const given = pick[route] ?? {};
      const [foreign, missing] = [await act(stranger, id, route, given), await act(stranger, MISSING, route, given)];
      expect([route, foreign.status, foreign.body.code]).toEqual([route, 404, 'record.not_found']);
      const { instance: _, traceId: __, ...problem } = foreign.body;
      const { instance: ___, traceId: ____, ...other } = missing.body;
      expect(problem).toEqual(other);
    }
    expect((await stranger.get(booking(id))).status).toBe(404);
    expect((await stranger.get(booking(id, 'history'))).status).toBe(404);
    expect((await operator.get(booking(id))).status).toBe(200);
  });

  it('starts only in its time, and only when the machine is free', async () => {
    const { machineShop, equipmentManager } = city.cast;
    const machine = await given.machine();
    const first = await given.booked('approved', machine, at(0, 10), at(0, 11));
    const second = await given.booked('approved', machine, at(0, 11), at(0, 13));
    const start = (id: string): Promise<Answer> => act(machineShop, id, 'start');
    expect((await start(first.id)).body).toMatchObject({
      ...{ status: 409, code: 'equipment.not_start_time', from: at(0, 9.75), to: at(0, 11) },
    });
    city.advance(25 * MINUTE); // some minutes before ten
    const both = await Promise.all([start(first.id), start(first.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    city.advance(61 * MINUTE);
    // The hour before eleven is another's: no early start.
    expect((await start(second.id)).body).toMatchObject({ code: 'equipment.not_start_time', from: at(0, 11) });
    city.advance(20 * MINUTE);
    const { body } = await start(second.id);
    expect(body).toMatchObject({ status: 409, code: 'equipment.still_in_use', equipmentId: machine.id });
    // Whoever overruns for hours makes nobody else miss their time.
    city.advance(70 * MINUTE);
    await until(
      async () => (await city.cast.equipmentManager.get(`/v1/equipment-usage?isRunning=true`)).status === 200,
    );
    ok(await act(equipmentManager, first.id, 'finish'));
    const [usage] = (await machineShop.get(`/v1/equipment-usage?bookingId=${first.id}`)).body.items;
    expect(usage.overrunMinutes).toBeGreaterThan(70);
    expect(await stateOf(second.id)).toBe('approved');
    expect((await start(second.id)).body.state).toBe('in_use');
    ok(await act(machineShop, second.id, 'finish'));
  });

  it('is missed an hour after its start, and lapses when nobody decided or the use before took all of it', async () => {
    const { machineShop, equipmentManager } = city.cast;
    // Later than the tests before, which moved the clock to about one in the afternoon.
    const [machine, other] = [await given.machine(), await given.machine()];
    const long = await given.booked('approved', other, at(0, 16), at(0, 17));
    const eaten = await given.booked('approved', other, at(0, 17), at(0, 18));
    const missed = await given.booked('approved', machine, at(0, 16), at(0, 20));
    const undecided = await given.booked('pending_approval', machine, at(1, 16), at(1, 17));
    const forgotten = ok(await given.draft([machine.id], at(1, 17), at(1, 18)));
    const now = async (): Promise<number> => Date.parse((await machineShop.get(booking(forgotten.id))).body.createdAt);
    city.advance(Date.parse(at(0, 15.9)) - (await now()));
    ok(await act(machineShop, long.id, 'start'));
    city.advance(66 * MINUTE); // two minutes past five
    await until(async () => (await stateOf(missed.id)) === 'no_show');
    expect((await act(machineShop, missed.id, 'start')).body.code).toBe('workflow.wrong_state');
    expect((await given.draft([machine.id], at(0, 18), at(0, 19))).status).toBe(201);
    city.advance(70 * MINUTE); // quarter past six
    ok(await act(machineShop, long.id, 'finish'));
    await until(async () => (await stateOf(eaten.id)) === 'cancelled');
    const { items } = (await equipmentManager.get(booking(eaten.id, 'history'))).body;
    expect(items.at(-1)).toMatchObject({ event: 'lapse', actorId: null });
    city.advance(24 * HOUR + 45 * MINUTE);
    await until(async () => (await stateOf(undecided.id)) === 'cancelled');
    await until(async () => (await machineShop.get(booking(forgotten.id))).body.state === 'cancelled');
    expect(
      await city.db.query('SELECT FROM occupancies WHERE booking_id = ANY($1)', [[missed.id, undecided.id, eaten.id]]),
    ).toEqual([]);
  });
});
