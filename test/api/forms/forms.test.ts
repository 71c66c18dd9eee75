import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { expectPrinted, expectUnsigned } from '../../support/strangers-tools';
import { until } from '../../support/until';
import { GAUGE, ok, orderLife } from '../metrology/order-life';
import { testingLife } from '../metrology/testing-life';

const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

describe('a form', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
  });
  afterAll(() => city.close());

  async function made(by: Caller, body: object): Promise<{ form: any; pdf: Buffer }> {
    const asked = await by.post('/v1/forms', body);
    expect([asked.status, asked.headers.location]).toEqual([202, `/v1/forms/${asked.body.id}`]);
    const form = await until(async () => {
      const { body: found } = await by.get(`/v1/forms/${asked.body.id}`);
      if (found.state === 'failed') throw new Error(found.failureReason as string);
      return found.state === 'ready' && found;
    });
    const { status, headers, raw } = await by.get(form.href as string);
    expect([status, headers['content-type'], raw.length]).toEqual([200, 'application/pdf', form.bytes]);
    return { form, pdf: raw };
  }

  it('of a filing shows what the paper asks for; the phone in full only for a reason, which is noted', async () => {
    const { cast, db } = city;
    const { elevator } = given(city);
    const device = await elevator({ registrationCode: '31103706022015070001' });
    const contact = { contactName: '张经理', contactPhone: '13812345678', requestedOn: TODAY };
    const filing = ok(await cast.contractor.post('/v1/elevator-filings', { elevatorId: device.id, ...contact }));
    const body = { kind: 'elevator_filing_form', subjectIds: [filing.id] };
    const draft = await made(cast.contractor, body);
    expectPrinted(draft.pdf, '草稿DRAFT');
    const { number } = ok(await cast.contractor.post(`/v1/elevator-filings/${filing.id}/submission`));
    const { form, pdf } = await made(cast.contractor, body);
    const { internalNo } = device;
    expectPrinted(pdf, number, '31103706022015070001', internalNo, '张经理', '138****5678', '定期检验', '（受托）');
    const full = await made(cast.clerk, { ...body, contactReason: '到现场前联系' });
    expectPrinted(full.pdf, '13812345678');
    const looks = await db.query('SELECT reason FROM personal_data_accesses WHERE record_id = $1', [filing.id]);
    expect(looks).toEqual([{ reason: '到现场前联系' }]);
    // What it was set from is gone with the job.
    expect(await db.query('SELECT DISTINCT sealed FROM forms')).toEqual([{ sealed: null }]);
    const part = await cast.contractor.get(form.href as string, { range: 'bytes=0-4' });
    expect([part.status, part.raw.toString()]).toEqual([206, '%PDF-']);
  });

  it('is for the organisation that asked, and only of what it deals with', async () => {
    const { cast } = city;
    const { id } = await given(city).filing('submitted');
    const body = { kind: 'elevator_filing_form', subjectIds: [id] };
    const asked = ok(await cast.userUnit.post('/v1/forms', body));
    for (const other of [cast.stranger, cast.hospital, cast.clerk, cast.operator]) {
      expect((await other.get(`/v1/forms/${asked.id}`)).status).toBe(404);
      expect((await other.get(`/v1/forms/${asked.id}/file`)).status).toBe(404);
    }
    const code = async (by: Caller, change: object = {}) => (await by.post('/v1/forms', { ...body, ...change })).body;
    // Who oversees a filing has no use for its form.
    for (const other of [cast.stranger, cast.hospital, cast.regulator]) {
      expect((await code(other)).code).toBe('record.not_found');
    }
    expect((await code(cast.userUnit, { subjectIds: [id, NOBODYS_ID] })).code).toBe('record.not_found');
    expect((await code(cast.userUnit, { kind: 'letter' })).kinds).toContain('metrology_order_form');
    const many = Array.from({ length: 21 }, (_, index) => NOBODYS_ID.slice(0, -2) + String(index + 10));
    expect(await code(cast.hospital, { kind: 'metrology_order_form', subjectIds: many })).toMatchObject({
      ...{ code: 'forms.too_many', most: 20 },
    });
    // A user who sees it and is no party learns no phone.
    expect((await code(cast.checker, { contactReason: '好奇' })).code).toBe('access.forbidden');
  });

  it('of a batch lists every device once, in one file', async () => {
    const { cast } = city;
    const { elevator } = given(city);
    const devices = [await elevator(), await elevator(), await elevator()];
    const rows = devices.map(({ id: elevatorId }) => ({ elevatorId, requestedOn: TODAY }));
    const batch = ok(await cast.contractor.post('/v1/elevator-filing-batches', { rows }));
    const body = { kind: 'elevator_filing_batch_form', subjectIds: [batch.batchId] };
    const { pdf } = await made(cast.contractor, body);
    expectPrinted(pdf, '设备清单（3台）', ...devices.map(({ internalNo }) => internalNo as string));
    expect((await cast.userUnit.post('/v1/forms', body)).body.code).toBe('record.not_found');
  });

  it('of an order has a label for each thing that is sent', async () => {
    const { cast } = city;
    const life = orderLife(city);
    const order = await life.submit((await life.draft([await life.instrument(), await life.instrument(GAUGE)])).id);
    const { pdf } = await made(cast.hospital, { kind: 'metrology_order_form', subjectIds: [order.id] });
    await expectUnsigned(pdf);
    expectPrinted(pdf, `${order.number}-01`, `${order.number}-02`, '弹簧管式一般压力表', '待预约', '设备科');
    const sample = await testingLife(city).assigned();
    const of = await made(cast.machineShop, { kind: 'metrology_order_form', subjectIds: [sample.orderId] });
    expectPrinted(of.pdf, sample.sampleNo, '抗拉强度、洛氏硬度', 'GB/T228.1-2021', 'B20260201', '退样');
    const other = await cast.hospital.post('/v1/forms', { kind: 'metrology_order_form', subjectIds: [sample.orderId] });
    expect(other.body.code).toBe('record.not_found');
  });
});
