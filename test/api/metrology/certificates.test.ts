import { createHash } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import { attachedTo } from '../../support/dcc';
import { TODAY } from '../../support/given';
import { expectGenuine, expectPrinted } from '../../support/strangers-tools';
import { until } from '../../support/until';
import {
  asGauge,
  asGeneral,
  asScale,
  CALIPER,
  GAUGE,
  gaugeReadings,
  ok,
  orderLife,
  type OrderLife,
  SCALE,
  scaleReadings,
} from './order-life';

describe('a certificate', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
    await city.startWorker();
  });
  afterAll(() => city.close());

  const report = async (id: string): Promise<any> => ok(await city.cast.metrologyClerk.get(`/v1/reports/${id}`));
  const item = async (id: string): Promise<any> => ok(await city.cast.metrologyClerk.get(`/v1/metrology-items/${id}`));
  const issued = (id: string): Promise<any> =>
    until(async () => {
      const found = await report(id);
      return found.state === 'issued' && found;
    });
  async function measured(facts: object, method: string, readings: object, change: object = {}): Promise<any> {
    const { items } = await life.received([await life.instrument(facts)], method, change);
    return life.result(items[0].id, readings);
  }
  const gauge = (off = 0): Promise<any> => measured(GAUGE, 'JJG 52-2013', asGauge(gaugeReadings(off)));

  it('is checked and approved by others than the verifier; the item follows', async () => {
    const { cast, db } = city;
    const { id, reportId } = await gauge();
    const check = (caller = cast.metrologyChecker) => caller.post(`/v1/reports/${reportId}/check`);
    expect((await cast.hospital.get(`/v1/reports/${reportId}`)).status).toBe(404);
    expect((await check(cast.verifier)).body.code).toBe('workflow.not_a_party');
    await db.query(`UPDATE memberships SET roles = roles || '{checker,signatory}'::text[] WHERE user_id = $1`, [
      cast.verifier.userId,
    ]);
    // Roles are believed for a second.
    await until(async () => (await check(cast.verifier)).body.code === 'reports.same_person');
    expect((await item(id)).state).toBe('result_entered');
    expect((await Promise.all([check(), check()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await item(id)).state).toBe('checked');
    expect((await cast.verifier.post(`/v1/reports/${reportId}/approval`)).body.code).toBe('reports.same_person');
    const approve = () => cast.metrologySignatory.post(`/v1/reports/${reportId}/approval`);
    expect((await Promise.all([approve(), approve()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await issued(reportId);
    expect((await item(id)).state).toBe('certified_pass');
    const { body } = await cast.metrologyClerk.get(`/v1/metrology-items/${id}/history`);
    expect(body.items.map(({ event }: any) => event)).toEqual([
      ...['create', 'receive', 'assign', 'enter_result', 'check', 'approve', 'certify_pass'],
    ]);
    const clients = (await cast.hospital.get(`/v1/metrology-items/${id}/history`)).body.items;
    expect(clients.map(({ event }: any) => event)).toEqual(['create', 'receive', 'assign', 'certify_pass']);
    expect((await cast.hospital.get(`/v1/metrology-items/${id}`)).body).toMatchObject({
      ...{ conclusion: 'pass', validUntil: '2026-09-01', state: 'certified_pass' },
    });
    expect((await cast.regulator.get(`/v1/reports/${reportId}`)).body.kind).toBe('metrology_verification_certificate');
  });

  it('that was sent back is written anew, also with another conclusion and thus of another kind', async () => {
    const { cast } = city;
    const { id, reportId } = await gauge();
    const back = (reason: string, on = reportId) => cast.metrologyChecker.post(`/v1/reports/${on}/return`, { reason });
    ok(await back('1.2 MPa 处重测'));
    expect(await item(id)).toMatchObject({ state: 'assigned', reportId });
    const again = ok(await life.enter(id, asGauge(gaugeReadings(0.001))));
    expect(again.reportId).toBe(reportId);
    expect(await report(reportId)).toMatchObject({ state: 'draft', revision: 2 });
    ok(await back('重测'));
    const failed = ok(await life.enter(id, asGauge(gaugeReadings(0.05))));
    expect(failed).toMatchObject({ conclusion: 'fail', validUntil: null });
    expect(failed.reportId).not.toBe(reportId);
    // The former one stays returned: nobody can approve it any more.
    ok(await cast.metrologyChecker.post(`/v1/reports/${failed.reportId}/check`));
    expect((await cast.metrologyChecker.post(`/v1/reports/${reportId}/check`)).status).toBe(409);
    ok(await cast.metrologySignatory.post(`/v1/reports/${failed.reportId}/approval`));
    const notice = await issued(failed.reportId);
    expect(notice).toMatchObject({ kind: 'metrology_rejection_notice', number: expect.stringMatching(/^TZ-2026-/) });
    const { body } = await cast.verifier.get(`/v1/metrology-items/${id}/result`);
    expect(body).toMatchObject({ revision: 3, conclusion: 'fail' });
    const kept = await city.db.query('SELECT revision FROM metrology_measurements WHERE item_id = $1 ORDER BY 1', [id]);
    expect(kept.map(({ revision }: any) => revision)).toEqual([1, 2, 3]);
  });

  it('that lacks what it must say is not drafted: each place is named with its clause', async () => {
    const { cast, db } = city;
    const { items } = await life.received([await life.instrument()], 'JJG 52-2013');
    await life.assign(items[0].id);
    const address = async (value: string | null): Promise<void> => {
      await db.query('UPDATE organisations SET address = $1 WHERE id = $2', [
        value,
        cast.metrologyClerk.organisationId,
      ]);
    };
    await address(null);
    const { status, body } = await life.enter(items[0].id, asGauge(gaugeReadings()));
    expect([status, body.code, body.errors]).toEqual([
      ...[422, 'reports.incomplete'],
      [
        {
          ...{ pointer: '/laboratory/address', code: 'field.report_lacks', clause: 'ISO/IEC 17025:2017 7.8.2.1 b' },
          detail: '报告缺少：机构地址（ISO/IEC 17025:2017 7.8.2.1 b）',
        },
      ],
    ]);
    expect((await item(items[0].id)).state).toBe('assigned');
    await address('烟台市莱山区科技大道（演示）');
    expect(ok(await life.enter(items[0].id, asGauge(gaugeReadings()))).state).toBe('result_entered');
  });

  it('of a failure bans the instrument, and a later pass lifts the ban', async () => {
    const { cast } = city;
    const instrument = await life.instrument();
    const read = async (): Promise<any> => ok(await cast.hospital.get(`/v1/instruments/${instrument.id}`));
    const verify = async (off: number): Promise<any> => {
      const { items } = await life.received([instrument], 'JJG 52-2013');
      const { reportId } = await life.result(items[0].id, asGauge(gaugeReadings(off)));
      await life.approve(reportId);
      return issued(reportId);
    };
    const pass = await verify(0);
    expect(await read()).toMatchObject({ lastVerifiedOn: TODAY, validUntil: '2026-09-01', isUseProhibited: false });
    const fail = await verify(0.06);
    expect(await read()).toMatchObject({ isUseProhibited: true, certificateNo: fail.number });
    const verified = await cast.nobody.get(new URL(fail.verificationUrl).pathname);
    expect(JSON.stringify(verified.body)).toContain('不合格');
    expect(JSON.stringify(verified.body)).not.toContain('有效期至');
    await verify(0);
    expect(await read()).toMatchObject({ isUseProhibited: false });
    expect(pass.number).toMatch(/^JD-2026-\d{6}$/);
  });

  it('of a calibration says what the client agreed to, and sets no validity', async () => {
    const { cast } = city;
    const rows = ['0', '50', '150'].map((reference) => ({ reference, indication: reference, mpe: '0.04' }));
    const change = {
      ...{ service: 'calibration', decisionRule: 'simple_acceptance', agreedIntervalMonths: 12 },
      ...{ addresseeName: '滨海医院检验中心', addresseeAddress: '毓璜顶路 1 号' },
    };
    const calibrated = await measured(CALIPER, 'JJG 30-2012', asGeneral('mm', rows), change);
    await life.approve(calibrated.reportId);
    const { content, number, kind } = await issued(calibrated.reportId);
    expect([kind, number]).toEqual(['metrology_calibration_certificate', 'JZ-2026-000001']);
    expect(content).toMatchObject({
      ...{ client: { name: '滨海医院检验中心', address: '毓璜顶路 1 号' }, conclusion: 'pass', conclusionText: null },
      ...{ validUntil: null, nextCalibrationOn: '2027-03-02', decisionRule: 'simple_acceptance', k: '2' },
      laboratory: {
        badge: {
          title: 'CNAS 认可校准',
          number: 'CNAS L0001（演示）',
          scope: expect.stringMatching(/^JJG 30-2012，0～/),
        },
      },
      standards: [{ traceabilityNo: expect.any(String), traceableUntil: '2030-11-30' }],
    });
    const { instrument } = await item(calibrated.id);
    expect(ok(await cast.hospital.get(`/v1/instruments/${instrument.id}`))).toMatchObject({
      ...{ lastCalibratedOn: TODAY, validUntil: null, isUseProhibited: false, certificateNo: null },
    });
    // The work is done and handed back, the money has not come.
    ok(await cast.metrologyClerk.post(`/v1/metrology-items/${calibrated.id}/hand-back`, {}));
    const unpaid = await cast.hospital.post(`/v1/metrology-orders/${calibrated.orderId}/order-closure`);
    expect(unpaid.body).toMatchObject({ status: 409, code: 'metrology.not_settled', dueFen: 5000 });
    const silent = await measured(CALIPER, 'JJG 30-2012', asGeneral('mm', rows), { service: 'calibration' });
    expect((await report(silent.reportId)).content).toMatchObject({
      ...{ conclusion: null, nextCalibrationOn: null, checks: [], decisionRule: 'none' },
    });
  });

  it('of every template is printed, as a preview and for good; long tables run over several pages', async () => {
    const { cast } = city;
    const rows = Array.from({ length: 120 }, (_, index) => {
      return { label: `测量点 ${index + 1}`, reference: `${index}.00`, indication: `${index}.010`, mpe: '0.04' };
    });
    const deviations = '未做重复性试验（按委托方要求）';
    const guarded = { service: 'calibration', decisionRule: 'guard_band' };
    const works = [
      await gauge(0.04),
      await measured(SCALE, 'JJG 539-2016', asScale(scaleReadings())),
      await measured(CALIPER, 'JJG 30-2012', { ...asGeneral('mm', rows), deviations }, guarded),
    ];
    // Digits that were read are part of the result, zeros too.
    const { content } = await report(works[2].reportId);
    expect(content.statements).toMatchObject(expect.arrayContaining([expect.objectContaining({ kind: 'deviations' })]));
    expect(content.results[119]).toMatchObject({ reference: '119.00', indication: '119.010', mpe: '0.04' });
    expect(content.tables[0].rows[119]).toEqual(expect.arrayContaining(['119.00', '119.010']));
    for (const { reportId } of works) {
      const preview = ok(await cast.metrologyChecker.post(`/v1/reports/${reportId}/previews`));
      const rendered = await until(async () => {
        const { body } = await cast.metrologyChecker.get(`/v1/reports/${reportId}/renderings/${preview.id}`);
        return ['ready', 'failed'].includes(body.state) && body;
      });
      // Nothing for machines leaves before the report is approved.
      expect(rendered).toMatchObject({ state: 'ready', failureReason: null, files: [{ document: 'certificate' }] });
      await life.approve(reportId);
      const { number, verificationUrl } = await issued(reportId);
      const { raw } = await cast.hospital.get(`/v1/reports/${reportId}/file`);
      await expectGenuine(raw, { code: verificationUrl, dccs: [`${number}.xml`] });
      const pages = raw.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
      expect(pages).toBeGreaterThanOrEqual(2);
      await forMachines(reportId, raw);
      if (reportId === works[2].reportId) expectPrinted(raw, `对方法的补充、偏离或删减：${deviations}`);
    }
  });

  /** The DCC alone is the one inside the PDF, and the content is what the hash is of. */
  async function forMachines(reportId: string, pdf: Buffer): Promise<void> {
    const get = (document: string) => city.cast.hospital.get(`/v1/reports/${reportId}/file?document=${document}`);
    const { number, contentHash, content } = await report(reportId);
    const dcc = await get('dcc');
    expect(dcc.headers).toMatchObject({ 'content-type': 'application/xml', etag: expect.stringMatching(/^"\w{64}"$/) });
    expect(String(dcc.headers['content-disposition'])).toContain(`attachment; filename="${number}-dcc.xml"`);
    expect(attachedTo(pdf, `${number}.xml`)).toBe(dcc.raw.toString());
    expect(dcc.raw.toString()).toContain(`<dcc:uniqueIdentifier>${number}</dcc:uniqueIdentifier>`);
    expect(content.statements.map(({ kind }: any) => kind)).toEqual(
      expect.arrayContaining(['item_only', 'traceability']),
    );
    const json = await get('content');
    expect(json.headers['content-type']).toContain('application/json');
    expect(createHash('sha256').update(json.raw).digest('hex')).toBe(contentHash);
    expect(JSON.parse(json.raw.toString())).toEqual(content);
    expect((await city.cast.nobody.get(`/v1/reports/${reportId}/file?document=dcc`)).status).toBe(401);
    expect((await city.cast.contractor.get(`/v1/reports/${reportId}/file?document=content`)).status).toBe(404);
  }
});
