import { startCity, type TestCity } from '../../support/city';
import { hasDccSchemas, schemaErrors } from '../../support/dcc';
import { TODAY } from '../../support/given';
import { until } from '../../support/until';
import { afterIssue, type AfterIssue, GROUNDS } from '../reports/after-issue';
import { asGauge, asGeneral, CALIPER, GAUGE, gaugeReadings, ok, orderLife, type OrderLife } from './order-life';
import { hardness, results, row, testingLife } from './testing-life';

const CLIENT = { pointer: '/client/name', value: '滨海医院（更正）' };
const STATED = { lastVerifiedOn: '2025-09-12', validUntil: '2026-03-11' };

describe('a certificate that is out', () => {
  let city: TestCity;
  let life: OrderLife;
  let after: AfterIssue;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
    const { secondVerifier, metrologyChecker, metrologySignatory, metrologyAdmin } = city.cast;
    const institution = { checker: metrologyChecker, approver: metrologySignatory, administrator: metrologyAdmin };
    after = afterIssue(city, { ...institution, author: secondVerifier });
    await city.startWorker();
    await after.alsoSigns(secondVerifier, await verified(await life.instrument()));
  });
  afterAll(() => city.close());

  const issued = (id: string): Promise<any> =>
    until(async () => {
      const found = ok(await city.cast.metrologyClerk.get(`/v1/reports/${id}`));
      return found.state === 'issued' && found;
    });
  async function verified(instrument: any, off = 0): Promise<any> {
    const { items } = await life.received([instrument], 'JJG 52-2013');
    const { reportId } = await life.result(items[0].id, asGauge(gaugeReadings(off)));
    await life.approve(reportId);
    return issued(reportId);
  }
  async function calibrated(): Promise<{ report: any; instrument: any }> {
    const instrument = await life.instrument(CALIPER);
    const rows = ['0', '50', '150'].map((reference) => ({ reference, indication: reference, mpe: '0.04' }));
    const { items } = await life.received([instrument], 'JJG 30-2012', { service: 'calibration' });
    const { reportId } = await life.result(items[0].id, asGeneral('mm', rows));
    await life.approve(reportId);
    return { report: await issued(reportId), instrument };
  }
  async function tested(): Promise<any> {
    const testing = testingLife(city);
    const { id: capabilityId } = await testing.capability();
    const item = await testing.assigned();
    const { reportId } = ok(await testing.enter(item.id, results([row({ capabilityId }), hardness()])));
    await life.approve(reportId);
    return issued(reportId);
  }
  const instrumentNow = async ({ id }: any): Promise<any> => ok(await city.cast.hospital.get(`/v1/instruments/${id}`));
  const dueOf = async ({ id }: any, kind: string): Promise<string[]> =>
    ok(await city.cast.hospital.get(`/v1/dues?subjectId=${id}`))
      .items.filter((due: any) => due.kind === kind && due.state === 'open')
      .map(({ dueOn }: any) => dueOn);
  const itemNow = async ({ subjectId }: any): Promise<any> =>
    ok(await city.cast.metrologyClerk.get(`/v1/metrology-items/${subjectId}`));
  const file = async ({ id }: any, document: string): Promise<string> =>
    (await city.cast.metrologyClerk.get(`/v1/reports/${id}/file?document=${document}`)).raw.toString();

  it('of a verification is amended under a number after its own; item, instrument and due name the new one', async () => {
    const { hospital, stranger } = city.cast;
    const instrument = await life.instrument();
    const old = await verified(instrument);
    const amended = await after.amended(old, [CLIENT]);
    expect([amended.number, amended.kind]).toEqual([`${old.number}-A1`, 'metrology_verification_certificate']);
    expect(amended.content).toMatchObject({
      client: { name: CLIENT.value },
      amendment: {
        replaces: { number: old.number, issuedOn: TODAY },
        reason: '委托单位名称有误',
        changes: [{ pointer: CLIENT.pointer, before: old.content.client.name, after: CLIENT.value }],
      },
    });
    expect((await itemNow(old)).reportId).toBe(amended.id);
    expect(await instrumentNow(instrument)).toMatchObject({
      ...{ certificateNo: amended.number, validUntil: '2026-09-01', lastVerifiedOn: TODAY, isUseProhibited: false },
    });
    expect(await dueOf(instrument, 'instrument_verification')).toEqual(['2026-09-01']);
    const successor = { number: amended.number, href: new URL(amended.verificationUrl).pathname };
    expect((await after.scan(old)).body).toMatchObject({ status: 'superseded', successor, endedOn: TODAY });
    expect((await after.scan(amended)).body).toMatchObject({ status: 'valid', successor: null });
    expect((await hospital.get(`/v1/reports/${old.id}/file`)).status).toBe(200);
    expect((await stranger.get(`/v1/reports/${amended.id}`)).status).toBe(404);
    expect(await after.told(hospital, 'report.issue', amended.number)).toBe(1);
    expect(await after.told(stranger, 'report.issue', amended.number)).toBe(0);
  });

  it('of a verification is revoked: the instrument goes back to the certificate before, then to what was stated', async () => {
    const { hospital, regulator, metrologyClerk, metrologyAdmin, stranger } = city.cast;
    const instrument = await life.instrument({ ...GAUGE, ...STATED });
    expect(await dueOf(instrument, 'instrument_verification')).toEqual([STATED.validUntil]);
    const first = await verified(instrument);
    const second = await verified(instrument, 0.06);
    expect(await instrumentNow(instrument)).toMatchObject({ isUseProhibited: true, certificateNo: second.number });

    // A rejection that was wrong: the ban is lifted, and the pass before it holds again.
    await after.revoked(second);
    const again = { isUseProhibited: false, certificateNo: first.number, validUntil: '2026-09-01' };
    expect(await instrumentNow(instrument)).toMatchObject({ ...again, lastVerifiedOn: TODAY });
    const proposal = await after.propose(first);
    // Nothing moves before the second of the two has agreed.
    expect(await instrumentNow(instrument)).toMatchObject(again);
    expect((await after.scan(first)).body.status).toBe('valid');
    ok(await metrologyAdmin.post(`/v1/report-revocations/${proposal.id}/confirmation`));
    expect(await instrumentNow(instrument)).toMatchObject({ ...STATED, isUseProhibited: false, certificateNo: null });
    expect(await dueOf(instrument, 'instrument_verification')).toEqual([STATED.validUntil]);

    const seen = { status: 'revoked', reason: GROUNDS.publicReason, successor: null, endedOn: TODAY };
    for (const { number, ...report } of [first, second]) {
      expect((await after.scan(report)).body).toMatchObject({ ...seen, number });
      expect((await after.scan(report, 'text/html')).body).toContain(GROUNDS.publicReason);
      // The gauge stands under mandatory verification: its regulator is told, too.
      for (const caller of [hospital, regulator, metrologyClerk]) {
        expect(await after.told(caller, 'report.revoke', number)).toBe(1);
      }
      expect(await after.told(stranger, 'report.revoke', number)).toBe(0);
    }
    const [revocation] = ok(await hospital.get(`/v1/reports/${first.id}/revocations`)).items;
    expect(revocation).toMatchObject({
      state: 'effective',
      reason: GROUNDS.reason,
      decidedById: metrologyAdmin.userId,
    });
    const { items } = ok(await hospital.get(`/v1/metrology-items/${first.subjectId}/history`));
    expect(items.at(-1)).toMatchObject({ event: 'revoke_certificate', details: { number: first.number } });
    expect((await after.amend(first, [CLIENT])).body).toMatchObject({ code: 'reports.not_in_force', state: 'revoked' });
  });

  it('of a rejection is amended, and the ban stands; the amendment is revoked, and it is lifted', async () => {
    const instrument = await life.instrument();
    const notice = await verified(instrument, 0.06);
    expect(notice.kind).toBe('metrology_rejection_notice');
    const amended = await after.amended(notice, [{ pointer: '/instrument/serialNo', value: 'T-更正' }], '出厂编号有误');
    expect(amended.number).toBe(`${notice.number}-A1`);
    expect(await instrumentNow(instrument)).toMatchObject({ isUseProhibited: true, certificateNo: amended.number });
    await after.revoked(amended);
    expect(await instrumentNow(instrument)).toMatchObject({ isUseProhibited: false, certificateNo: null });
    expect((await after.scan(amended)).body).toMatchObject({ status: 'revoked', reason: GROUNDS.publicReason });
    // What it had replaced does not come back.
    expect((await after.scan(notice)).body).toMatchObject({
      status: 'superseded',
      successor: { number: amended.number },
    });
  });

  it('of a calibration tells machines, too, which one it replaces; what it must say cannot be amended away', async () => {
    const { regulator, hospital } = city.cast;
    const { report: old, instrument } = await calibrated();
    const without = await after.amend(old, [{ pointer: '/client/address', value: null }]);
    expect(without.body).toMatchObject({
      ...{ status: 422, code: 'reports.incomplete' },
      errors: [{ pointer: '/client/address', code: 'field.report_lacks', clause: 'JJF 1071-2010' }],
    });
    const amended = await after.amended(old, [CLIENT]);
    expect(amended.number).toBe(`${old.number}-A1`);
    const [dcc, former] = [await file(amended, 'dcc'), await after.scan(old)];
    expect(former.body).toMatchObject({ status: 'superseded', successor: { number: amended.number } });
    const hash = former.body.files.find(({ document }: any) => document === 'dcc').sha256;
    expect(dcc).toContain(`<dcc:uniqueIdentifier>${amended.number}</dcc:uniqueIdentifier>`);
    expect(dcc).toContain(`<dcc:replacedUniqueIdentifier>${old.number}</dcc:replacedUniqueIdentifier>`);
    expect(dcc).toMatch(new RegExp(`<dcc:previousReport>[^]*<dcc:referralID>${old.number}<[^]*<dcc:value>${hash}<`));
    expect(dcc).toMatch(new RegExp(`refType="nqi_amendment"[^]*委托单位名称有误[^]*${CLIENT.value}`));
    expect(await file(old, 'dcc')).not.toMatch(/previousReport|reportAmendedSubstituted/);
    if (hasDccSchemas) expect(schemaErrors([dcc])).toEqual([[]]);

    expect(await instrumentNow(instrument)).toMatchObject({ lastCalibratedOn: TODAY });
    await after.revoked(amended);
    expect(await instrumentNow(instrument)).toMatchObject({ lastCalibratedOn: null });
    // Nothing that the law binds.
    expect(await after.told(regulator, 'report.revoke', amended.number)).toBe(0);
    expect(await after.told(hospital, 'report.revoke', amended.number)).toBe(1);
  });

  it('of a test is amended and revoked; its client is told, and the sample says so', async () => {
    const { machineShop, regulator } = city.cast;
    const old = await tested();
    const required = { pointer: '/work/condition', value: null };
    expect((await after.amend(old, [required])).body).toMatchObject({
      ...{
        code: 'reports.incomplete',
        errors: [{ pointer: required.pointer, clause: 'ISO/IEC 17025:2017 7.8.2.1 g' }],
      },
    });
    const amended = await after.amended(old, [{ pointer: '/sample/batchNo', value: 'B20260210' }], '批号有误');
    expect(amended.number).toBe(`${old.number}-A1`);
    expect((await itemNow(old)).reportId).toBe(amended.id);
    expect((await after.scan(old)).body).toMatchObject({ status: 'superseded', successor: { number: amended.number } });
    expect(await after.told(machineShop, 'report.issue', amended.number)).toBe(1);
    await after.revoked(amended);
    expect((await after.scan(amended)).body).toMatchObject({ status: 'revoked', reason: GROUNDS.publicReason });
    expect(await after.told(machineShop, 'report.revoke', amended.number)).toBe(1);
    expect(await after.told(regulator, 'report.revoke', amended.number)).toBe(0);
    const { items } = ok(await machineShop.get(`/v1/metrology-items/${old.subjectId}/history`));
    expect(items.at(-1)).toMatchObject({ event: 'revoke_report', details: { number: amended.number } });
  });
});
