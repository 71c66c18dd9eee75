import { startCity, type TestCity } from '../support/city';
import type { Answer } from '../support/client';
import { until } from '../support/until';

/** The founders' words: a machine shop must measure gearboxes and has no measuring machine of its own. */
describe('the machine shop that needs a coordinate measuring machine', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
  });
  afterAll(() => city.close());

  function ok({ status, body }: Answer): any {
    expect({ status, body }).toMatchObject({ status: expect.any(Number) });
    if (status >= 400) throw new Error(JSON.stringify(body));
    return body;
  }

  it('finds the most accurate one of the city, books, uses, pays and holds the statement in its hands', async () => {
    const { machineShopUser, machineShop, equipmentManager, equipmentFinance, expert, secondExpert } = city.cast;
    const need = 'quantity=length&atLeast=1&unit=m&maxU=2&uUnit=um&isEvidenced=true';
    const [best] = ok(await machineShopUser.get(`/v1/equipment-capabilities?${need}`)).items;
    expect(best).toMatchObject({ uncertainty: '1.1', uncertaintyUnit: 'um', evidence: expect.any(String) });

    const { id: equipmentId } = best.equipment;
    const { free } = ok(await machineShopUser.get(`/v1/equipment/${equipmentId}/availability`));
    const { startsAt } = free[0];
    const endsAt = new Date(Date.parse(startsAt) + 2 * 3_600_000).toISOString();
    const wish = {
      equipmentIds: [equipmentId],
      mode: 'by_time_assisted',
      startsAt,
      endsAt,
      purpose: '箱体平面度与孔位',
    };
    const { id, estimateFen } = ok(await machineShopUser.post('/v1/equipment-bookings', wish));
    expect(estimateFen).toBe(2 * (60_000 + 20_000));
    const act = async (who: typeof machineShop, event: string, body: object = {}): Promise<any> =>
      ok(await who.post(`/v1/equipment-bookings/${id}/${event}`, body));
    await act(machineShopUser, 'submission', { acceptsAgreement: true });
    await act(equipmentManager, 'approval', { userClass: 'sme' });
    await act(machineShopUser, 'start');
    city.advance(95 * 60_000);
    expect((await act(machineShopUser, 'finish')).state).toBe('finished');
    const { feeFen, reportId } = await act(equipmentManager, 'fee-submission', { resultNote: '平面度 0.012 mm' });
    // 96 started minutes are seven quarters of an hour; a small enterprise pays half.
    expect(feeFen).toBe(7 * (7_500 + 2_500));

    ok(await expert.post(`/v1/reports/${reportId}/check`));
    ok(await secondExpert.post(`/v1/reports/${reportId}/approval`));
    await until(async () => (await machineShop.get(`/v1/reports/${reportId}`)).body.state === 'issued', 30_000);
    const order = ok(await machineShop.post('/v1/payment-orders', { kind: 'equipment_booking', subjectIds: [id] }));
    const paid = { paidOn: '2026-03-02', bankReference: 'B-1', amountFen: feeFen };
    ok(await equipmentFinance.post(`/v1/payment-orders/${order.id}/confirmation`, paid));
    const file = await machineShopUser.get(`/v1/reports/${reportId}/file`);
    expect([file.status, file.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    await act(machineShopUser, 'rating', { grade: 5 });
    const { state, openEvents } = ok(await machineShop.get(`/v1/equipment-bookings/${id}`));
    expect({ state, openEvents }).toEqual({ state: 'closed', openEvents: [] });
  });
});
