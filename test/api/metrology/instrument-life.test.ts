import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { gauge, ledgerOf } from './ledger';

describe('an instrument of the ledger', () => {
  let city: TestCity;
  let hospital: Caller;
  beforeAll(async () => {
    city = await startCity();
    ({ hospital } = city.cast);
  });
  afterAll(() => city.close());

  const { register, patch, read, validity } = ledgerOf(() => city);
  const NOTHING = { verifiedOn: null, validUntil: null, certificateNo: null, isUseProhibited: false };
  const certify = (id: string, standing: any, event: any = 'verify'): Promise<void> =>
    validity((service, tx) =>
      service.certified(tx, id, { ...NOTHING, lastCalibratedOn: null, ...standing }, { event, details: {} }),
    );

  it('is filed by keeping it, returned by the regulator of its district and filed again', async () => {
    const { regulator, operator, machineShop } = city.cast;
    const draft = await register(gauge({ isDraft: true }));
    expect(draft.openEvents).toEqual([{ event: 'file', href: `/v1/instruments/${draft.id}/filing` }]);
    for (const caller of [regulator, operator, machineShop]) {
      expect((await caller.get(`/v1/instruments/${draft.id}`)).status).toBe(404);
      expect((await caller.post(`/v1/instruments/${draft.id}/return`, { reason: 'x' })).status).toBe(404);
    }
    expect((await hospital.post(`/v1/instruments/${draft.id}/filing`)).body).toMatchObject({ state: 'filed' });
    const twice = await hospital.post(`/v1/instruments/${draft.id}/filing`);
    expect([twice.status, twice.body.code, twice.body.state]).toEqual([409, 'workflow.wrong_state', 'filed']);
    expect((await read(draft.id, regulator)).openEvents).toEqual([
      { event: 'return', href: `/v1/instruments/${draft.id}/return` },
    ]);
    for (const caller of [hospital, operator]) {
      const { status, body } = await caller.post(`/v1/instruments/${draft.id}/return`, { reason: '缺照片' });
      expect([status, body.code]).toEqual([403, 'workflow.not_a_party']);
    }
    expect((await regulator.post(`/v1/instruments/${draft.id}/return`, { reason: ' ' })).status).toBe(400);
    const returned = await Promise.all(
      [1, 2].map(() => regulator.post(`/v1/instruments/${draft.id}/return`, { reason: '安装地点不明' })),
    );
    expect(returned.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await read(draft.id)).toMatchObject({ state: 'returned', returnReason: '安装地点不明' });
    const foreign = await regulator.post(`/v1/instruments/${draft.id}/filing`);
    expect([foreign.status, foreign.body.code]).toEqual([403, 'workflow.not_a_party']);
    expect((await patch(await read(draft.id), { usePlace: '1 号锅炉' })).body).toMatchObject({ state: 'returned' });
    expect((await hospital.post(`/v1/instruments/${draft.id}/filing`)).body).toMatchObject({
      state: 'filed',
      returnReason: null,
    });
    const { body } = await hospital.get(`/v1/instruments/${draft.id}/history`);
    expect(body.items.map(({ event, note }: any) => [event, note])).toEqual([
      ...[
        ['draft', null],
        ['file', null],
        ['return', '安装地点不明'],
        ['change', null],
        ['file', null],
      ],
    ]);
  });

  it('is bound by the law against catalogue and purpose when the regulator says so', async () => {
    const { regulator, operator } = city.cast;
    const one = await register(gauge({ purpose: 'other' }));
    const override = (isMandatory: unknown, version: number, caller = regulator): Promise<Answer> =>
      patch({ ...one, version }, { isMandatory, reason: '用于安全阀前' }, caller, '/mandatory-override');
    for (const caller of [hospital, operator]) {
      const { status, body } = await override(true, 1, caller);
      expect([status, body.code]).toEqual([403, 'access.forbidden']);
    }
    expect((await override(true, 1)).body).toMatchObject({
      ...{ isMandatory: true, mandatoryOverride: true, mandatoryOverrideReason: '用于安全阀前', version: 2 },
    });
    expect((await override(false, 1)).status).toBe(412);
    // A change of the owner does not undo it.
    expect((await patch({ ...one, version: 2 }, { catalogueItemCode: null })).body).toMatchObject({
      isMandatory: true,
    });
    expect((await override(null, 3)).body).toMatchObject({ isMandatory: false, mandatoryOverrideReason: null });
    for (const body of [{ isMandatory: true }, { reason: 'x' }, { isMandatory: 'yes', reason: 'x' }]) {
      expect((await patch({ ...one, version: 4 }, body, regulator, '/mandatory-override')).status).toBe(400);
    }
    const { body } = await hospital.get(`/v1/instruments/${one.id}/history`);
    expect(body.items.filter(({ event }: any) => event === 'override_mandatory')).toHaveLength(2);
  });

  it('changes on the ground of the version that was read', async () => {
    const one = await register(gauge({ lastVerifiedOn: '2026-01-10', remark: 'x' }));
    const path = `/v1/instruments/${one.id}`;
    expect((await hospital.patch(path, { remark: 'y' })).body.code).toBe('precondition.required');
    expect((await patch({ ...one, version: 7 }, { remark: 'y' })).body.code).toBe('precondition.stale');
    const racing = await Promise.all(['a', 'b', 'c'].map((remark) => patch(one, { remark })));
    expect(racing.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const changed = await patch(await read(one.id), { purpose: 'other', measuringRange: '0~25 MPa', remark: null });
    expect(changed.body).toMatchObject({ isMandatory: false, range: { high: '25' }, remark: null, version: 3 });
    // A new day of verification moves the proposed validity with it.
    const verified = await patch(changed.body, { lastVerifiedOn: '2026-02-01' });
    expect(verified.body.validUntil).toBe('2026-07-31');
    for (const [change, pointer, code] of [
      [{ name: null }, '/name', 'field.required'],
      [{ status: null }, '/status', 'field.required'],
      [{ validUntil: '2026-01-31' }, '/validUntil', 'field.too_small'],
      [{ lastVerifiedOn: '2026-03-03' }, '/lastVerifiedOn', 'field.too_large'],
      [{ catalogueItemCode: 'QJ-99' }, '/catalogueItemCode', 'field.unknown_catalogue_item'],
      [{ regulationSeries: 'JJG 9999' }, '/regulationSeries', 'field.unknown_regulation'],
      [{ districtCode: '370799' }, '/districtCode', 'field.unknown_district'],
      [{ name: 'ﷺ'.repeat(60) }, '/name', 'field.too_long'],
      [{ ownerId: one.ownerId }, '/ownerId', 'field.unknown'],
    ] as const) {
      const { status, body } = await patch(verified.body, change);
      expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ pointer, code })]);
    }
    expect(await read(one.id)).toEqual(verified.body);
    const { machineShop, regulator, clerk } = city.cast;
    for (const caller of [machineShop, clerk])
      expect((await patch(verified.body, { remark: 'z' }, caller)).status).toBe(404);
    expect((await patch(verified.body, { remark: 'z' }, regulator)).body.code).toBe('access.forbidden');
  });

  it('is valid until the certificate says, and prohibited after a failure until it passes', async () => {
    const one = await register(gauge({ lastVerifiedOn: '2025-06-01' }));
    await certify(one.id, { verifiedOn: '2026-02-10', validUntil: '2026-08-09', certificateNo: 'JD-1' });
    const passed = await read(one.id);
    expect(passed).toMatchObject({ lastVerifiedOn: '2026-02-10', validUntil: '2026-08-09', certificateNo: 'JD-1' });
    const fixed = await patch(passed, { validUntil: '2030-01-01' });
    expect([fixed.status, fixed.body.code, fixed.body.certificateNo]).toEqual([
      409,
      'metrology.validity_fixed',
      'JD-1',
    ]);
    expect((await patch(passed, { usePlace: '2 号锅炉' })).status).toBe(200);
    const first = { verifiedOn: '2026-02-10', validUntil: '2026-08-09' };
    await certify(one.id, { ...first, certificateNo: 'TZ-1', isUseProhibited: true }, 'prohibit');
    const failed = await read(one.id);
    expect(failed).toMatchObject({ isUseProhibited: true, validUntil: '2026-08-09', certificateNo: 'TZ-1' });
    const second = { verifiedOn: '2026-03-01', validUntil: '2026-08-31', certificateNo: 'JD-2' };
    await certify(one.id, second);
    expect(await read(one.id)).toMatchObject({ isUseProhibited: false, validUntil: '2026-08-31' });
    await certify(one.id, { ...second, lastCalibratedOn: '2026-03-02' }, 'calibrate');
    expect(await read(one.id)).toMatchObject({
      lastCalibratedOn: '2026-03-02',
      validUntil: '2026-08-31',
      certificateNo: 'JD-2',
    });
    // Every certificate was revoked: what the owner had stated holds again.
    await certify(one.id, NOTHING, 'revoke_certificate');
    expect(await read(one.id)).toMatchObject({
      lastVerifiedOn: '2025-06-01',
      certificateNo: null,
      lastCalibratedOn: null,
    });
    const { body } = await hospital.get(`/v1/instruments/${one.id}/history`);
    expect(body.items.map(({ event }: any) => event)).toEqual([
      ...['enter', 'verify', 'change', 'prohibit', 'verify', 'calibrate', 'revoke_certificate'],
    ]);
  });
});
