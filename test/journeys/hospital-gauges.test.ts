import {
  asGauge,
  asScale,
  GAUGE,
  gaugeReadings,
  ok,
  orderLife,
  SCALE,
  scaleReadings,
} from '../api/metrology/order-life';
import { hardness, results, row, testingLife } from '../api/metrology/testing-life';
import { startCity, type TestCity } from '../support/city';
import { TODAY } from '../support/given';
import { expectGenuine, expectPrinted } from '../support/strangers-tools';
import { until } from '../support/until';

describe('the hospital sends its gauges', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
  });
  afterAll(() => city.close());

  it('from the ledger to certificates that anybody can verify; one gauge fails and is banned', async () => {
    const { cast } = city;
    const life = orderLife(city);
    const [good, bad] = [await life.instrument(), await life.instrument()];
    const own = await life.instrument({ ...GAUGE, purpose: 'other', usePlace: '检验科自用' });
    expect([good.isMandatory, bad.isMandatory, own.isMandatory]).toEqual([true, true, false]);

    const draft = await life.draft([good, bad, own]);
    expect(draft).toMatchObject({ state: 'draft', number: null });
    const submitted = await life.submit(draft.id);
    expect(submitted).toMatchObject({ state: 'submitted', number: expect.stringMatching(/^WT20260302\d{6}$/) });

    // Two lines are mandatory and free, the third one costs what the institute says.
    const quoted = await life.offer(submitted, 'JJG 52-2013');
    expect(quoted).toMatchObject({ state: 'quoted', totalFen: 6000, dueFen: 6000, quoteValidUntil: '2026-03-17' });
    expect(quoted.items.map(({ priceFen }: any) => priceFen)).toEqual([0, 0, 6000]);
    ok(await cast.hospital.post(`/v1/metrology-orders/${draft.id}/quotation-approval`));
    const bill = ok(
      await cast.hospital.post('/v1/payment-orders', { kind: 'metrology_order', subjectIds: [draft.id] }),
    );
    expect(bill).toMatchObject({ amountFen: 6000, allocations: [{ label: submitted.number }] });
    const confirmation = { paidOn: TODAY, bankReference: 'B-1', amountFen: 6000 };
    ok(await cast.metrologyFinance.post(`/v1/payment-orders/${bill.id}/confirmation`, confirmation));

    const window = await life.window({ capacity: 1 });
    const booked = ok(
      await cast.hospital.post(`/v1/metrology-orders/${draft.id}/delivery-appointment`, { windowId: window.id }),
    );
    expect(booked).toMatchObject({ state: 'awaiting_sample', expectedOn: TODAY, isSettled: true });
    const came = booked.items.map(({ id: itemId }: any) => ({ itemId, condition: '外观完好，指针在零位' }));
    const { items } = ok(await cast.metrologyClerk.post(`/v1/metrology-orders/${draft.id}/receipt`, { items: came }));
    expect(items.map(({ sampleNo }: any) => sampleNo)).toEqual(
      ['01', '02', '03'].map((no) => `${submitted.number}-${no}`),
    );
    expect(items[0].promisedOn).toBe('2026-03-09');

    const entered = [];
    for (const [index, off] of [0, 0.04, 0].entries()) {
      entered.push(await life.result(items[index].id, asGauge(gaugeReadings(off))));
    }
    expect(entered.map(({ conclusion }) => conclusion)).toEqual(['pass', 'fail', 'pass']);
    for (const { reportId } of entered) await life.approve(reportId);

    const completed = await until(async () => {
      const { body } = await cast.hospital.get(`/v1/metrology-orders/${draft.id}`);
      return body.state === 'completed' && body;
    });
    expect(completed.items.map(({ state }: any) => state)).toEqual([
      'certified_pass',
      'certified_fail',
      'certified_pass',
    ]);

    const reports = await Promise.all(
      completed.items.map(async ({ reportId }: any) => (await cast.hospital.get(`/v1/reports/${reportId}`)).body),
    );
    expect(reports.map(({ number }) => number)).toEqual(['JD-2026-000001', 'TZ-2026-000001', 'JD-2026-000002']);
    for (const { id, verificationUrl, number } of reports) {
      const { raw } = await cast.hospital.get(`/v1/reports/${id}/file`);
      await expectGenuine(raw, { code: verificationUrl, dccs: [`${number}.xml`] });
      const verified = await cast.nobody.get(new URL(verificationUrl).pathname);
      expect(verified.body).toMatchObject({ status: 'valid', number });
    }

    const after = async (id: string): Promise<any> => ok(await cast.hospital.get(`/v1/instruments/${id}`));
    expect(await after(good.id)).toMatchObject({
      ...{ lastVerifiedOn: TODAY, validUntil: '2026-09-01', certificateNo: 'JD-2026-000001', isUseProhibited: false },
    });
    expect(await after(bad.id)).toMatchObject({ isUseProhibited: true, certificateNo: 'TZ-2026-000001' });

    for (const { id } of completed.items) ok(await cast.metrologyClerk.post(`/v1/metrology-items/${id}/hand-back`, {}));
    const closed = ok(await cast.hospital.post(`/v1/metrology-orders/${draft.id}/order-closure`));
    expect(closed).toMatchObject({ state: 'closed', dueFen: 0, paidFen: 6000, openEvents: [] });
  });

  it('and the scale of its canteen, free from the beginning to the end', async () => {
    const { cast } = city;
    const life = orderLife(city);
    const scale = await life.instrument(SCALE);
    const order = await life.received([scale], 'JJG 539-2016');
    expect(order).toMatchObject({ state: 'in_progress', totalFen: 0, isSettled: true });
    const bill = { kind: 'metrology_order', subjectIds: [order.id] };
    expect((await cast.hospital.post('/v1/payment-orders', bill)).body.code).toBe('payments.unknown_subject');

    const item = await life.result(order.items[0].id, asScale(scaleReadings()));
    expect(item).toMatchObject({ state: 'result_entered', conclusion: 'pass', validUntil: '2027-03-01' });
    await life.approve(item.reportId);
    await until(async () => {
      const { body } = await cast.hospital.get(`/v1/instruments/${scale.id}`);
      return body.validUntil === '2027-03-01' && !body.isUseProhibited;
    });
  });

  it('and the machine shop a sample of bolts: the report names what failed, and anybody can check it', async () => {
    const { cast } = city;
    const [life, testing] = [orderLife(city), testingLife(city)];
    const { items: approved } = ok(await cast.verifier.get('/v1/testing-capabilities?parameter=抗拉强度'));
    const item = await testing.assigned();
    const failed = row({ result: '742', verdict: 'fail', capabilityId: approved[0].id });
    const { reportId } = ok(await testing.enter(item.id, results([failed, hardness()])));
    const bill = ok(
      await cast.machineShop.post('/v1/payment-orders', { kind: 'metrology_order', subjectIds: [item.orderId] }),
    );
    expect(bill).toMatchObject({ amountFen: 60_000 });
    const confirmation = { paidOn: TODAY, bankReference: 'B-2', amountFen: 60_000 };
    ok(await cast.metrologyFinance.post(`/v1/payment-orders/${bill.id}/confirmation`, confirmation));
    await life.approve(reportId);
    const order = await until(async () => {
      const found = ok(await cast.machineShop.get(`/v1/metrology-orders/${item.orderId}`));
      return found.state === 'completed' && found;
    });
    expect(order.items).toMatchObject([{ state: 'reported', conclusion: 'fail', reportId }]);
    const report = ok(await cast.machineShop.get(`/v1/reports/${reportId}`));
    const { raw } = await cast.machineShop.get(`/v1/reports/${reportId}/file`);
    await expectGenuine(raw, { code: report.verificationUrl });
    expectPrinted(raw, report.number, '抗拉强度不符合GB/T3098.1-2010的要求', '仅对来样负责', '※', '742');
    const nobody = (await cast.nobody.get(new URL(report.verificationUrl).pathname)).body;
    expect(nobody).toMatchObject({ number: report.number, title: { zh: '检验检测报告' } });
    expect(nobody.facts.map(({ value }: any) => value.zh)).toContain('不合格');
    ok(await cast.metrologyClerk.post(`/v1/metrology-items/${item.id}/hand-back`, {}));
    expect(ok(await cast.machineShop.post(`/v1/metrology-orders/${item.orderId}/order-closure`)).state).toBe('closed');
  });
});
