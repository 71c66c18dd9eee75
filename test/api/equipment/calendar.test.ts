import { startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { at, booking, givenEquipment, ok } from './given-equipment';

const MISSING = '0190a000-0000-7000-8000-000000000000';

describe('the calendar of equipment', () => {
  let city: TestCity;
  let given: ReturnType<typeof givenEquipment>;
  beforeAll(async () => {
    city = await startCity();
    given = givenEquipment(city);
  });
  afterAll(() => city.close());

  const slots = (answer: Answer): string[] => answer.body.freeSlots.map(({ startsAt }: any) => startsAt);
  const submit = (id: string, who = city.cast.machineShop): Promise<Answer> =>
    who.post(booking(id, 'submission'), { acceptsAgreement: true });
  const close = (equipmentId: string, startsAt: string, endsAt: string, reason = '保养'): Promise<Answer> =>
    city.cast.equipmentManager.post('/v1/equipment-closures', { equipmentId, startsAt, endsAt, reason });
  const occupancies = (resourceId: string): Promise<any[]> =>
    city.db.query('SELECT place, kind FROM occupancies WHERE resource_id = $1 ORDER BY lower(during), place', [
      resourceId,
    ]);

  it('holds a time for a draft; whoever comes second hears what is in the way and what is free', async () => {
    const { stranger, equipmentManager } = city.cast;
    const { id: machine } = await given.machine({}, { bufferAfterMinutes: 30 });
    const first = await given.draft([machine], at(1, 9), at(1, 12));
    expect(first.status).toBe(201);
    expect(Date.parse(first.body.holdExpiresAt) - Date.parse(first.body.createdAt)).toBe(600_000);
    const second = await given.draft([machine], at(1, 11), at(1, 13), {}, stranger);
    expect(second.body).toMatchObject({ status: 409, code: 'equipment.slot_taken', equipmentId: machine });
    // With the buffer behind it, and without saying whose it is.
    expect(second.body.blockedBy).toEqual([{ equipmentId: machine, kind: 'hold', from: at(1, 9), to: at(1, 12.5) }]);
    expect(slots(second)).toEqual([at(1, 12.5), at(1, 14.5), at(1, 16.5), at(1, 18.5), at(1, 20.5)]);
    const own = await given.draft([machine], at(1, 11), at(1, 13));
    expect(own.body.blockedBy[0].booking).toEqual({ id: first.body.id, number: null });
    // What is offered can be booked.
    expect((await given.draft([machine], slots(second)[0] ?? '', at(1, 14.5), {}, stranger)).status).toBe(201);
    const { number } = ok(await submit(first.body.id));
    const third = await given.draft([machine], at(1, 11), at(1, 12), {}, equipmentManager);
    expect(third.body.blockedBy[0]).toMatchObject({ kind: 'pending', booking: { id: first.body.id, number } });
  });

  it.each([
    ['equipment.off_slot', at(1, 9), at(1, 10.1), {}],
    ['equipment.bad_duration', at(1, 9), at(1, 20), {}],
    ['equipment.bad_duration', at(1, 10), at(1, 9), {}],
    ['equipment.short_notice', at(0, 8), at(0, 9), {}],
    ['equipment.short_notice', at(0, 12), at(0, 13), { noticeHours: 24 }],
    ['equipment.too_far_ahead', at(61, 9), at(61, 10), {}],
    ['equipment.outside_hours', at(1, 7), at(1, 8), { weekly: [{ day: 2, from: '08:00', to: '12:00' }] }],
    ['equipment.outside_hours', at(1, 11), at(1, 13), { weekly: [{ day: 2, from: '08:00', to: '12:00' }] }],
  ])('says %s with what can be booked instead', async (code, from, to, rule) => {
    const { id } = await given.machine({}, rule);
    const answer = await given.draft([id], from, to);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    for (const slot of answer.body.freeSlots) {
      const { status, body } = await given.draft([id], slot.startsAt, slot.endsAt);
      expect({ slot, status, code: body.code }).toEqual({ slot, status: 201, code: undefined });
    }
    expect(await occupancies(id)).toHaveLength(answer.body.freeSlots.length);
  });

  it('books several machines at once: all of them or none', async () => {
    const machines = [await given.machine(), await given.machine(), await given.machine()];
    const ids = machines.map(({ id }) => id as string);
    ok(await given.draft([ids[1] ?? ''], at(2, 9), at(2, 10)));
    const refused = await given.draft(ids, at(2, 9), at(2, 10));
    expect(refused.body).toMatchObject({ status: 409, equipmentId: ids[1], freeSlots: expect.any(Array) });
    expect(await occupancies(ids[0] ?? '')).toEqual([]);
    const { body } = await given.draft(ids.toReversed(), at(2, 10), at(2, 11));
    expect(body.equipment.map(({ id }: any) => id)).toEqual(ids.toReversed());
    expect(await occupancies(ids[2] ?? '')).toEqual([{ place: 1, kind: 'hold' }]);

    const foreign = ok(await city.cast.machineShop.get('/v1/equipment?q=激光跟踪仪')).items[0].id;
    expect((await given.draft([ids[0] ?? '', foreign], at(2, 12), at(2, 13))).body.code).toBe(
      'equipment.mixed_providers',
    );
    const unknown = await given.draft([ids[0] ?? '', MISSING], at(2, 12), at(2, 13));
    expect(unknown.body).toMatchObject({ code: 'equipment.unknown_equipment', equipmentIds: [MISSING] });
    const many = [...ids, MISSING, ...['1', '2'].map((last) => `${MISSING.slice(0, -1)}${last}`)];
    expect((await given.draft(many, at(2, 12), at(2, 13))).body).toMatchObject({
      ...{ code: 'equipment.too_many_resources', limit: 5 },
    });
  });

  it('has as many places as the rule says, and takes no place away that is in use', async () => {
    const { equipmentManager } = city.cast;
    const machine = await given.machine({}, { places: 2 });
    const { id } = machine;
    const answers = await Promise.all(Array.from({ length: 5 }, () => given.draft([id], at(3, 9), at(3, 10))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(await occupancies(id)).toEqual([
      { place: 1, kind: 'hold' },
      { place: 2, kind: 'hold' },
    ]);
    ok(await close(id, at(5, 0), at(6, 0)));
    const places = (count: number, version: string): Promise<Answer> => {
      const change = { openRule: { ...machine.openRule, places: count } };
      return equipmentManager.patch(`/v1/equipment/${id}`, change, { 'if-match': version });
    };
    expect((await places(1, '"1"')).body).toMatchObject({ status: 409, code: 'equipment.places_in_use', place: 2 });
    ok(await places(3, '"1"'));
    expect((await given.draft([id], at(3, 9), at(3, 10))).status).toBe(201);
    // The place that was added is closed like the others.
    expect((await given.draft([id], at(5, 9), at(5, 10))).body.blockedBy).toHaveLength(3);
  });

  it('is closed only where nobody has booked, and open again when the closure is lifted', async () => {
    const { equipmentManager, machineShop, stranger, laboratory } = city.cast;
    const { id: machine } = await given.machine({}, { places: 2 });
    const booked = await given.booked('approved', { id: machine }, at(4, 9), at(4, 10));
    const blocked = await close(machine, at(4, 0), at(5, 0));
    expect(blocked.body).toMatchObject({ status: 409, code: 'equipment.closure_blocked' });
    expect(blocked.body.blockedBy).toEqual([
      {
        equipmentId: machine,
        kind: 'confirmed',
        from: at(4, 9),
        to: at(4, 10),
        booking: expect.objectContaining({ id: booked.id }),
      },
    ]);
    const { id, openEvents } = ok(await close(machine, at(4, 10), at(5, 0), '年度校准'));
    expect(openEvents).toEqual([{ event: 'lift', href: `/v1/equipment-closures/${id}/lifting` }]);
    const taken = await given.draft([machine], at(4, 12), at(4, 13), {}, stranger);
    expect(taken.body.blockedBy[0]).toMatchObject({ kind: 'closure', reason: '年度校准' });
    expect(slots(taken)[0]).toBe(at(5, 0));
    expect((await close(machine, at(4, 20), at(6, 0))).body.code).toBe('equipment.closure_blocked');

    const lift = (who = equipmentManager): Promise<Answer> => who.post(`/v1/equipment-closures/${id}/lifting`);
    expect([(await lift(machineShop)).status, (await lift(laboratory)).status]).toEqual([403, 403]);
    const both = await Promise.all([lift(), lift()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await given.draft([machine], at(4, 12), at(4, 13), {}, stranger)).status).toBe(201);
    const { items } = (await machineShop.get(`/v1/equipment-closures/${id}/history`)).body;
    expect(items.map(({ event }: any) => event)).toEqual(['close', 'lift']);
    const listed = (await stranger.get(`/v1/equipment-closures?equipmentId=${machine}&state=lifted`)).body.items;
    expect(listed).toMatchObject([{ id, state: 'lifted', reason: '年度校准' }]);
    expect((await stranger.get(`/v1/equipment-closures/${MISSING}`)).status).toBe(404);
    expect((await close(MISSING, at(4, 10), at(5, 0))).body.code).toBe('equipment.unknown_equipment');
    const mine = { equipmentId: machine, startsAt: at(7, 0), endsAt: at(8, 0), reason: '我要用' };
    expect((await machineShop.post('/v1/equipment-closures', mine)).body.code).toBe('workflow.not_a_party');
    for (const [from, to, code] of [
      [at(5, 0), at(4, 0), 'field.too_small'],
      [at(-3, 0), at(-2, 0), 'field.too_small'],
      [at(1, 0), at(500, 0), 'field.too_large'],
    ] as const) {
      expect((await close(machine, from, to)).body.errors).toMatchObject([{ pointer: '/endsAt', code }]);
    }
  });

  it('tells a week: what is taken, what is free, whose it is only to those who may know', async () => {
    const { machineShop, stranger } = city.cast;
    const hours = [2, 3].map((day) => ({ day, from: '08:00', to: '12:00' }));
    const { id } = await given.machine({}, { weekly: hours, minMinutes: 60, bufferAfterMinutes: 15 });
    const { id: mine } = ok(await given.draft([id], at(1, 9), at(1, 10)));
    const week = async (who = machineShop, query = '?from=2026-03-02&to=2026-03-04'): Promise<Answer> =>
      who.get(`/v1/equipment/${id}/availability${query}`);
    const { body } = await week();
    expect(body).toMatchObject({
      equipmentId: id,
      places: 1,
      slotMinutes: 15,
      fromOn: '2026-03-02',
      toOn: '2026-03-04',
    });
    expect(body.busy).toEqual([
      {
        place: 1,
        kind: 'hold',
        startsAt: at(1, 9),
        endsAt: at(1, 10.25),
        reason: null,
        booking: { id: mine, number: null },
      },
    ]);
    // A booking before it needs its own buffer, so that only 08:00 to 08:45 is left: less than an hour.
    expect(body.free).toEqual([
      { startsAt: at(1, 10.25), endsAt: at(1, 12) },
      { startsAt: at(2, 8), endsAt: at(2, 12) },
    ]);
    expect((await week(stranger)).body.busy[0].booking).toBeNull();
    expect((await week(stranger, '')).body).toMatchObject({ fromOn: '2026-03-02', toOn: '2026-03-08' });
    expect((await week(stranger, '?from=2026-03-02&to=2026-03-01')).body.errors[0].code).toBe('field.too_small');
    expect((await week(stranger, '?from=2026-03-02&to=2026-04-02')).body.errors[0].code).toBe('field.too_large');
    expect((await week(stranger, '?from=2026-02-30')).status).toBe(400);
  });

  it('lets a hold go after ten minutes; a late submission takes the time again if it is still free', async () => {
    const { machineShop, stranger } = city.cast;
    const { id: machine } = await given.machine({}, { maxOpenBookings: 1 });
    const lost = ok(await given.draft([machine], at(6, 9), at(6, 10)));
    const limited = await given.draft([machine], at(6, 14), at(6, 15));
    expect(limited.body).toMatchObject({ status: 409, code: 'equipment.too_many_open_bookings', limit: 1 });
    city.advance(10 * 60_000 + 1);
    expect(
      (await machineShop.get(`/v1/equipment/${machine}/availability?from=2026-03-08&to=2026-03-08`)).body.busy,
    ).toEqual([]);
    ok(await given.draft([machine], at(6, 9), at(6, 10), {}, stranger));
    const late = await submit(lost.id);
    expect(late.body).toMatchObject({ status: 409, code: 'equipment.slot_taken', blockedBy: [{ kind: 'hold' }] });
    expect(slots(late)[0]).toBe(at(6, 10));
    // Time is no longer held, and a new draft may be made; nobody else came for its time.
    const kept = ok(await given.draft([machine], at(6, 14), at(6, 15)));
    city.advance(10 * 60_000 + 1);
    expect((await submit(kept.id)).body).toMatchObject({ state: 'pending_approval', holdExpiresAt: null });
    expect(await occupancies(machine)).toEqual([{ place: 1, kind: 'pending' }]);
  });

  it('gives a time to one of many who want it at once, also where machines are wanted crosswise', async () => {
    const machines = await Promise.all([given.machine(), given.machine(), given.machine()]);
    const ids = machines.map(({ id }) => id as string);
    const wishes = Array.from({ length: 24 }, (_, index) => {
      const wanted = index % 3 === 0 ? [ids[index % 2] ?? ''] : index % 2 === 0 ? ids : ids.toReversed();
      return given.draft(wanted, at(10, 9), at(10, 10));
    });
    const closing = close(ids[2] ?? '', at(10, 8), at(10, 12));
    const answers = [...(await Promise.all(wishes)), await closing];
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const [{ overlaps }] = await city.db.query(
      `SELECT count(*)::int AS overlaps FROM occupancies a JOIN occupancies b
         ON a.id < b.id AND a.resource_id = b.resource_id AND a.place = b.place AND a.during && b.during`,
    );
    expect(overlaps).toBe(0);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
  });

  it('submits once when it is submitted twice at the same moment', async () => {
    const { id: machine } = await given.machine({}, { needsApproval: false });
    const { id } = ok(await given.draft([machine], at(12, 9), at(12, 10)));
    const answers = await Promise.all([submit(id), submit(id), submit(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await occupancies(machine)).toEqual([{ place: 1, kind: 'confirmed' }]);
    const { items } = (await city.cast.machineShop.get(booking(id, 'history'))).body;
    expect(items.map(({ event }: any) => event)).toEqual(['create', 'submit', 'confirm']);
  });
});
