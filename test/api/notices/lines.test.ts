import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { givenHelp } from '../../support/given-help';
import { mandate, revoke } from '../../support/mandates';
import { at, booking, givenEquipment, ok } from '../equipment/given-equipment';
import { GAUGE, orderLife } from '../metrology/order-life';

/** The tests begin on a Monday at nine, before everything that they book. */
const MONDAY = '2026-03-02T09:00:00+08:00';

describe('the notices of the lines', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity({ CLOCK_START: MONDAY });
  });
  afterAll(() => city.close());

  const events = async (caller: Caller, subjectId: string): Promise<string[]> => {
    const { items } = ok(await caller.get('/v1/notices?limit=100'));
    const own = items.filter((item: any) => item.subjectId === subjectId);
    return own.map(({ kind }: any) => kind.split('.')[1]).toReversed();
  };

  it('tell client and laboratory of an order', async () => {
    const { cast } = city;
    const life = orderLife(city);
    const order = await life.received([await life.instrument(GAUGE)], 'JJG 52-2013');
    expect(await events(cast.hospital, order.id)).toEqual(['accept_free', 'receive']);
    expect(await events(cast.metrologyClerk, order.id)).toEqual(['submit']);
    expect(await events(cast.verifier, order.id)).toEqual([]);
    expect(await events(cast.stranger, order.id)).toEqual([]);
  });

  it('tell both sides of a booking, and the provider nothing of a draft', async () => {
    const { cast } = city;
    const lines = givenEquipment(city);
    const machine = await lines.machine();
    const approved = await lines.booked('approved', machine, at(1, 9), at(1, 10));
    ok(await cast.equipmentManager.post(booking(approved.id, 'breakdown'), { reason: '真空泵故障' }));
    expect(
      await events(
        approved.bookedById === cast.machineShop.userId ? cast.machineShop : cast.machineShopUser,
        approved.id,
      ),
    ).toEqual(['approve', 'break_down']);
    expect(await events(cast.equipmentManager, approved.id)).toEqual(['submit']);
    const pending = await lines.booked('pending_approval', machine, at(2, 9), at(2, 10));
    ok(await cast.equipmentManager.post(booking(pending.id, 'rejection'), { reason: '维护' }));
    expect(await events(cast.machineShop, pending.id)).toEqual(['reject']);
    const draft = await lines.booked('draft', machine, at(3, 9), at(3, 10));
    ok(await cast.machineShop.post(booking(draft.id, 'cancellation'), {}));
    expect(await events(cast.equipmentManager, draft.id)).toEqual([]);
  });

  it('tell who asks, who serves and who runs the platform of a help request', async () => {
    const { cast } = city;
    const request = await givenHelp(city).request('waiting_requester');
    ok(await cast.machineShop.post(`/v1/help-requests/${request.id}/reply`, { body: '见附件' }));
    ok(await cast.expert.post(`/v1/help-requests/${request.id}/answer`, { body: '按基准 A 测量。' }));
    expect(await events(cast.machineShop, request.id)).toEqual(['assign', 'ask', 'answer']);
    expect(await events(cast.expert, request.id)).toEqual(['assign', 'reply']);
    expect(await events(cast.operator, request.id)).toEqual(['submit']);
    expect(await events(cast.secondExpert, request.id)).toEqual([]);
  });

  it('tell the other side of a mandate', async () => {
    const { cast } = city;
    const given = await mandate(cast.hospital, cast.contractor, { coversAll: true });
    await revoke(cast.hospital, given);
    expect(await events(cast.contractor, given.id)).toEqual(['offer', 'revoke']);
    expect(await events(cast.hospital, given.id)).toEqual(['accept']);
  });

  it('tell an administrator who asks to join, and the person what became of it', async () => {
    const { cast } = city;
    const { organisationId } = cast.hospital;
    const asked = await cast.stranger.post('/v1/join-requests', { organisationId });
    const id = asked.body.id as string;
    expect([asked.status, await events(cast.hospital, id)]).toEqual([201, ['ask']]);
    ok(await cast.hospital.post(`/v1/join-requests/${id}/refusal`, { reason: '非本单位人员' }));
    expect(await events(cast.stranger, id)).toEqual(['refuse']);
  });

  it('tell nobody of a record that they may not open', async () => {
    const people = new Map(Object.values(city.cast).map((caller) => [caller.userId, caller]));
    const rows: any[] = await city.db.query('SELECT DISTINCT recipient_id, organisation_id, href FROM notices');
    expect(rows.length).toBeGreaterThan(15);
    for (const { recipient_id, organisation_id, href } of rows) {
      const headers = organisation_id && { 'x-organisation-id': organisation_id };
      const answer = await people.get(recipient_id)?.get(href, headers);
      expect([href, answer?.status ?? 200]).toEqual([href, 200]);
    }
  });
});
