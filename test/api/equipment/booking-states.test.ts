import { bookingWorkflow } from '@nqi/lines/equipment';
import type { BookingState } from '../../../libs/lines/equipment/src/bookings/booking.workflow';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { at, booking, givenEquipment, ok } from './given-equipment';
import { canSee as canSeeBooking } from '../../../libs/lines/equipment/src/bookings/booking.policy';
import { canSee as canSeeUsage } from '../../../libs/lines/equipment/src/usage/usage.policy';
import { allPages, seenBy } from '../../support/seen-by';

describe('the states of a booking over HTTP, and who sees them', () => {
  let city: TestCity;
  let given: ReturnType<typeof givenEquipment>;
  beforeAll(async () => {
    city = await startCity();
    given = givenEquipment(city);
  });
  afterAll(() => city.close());

  const act = (caller: Caller, id: string, event: string, body?: object): Promise<Answer> =>
    caller.post(booking(id, event), body);

  it('answer every event that comes at a wrong moment with 409 and what is possible instead', async () => {
    const { machineShop, equipmentManager } = city.cast;
    const events: [string, string, Caller, object][] = [
      ['submit', 'submission', machineShop, { acceptsAgreement: true }],
      ['approve', 'approval', equipmentManager, {}],
      ['reject', 'rejection', equipmentManager, { reason: '否' }],
      ['cancel', 'cancellation', machineShop, {}],
      ['break_down', 'breakdown', equipmentManager, { reason: '坏' }],
      ['start', 'start', machineShop, {}],
      ['finish', 'finish', machineShop, {}],
      ['submit_fee', 'fee-submission', equipmentManager, {}],
      ['close', 'closing', equipmentManager, {}],
    ];
    const routed = Object.entries(bookingWorkflow.events).flatMap(([event, { route }]) => (route ? [event] : []));
    expect(events.map(([event]) => event).sort()).toEqual(routed.sort());
    const states: BookingState[] = ['draft', 'pending_approval', 'approved', 'in_use', 'finished', 'fee_pending'];
    for (const state of states) {
      const machine = await given.machine();
      const record = await given.booked(state, machine, at(0, 9.25), at(0, 12));
      expect(record.state).toBe(state);
      for (const [event, path, caller, body] of events) {
        const { from } = bookingWorkflow.events[event as keyof typeof bookingWorkflow.events];
        if (from.includes(state)) continue;
        const before = await caller.get(booking(record.id));
        const answer = await act(caller, record.id, path, body);
        if (before.status === 404) {
          expect([state, event, answer.status]).toEqual([state, event, 404]);
          continue;
        }
        expect([state, event, answer.status, answer.body.code]).toEqual([state, event, 409, 'workflow.wrong_state']);
        expect(answer.body.openEvents).toEqual(before.body.openEvents.map((open: any) => open.event));
        expect((await caller.get(booking(record.id))).body).toEqual(before.body);
      }
    }
  });

  it('are listed for everybody exactly what the policy shows, by state, day, equipment and number', async () => {
    const { nobody: _, ...cast } = city.cast;
    for (const hour of [9, 10, 11]) ok(await given.draft([(await given.machine()).id], at(1, hour), at(1, hour + 1)));
    for (const caller of Object.values(cast)) {
      const listed = (await allPages(caller, '/v1/equipment-bookings')).map(({ id }) => id);
      expect(listed.sort()).toEqual((await seenBy(city, caller, 'equipment_bookings', canSeeBooking)).sort());
      const uses = (await allPages(caller, '/v1/equipment-usage?sort=startedAt')).map(({ id }) => id);
      expect(uses.sort()).toEqual((await seenBy(city, caller, 'equipment_usages', canSeeUsage)).sort());
    }
    const all = await allPages(cast.machineShop, '/v1/equipment-bookings?sort=startsAt');
    expect(all.length).toBeGreaterThan(6);
    expect(all.map(({ startsAt }) => startsAt)).toEqual(all.map(({ startsAt }) => startsAt).sort());
    const found = async (query: string): Promise<any[]> =>
      allPages(cast.machineShop, `/v1/equipment-bookings?${query}`);
    const [{ equipment, number }] = await found('state=fee_pending');
    expect((await found(`number=${number}`)).map((one) => one.number)).toEqual([number]);
    const same = all.filter((one) => one.equipment[0].id === equipment[0].id);
    expect(await found(`equipmentId=${equipment[0].id}&sort=startsAt`)).toEqual(same);
    const tuesday = all.filter(({ startsAt }) => startsAt >= at(1, 0) && startsAt < at(2, 0));
    expect(await found('from=2026-03-03&to=2026-03-03&sort=startsAt')).toEqual(tuesday);
    const [use] = (await cast.machineShop.get('/v1/equipment-usage')).body.items;
    expect((await cast.machineShop.get(`/v1/equipment-usage/${use.id}`)).body).toEqual(use);
    expect((await cast.stranger.get(`/v1/equipment-usage/${use.id}`)).status).toBe(404);
  });

  it('are refused by the database when code would write an impossible one', async () => {
    const { id } = await given.booked('pending_approval', await given.machine(), at(20, 9), at(20, 10));
    const set = (change: string): Promise<unknown> =>
      city.db.query(`UPDATE equipment_bookings SET ${change} WHERE id = $1`, [id]);
    await expect(set(`state = 'lost'`)).rejects.toThrow('equipment_bookings_state_check');
    await expect(set('number = NULL')).rejects.toThrow('equipment_bookings_number_check');
    await expect(set('ends_at = starts_at')).rejects.toThrow('equipment_bookings_period_check');
    await expect(set(`state = 'settled'`)).rejects.toThrow('equipment_bookings_fee_check');
    await expect(set('samples = 3')).rejects.toThrow('equipment_bookings_samples_check');
  });

  it('leave a calendar that is kept by the database when code would forget: no overlap, no endless or empty time', async () => {
    const { id: machine, providerId } = await given.machine();
    const { id: bookingId } = ok(await given.draft([machine], at(13, 9), at(13, 10)));
    const insert = (during: string, kind = 'confirmed'): Promise<unknown> =>
      city.db.query(
        `INSERT INTO occupancies (id, provider_id, resource_id, place, during, kind, booking_id)
         VALUES (gen_random_uuid(), $1, $2, 1, $3, $4, $5)`,
        [providerId, machine, during, kind, bookingId],
      );
    await expect(insert(`[${at(13, 9.5)},${at(13, 12)})`)).rejects.toThrow('occupancies_free_excl');
    await expect(insert(`[${at(14, 9)},)`)).rejects.toThrow('occupancies_during_check');
    await expect(insert('empty')).rejects.toThrow('occupancies_during_check');
    await expect(insert(`[${at(14, 9)},${at(14, 10)})`, 'hold')).rejects.toThrow('occupancies_expires_at_check');
    await expect(insert(`[${at(14, 9)},${at(14, 10)})`, 'closure')).rejects.toThrow('occupancies_subject_check');
  });
});
