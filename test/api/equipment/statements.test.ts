import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { afterIssue, GROUNDS } from '../reports/after-issue';
import { expectGenuine } from '../../support/strangers-tools';
import { booking, givenEquipment, MONDAY, ok } from './given-equipment';

const MINUTE = 60_000;

describe('the fee of a booking and its usage statement', () => {
  let city: TestCity;
  let given: ReturnType<typeof givenEquipment>;
  beforeAll(async () => {
    city = await startCity();
    given = givenEquipment(city);
    await city.startWorker();
  });
  afterAll(() => city.close());

  const submitFee = (id: string, body: object = {}): Promise<Answer> =>
    city.cast.equipmentManager.post(booking(id, 'fee-submission'), body);
  const order = (who: Caller, ...subjectIds: string[]): Promise<Answer> =>
    who.post('/v1/payment-orders', { kind: 'equipment_booking', subjectIds });
  const stateOf = async (id: string): Promise<string> => (await city.cast.machineShop.get(booking(id))).body.state;

  /** A use of some minutes, from now on. */
  async function used(minutes: number, changes: object = {}, machines?: string[]): Promise<string> {
    const { machineShop, equipmentManager } = city.cast;
    const ids = machines ?? [(await given.machine()).id];
    const free = ok(await equipmentManager.get(`/v1/equipment/${ids[0]}/availability`)).free[0].startsAt;
    const { id } = ok(await given.draft(ids, free, new Date(Date.parse(free) + 30 * MINUTE).toISOString(), changes));
    ok(await machineShop.post(booking(id, 'submission'), { acceptsAgreement: true }));
    ok(await equipmentManager.post(booking(id, 'approval'), {}));
    ok(await machineShop.post(booking(id, 'start')));
    city.advance(minutes * MINUTE);
    ok(await machineShop.post(booking(id, 'finish')));
    return id;
  }

  it('is charged by actual use, printed, checked by two others, and only then paid', async () => {
    const { machineShop, equipmentManager, equipmentFinance, expert, stranger, nobody } = city.cast;
    const id = await used(49.5);
    const { body } = await submitFee(id, { resultNote: '平面度 0.012 mm' });
    // 50 started minutes are four slots of 15 minutes.
    expect(body).toMatchObject({ state: 'fee_pending', feeFen: 30_000, resultNote: '平面度 0.012 mm', openEvents: [] });
    expect(body.feeLines).toMatchObject([{ code: 'per_hour', quantity: 4, unitFen: 7_500, amountFen: 30_000 }]);
    const { reportId, number } = body;
    expect((await order(machineShop, id)).body.code).toBe('payments.unknown_subject');
    expect((await machineShop.get(`/v1/reports/${reportId}`)).status).toBe(404);
    expect((await equipmentManager.post(`/v1/reports/${reportId}/check`)).status).toBe(403);

    ok(await expert.post(`/v1/reports/${reportId}/return`, { reason: '结果未写明' }));
    expect((await machineShop.get(booking(id))).body).toMatchObject({ state: 'finished', reportId });
    const again = await submitFee(id, { resultNote: '平面度 0.012 mm，数据随附', minutes: 45, userClass: 'sme' });
    expect(again.body).toMatchObject({ state: 'fee_pending', feeFen: 11_250, userClass: 'sme', reportId });
    await given.issued(reportId);

    const report = ok(await machineShop.get(`/v1/reports/${reportId}`));
    expect(report).toMatchObject({ number: expect.stringMatching(/^SY-2026-\d{6}$/), revision: 2 });
    expect(report.content).toMatchObject({
      ...{
        booking: { number, userClass: 'sme' },
        totalYuan: '112.50',
        isOwed: true,
        resultNote: '平面度 0.012 mm，数据随附',
      },
      uses: [{ minutes: 45, overrunMinutes: expect.any(Number) }],
    });
    const file = await machineShop.get(`/v1/reports/${reportId}/file`);
    await expectGenuine(file.raw, { code: report.verificationUrl });
    const facts = JSON.stringify((await nobody.get(new URL(report.verificationUrl).pathname)).body);
    expect(facts).toContain(number);
    expect(facts).not.toContain('烟台精工机械有限公司');

    expect((await order(stranger, id)).body.code).toBe('payments.unknown_subject');
    const bill = ok(await order(machineShop, id));
    expect(bill).toMatchObject({
      amountFen: 11_250,
      payeeId: equipmentManager.organisationId,
      chargeNature: 'operational',
    });
    expect((await order(machineShop, id)).body.code).toBe('payments.already_ordered');
    const confirmation = { paidOn: MONDAY, bankReference: 'B-1', amountFen: 11_250 };
    const both = await Promise.all(
      [1, 2].map(() => equipmentFinance.post(`/v1/payment-orders/${bill.id}/confirmation`, confirmation)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stateOf(id)).toBe('settled');

    const rate = (): Promise<Answer> => machineShop.post(booking(id, 'rating'), { grade: 5, comment: '很准' });
    expect((await equipmentManager.post(booking(id, 'rating'), { grade: 5 })).body.code).toBe('workflow.not_a_party');
    expect((await rate()).body).toMatchObject({ grade: 5 });
    expect((await rate()).body.code).toBe('ratings.already_rated');
    expect(await stateOf(id)).toBe('closed');
    expect((await equipmentManager.get(booking(id, 'rating'))).body.items).toHaveLength(1);
  });

  it('settles by itself where nothing is owed: free of charge, or used by the provider’s own people', async () => {
    const { equipmentManager, expert, machineShop } = city.cast;
    const free = await given.machine({ prices: { external: { perHourFen: 0 } } });
    const gift = await used(10, {}, [free.id]);
    expect((await machineShop.post(booking(gift, 'rating'), { grade: 5 })).body).toMatchObject({
      ...{ code: 'workflow.wrong_state', from: ['settled', 'closed'] },
    });
    const { body } = await submitFee(gift);
    expect(body).toMatchObject({ feeFen: 0, feeLines: [{ amountFen: 0 }] });
    await given.issued(body.reportId);
    expect(await stateOf(gift)).toBe('settled');
    expect((await equipmentManager.post(booking(gift, 'closing'))).body.state).toBe('closed');

    const paid = await given.machine({ prices: { internal: { perHourFen: 4_000 }, external: { perHourFen: 9_000 } } });
    const { free: times } = ok(await expert.get(`/v1/equipment/${paid.id}/availability`));
    const end = new Date(Date.parse(times[0].startsAt) + 60 * MINUTE).toISOString();
    const own = ok(await given.draft([paid.id], times[0].startsAt, end, {}, expert));
    expect(own).toMatchObject({ userClass: 'internal', estimateFen: 4_000 });
    ok(await expert.post(booking(own.id, 'submission'), { acceptsAgreement: true }));
    // Nobody makes one of their own people a partner.
    expect((await equipmentManager.post(booking(own.id, 'approval'), { userClass: 'partner' })).body.userClass).toBe(
      'internal',
    );
    ok(await expert.post(booking(own.id, 'start')));
    city.advance(59 * MINUTE);
    ok(await expert.post(booking(own.id, 'finish')));
    const { reportId, feeFen } = ok(await submitFee(own.id));
    expect(feeFen).toBe(4_000);
    await given.issued(reportId);
    expect((await expert.get(booking(own.id))).body.state).toBe('settled');
    expect((await order(equipmentManager, own.id)).body.code).toBe('payments.unknown_subject');
  });

  it('adds up machines, operators and samples by the tariff of the day of the use', async () => {
    const { equipmentManager, machineShop } = city.cast;
    const machines = [await given.machine(), await given.machine({}, { slotMinutes: 30, minMinutes: 30 })];
    const both = await used(20, { mode: 'by_time_assisted' }, machines.map(({ id }) => id).toReversed());
    const { body } = await submitFee(both);
    // Two slots of 15 minutes on the one, one slot of 30 on the other, each with its operator.
    expect(body.feeFen).toBe(2 * (7_500 + 2_500) + (15_000 + 5_000));
    const usages = (await machineShop.get(`/v1/equipment-usage?bookingId=${both}`)).body.items;
    expect(usages.map(({ feeFen }: any) => feeFen)).toEqual([20_000, 20_000]);

    const byTime = await used(10);
    expect((await submitFee(byTime, { samples: 3 })).body.code).toBe('equipment.samples_needed');
    const limit = (await submitFee(byTime, { minutes: 500 })).body;
    expect(limit).toMatchObject({ status: 422, code: 'equipment.minutes_above_use', limit: 11 });
    const twice = await Promise.all([submitFee(byTime), submitFee(byTime)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    const bySample = await used(10, { mode: 'by_sample', samples: 3, sampleReturn: 'disposed' });
    expect((await submitFee(bySample, { samples: 2 })).body).toMatchObject({ feeFen: 16_000, samples: 2 });

    const machine = await given.machine();
    const id = await used(10, {}, [machine.id]);
    // The tariff of tomorrow is not that of today's use.
    const dearer = { effectiveFrom: '2026-03-03', prices: { external: { perHourFen: 90_000 } } };
    ok(await equipmentManager.post(`/v1/equipment/${machine.id}/tariffs`, dearer));
    city.advance(24 * 60 * MINUTE);
    expect((await submitFee(id)).body.feeFen).toBe(7_500);
    // A price that was taken away since the booking is missed now.
    const late = await used(10, {}, [machine.id]);
    await city.db.query('DELETE FROM equipment_tariffs WHERE equipment_id = $1', [machine.id]);
    expect((await submitFee(late)).body.code).toBe('equipment.not_priced');
  });

  it('is amended under a number after its own, and revoked: the fee is stated anew, and the bill over the old one is void', async () => {
    const { machineShop, equipmentManager, equipmentFinance, expert, secondExpert, stranger } = city.cast;
    const people = { author: equipmentManager, checker: expert, approver: secondExpert, administrator: secondExpert };
    const after = afterIssue(city, people);
    const id = await used(20);
    const { reportId } = ok(await submitFee(id));
    await given.issued(reportId);
    const old = ok(await machineShop.get(`/v1/reports/${reportId}`));
    await after.alsoSigns(equipmentManager, old);
    const amended = await after.amended(old, [{ pointer: '/user/name', value: '烟台精工机械股份有限公司' }]);
    expect(amended).toMatchObject({ number: `${old.number}-A1`, content: { totalYuan: old.content.totalYuan } });
    const successor = { number: amended.number };
    expect((await after.scan(old)).body).toMatchObject({ status: 'superseded', successor });
    expect((await machineShop.get(booking(id))).body).toMatchObject({ state: 'fee_pending', reportId: amended.id });
    expect(await after.told(machineShop, 'report.issue', amended.number)).toBe(1);

    const bill = ok(await order(machineShop, id));
    await after.revoked(amended);
    expect((await after.scan(amended)).body).toMatchObject({ status: 'revoked', reason: GROUNDS.publicReason });
    expect(await after.told(machineShop, 'report.revoke', amended.number)).toBe(1);
    expect(await after.told(stranger, 'report.revoke', amended.number)).toBe(0);
    expect(await stateOf(id)).toBe('finished');
    const pay = (of: any): Promise<Answer> => {
      const paid = { paidOn: MONDAY, bankReference: 'B-9', amountFen: of.amountFen };
      return equipmentFinance.post(`/v1/payment-orders/${of.id}/confirmation`, paid);
    };
    expect((await pay(bill)).body).toMatchObject({ code: 'workflow.wrong_state', state: 'closed' });
    const anew = ok(await submitFee(id, { minutes: 5 }));
    expect(anew.reportId).not.toBe(amended.id);
    await given.issued(anew.reportId);
    const second = ok(await order(machineShop, id));
    expect([bill.amountFen, second.amountFen]).toEqual([15_000, 7_500]);
    ok(await pay(second));
    expect(await stateOf(id)).toBe('settled');
  });

  it('cannot say what no font prints', async () => {
    const id = await used(10);
    await city.db.query(`UPDATE equipment_bookings SET purpose = '𠀋𠀌𪚥' WHERE id = $1`, [id]);
    const { body } = await submitFee(id);
    expect([body.status, body.code]).toEqual([422, 'reports.unprintable']);
    expect(await stateOf(id)).toBe('finished');
  });
});
