import { randomUUID } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { given } from '../../support/given';

const MISSING = '0190a000-0000-7000-8000-000000000000';

/** Everything that can be said of a device. */
const WHOLE = {
  ...{ categoryCode: '3110', registrationCode: '31103706022024030012', deviceCode: '311010256202401234' },
  ...{ useRegistrationNo: '梯11鲁F00123(24)', internalNo: '99号楼1单元', productNo: 'P-7', rescueNo: '123456' },
  ...{ model: 'YT-P1000', manufacturer: '演示电梯制造有限公司', manufacturedOn: '2020-01-08', districtCode: '370602' },
  ...{ siteName: '海韵花园', address: '烟台市芝罘区滨海路 1 号', ratedLoadKg: '1000.00', ratedSpeedMs: '1.750' },
  ...{ floors: 18, stops: 17, doors: 18, liftHeightM: '54.00', sectionLengthM: null, nominalWidthMm: null },
  ...{ inclinationDeg: null, isPublicTransport: false, baseMonth: '2020-05', lastPassedOn: '2024-05-13' },
};

describe('the register of devices', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const register = (facts: object): Promise<Answer> =>
    city.cast.userUnit.post('/v1/elevators', { address: '某路 1 号', ...facts });
  const pointers = ({ body }: Answer): string[] => body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`);

  it('takes a device with all its facts, and answers with them, the defaults and the computed due dates', async () => {
    const { cast } = city;
    const answer = await register({ ...WHOLE, maintenanceUnitId: cast.contractor.organisationId });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...WHOLE,
      userUnitId: cast.userUnit.organisationId,
      maintenanceUnitId: cast.contractor.organisationId,
      institutionId: cast.clerk.organisationId,
      // Base 2020-05 and passed in 2024: year 7 is the next inspection, year 5 and 6 are self-tests.
      ...{ nextInspectionDueOn: '2027-05-31', nextSelfTestDueOn: '2025-05-31', scheduleRule: 't7001-2023' },
      ...{ state: 'in_use', isUseProhibited: false, version: 1 },
    });
    expect((await cast.clerk.get(`/v1/elevators/${answer.body.id}`)).body).toEqual(answer.body);
    const { body: timeline } = await cast.contractor.get(`/v1/elevators/${answer.body.id}/history`);
    expect(timeline.items).toEqual([
      expect.objectContaining({ event: 'register', fromState: null, toState: 'in_use', actorId: cast.userUnit.userId }),
    ]);
    const again = await register({ ...WHOLE, internalNo: 'another' });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      code: 'elevators.device_exists',
      field: 'registrationCode',
      existing: { id: answer.body.id, href: `/v1/elevators/${answer.body.id}` },
    });
  });

  it('does not tell a stranger whose device has the code', async () => {
    const registrationCode = '31103706022024039001';
    await register({ registrationCode });
    const { status, body } = await city.cast.stranger.post('/v1/elevators', { address: 'A', registrationCode });
    expect([status, body.code, body.existing]).toEqual([409, 'elevators.device_exists', undefined]);
  });

  it.each([
    ['a month 13', { registrationCode: '31103706022024130012' }, '/registrationCode field.bad_registration_code'],
    ['a wrong length', { registrationCode: '3110370602202403001' }, '/registrationCode field.bad_registration_code'],
    ['letters in it', { registrationCode: '3110370602202403ABCD' }, '/registrationCode field.bad_registration_code'],
    [
      'another kind of equipment',
      { registrationCode: '41103706022024030012' },
      '/registrationCode field.bad_registration_code',
    ],
    ['an unknown district', { registrationCode: '31103799992024030012' }, '/registrationCode field.unknown_district'],
    ['only blanks', { registrationCode: '   ' }, '/registrationCode field.bad_registration_code'],
    ['a device code of 16', { deviceCode: '3110102562024012' }, '/deviceCode field.bad_device_code'],
    ['an empty device code', { deviceCode: '', internalNo: 'E-1' }, '/deviceCode field.bad_device_code'],
    [
      'an empty certificate',
      { useRegistrationNo: ' ', internalNo: 'E-2' },
      '/useRegistrationNo field.bad_use_registration_no',
    ],
    ['a blank number', { internalNo: '  ' }, '/internalNo field.required'],
    ['an unknown category', { internalNo: 'E-3', categoryCode: '9999' }, '/categoryCode field.unknown_category'],
    [
      'an unknown district of its own',
      { internalNo: 'E-4', districtCode: '379999' },
      '/districtCode field.unknown_district',
    ],
    ['a base month to come', { internalNo: 'E-5', baseMonth: '2026-04' }, '/baseMonth field.too_large'],
    ['an inspection to come', { internalNo: 'E-6', lastPassedOn: '2026-03-03' }, '/lastPassedOn field.too_large'],
    ['a base month 13', { internalNo: 'E-7', baseMonth: '2025-13' }, '/baseMonth field.wrong_type'],
    ['floors as text', { internalNo: 'E-8', floors: '18' }, '/floors field.wrong_type'],
    ['a load as a number', { internalNo: 'E-9', ratedLoadKg: 1000 }, '/ratedLoadKg field.wrong_type'],
    ['a load finer than it is kept', { internalNo: 'E-10', ratedLoadKg: '1000.125' }, '/ratedLoadKg field.wrong_type'],
    ['a speed of 31 m/s', { internalNo: 'E-11', ratedSpeedMs: '31' }, '/ratedSpeedMs field.wrong_type'],
    [
      'a week instead of a day',
      { internalNo: 'E-12', manufacturedOn: '2026-W10-1' },
      '/manufacturedOn field.wrong_type',
    ],
    ['the 30th of February', { internalNo: 'E-13', manufacturedOn: '2026-02-30' }, '/manufacturedOn field.wrong_type'],
    ['a picture in the address', { internalNo: 'E-14', address: '😀 路' }, '/address field.unreadable_characters'],
    ['a blank address', { internalNo: 'E-15', address: '  ' }, '/address field.required'],
    ['no address', { internalNo: 'E-16', address: null }, '/address field.wrong_type'],
    ['a long address', { internalNo: 'E-17', address: '路'.repeat(201) }, '/address field.too_long'],
    ['a field of its own', { internalNo: 'E-18', colour: 'red' }, '/colour field.unknown'],
  ])('refuses a device with %s', async (_, facts, problem) => {
    const answer = await register(facts);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(pointers(answer)).toEqual([problem]);
  });

  it('names every wrong place at once', async () => {
    const answer = await register({
      registrationCode: 'x',
      deviceCode: 'y',
      districtCode: '379999',
      baseMonth: '2030-01',
    });
    expect(pointers(answer)).toHaveLength(4);
    expect(pointers(await register({ floors: 0, stops: '1', unknown: 1 }))).toHaveLength(3);
  });

  it('keeps one spelling of codes, however they are typed', async () => {
    const { body } = await register({
      registrationCode: ' ３１１０３７０６０２２０２４０３０８０１ ',
      deviceCode: '31101025620240abc',
      useRegistrationNo: '梯11鲁f00801（24）',
      internalNo: ' 8号楼 ',
    });
    const kept = { registrationCode: '31103706022024030801', deviceCode: '31101025620240ABC', internalNo: '8号楼' };
    expect(body).toMatchObject({ ...kept, useRegistrationNo: '梯11鲁F00801(24)' });
    for (const search of [
      'registrationCode=３１１０３７０６０２２０２４０３０８０１',
      'deviceCode=31101025620240abc',
      'useRegistrationNo=梯11鲁F00801（24）',
      'internalNo= 8号楼',
    ]) {
      const { items } = (await city.cast.userUnit.get(`/v1/elevators?${encodeURI(search)}`)).body;
      expect([search, items.map(({ id }: any) => id)]).toEqual([search, [body.id]]);
    }
  });

  it('takes no device without any code, and no number twice within one unit', async () => {
    const answer = await register({ productNo: 'P' });
    expect([answer.status, answer.body.code]).toEqual([422, 'elevators.unidentified']);
    expect((await register({ internalNo: 'twice' })).status).toBe(201);
    expect((await register({ internalNo: 'twice' })).body).toMatchObject({ status: 409, field: 'internalNo' });
    const elsewhere = await city.cast.stranger.post('/v1/elevators', { address: 'A', internalNo: 'twice' });
    expect(elsewhere.status).toBe(201);
  });

  it('lets a user unit register its own devices only, an institution those of any user unit', async () => {
    const { userUnit, contractor, clerk, stranger, inspector, nobody } = city.cast;
    const facts = { address: 'A', internalNo: 'whose' };
    const foreign = { ...facts, userUnitId: userUnit.organisationId };
    expect((await stranger.post('/v1/elevators', foreign)).body.code).toBe('elevators.not_your_unit');
    expect((await contractor.post('/v1/elevators', facts)).body.code).toBe('elevators.not_your_unit');
    expect(pointers(await clerk.post('/v1/elevators', facts))).toEqual(['/userUnitId field.unknown_organisation']);
    expect((await inspector.post('/v1/elevators', foreign)).status).toBe(403);
    expect((await nobody.post('/v1/elevators', foreign)).status).toBe(401);
    const { status, body } = await clerk.post('/v1/elevators', foreign);
    expect([status, body.userUnitId, body.institutionId]).toEqual([201, userUnit.organisationId, clerk.organisationId]);
    const wrong = { maintenanceUnitId: userUnit.organisationId, institutionId: randomUUID(), internalNo: 'refs' };
    expect(pointers(await register(wrong))).toEqual([
      '/maintenanceUnitId field.unknown_organisation',
      '/institutionId field.unknown_organisation',
    ]);
  });

  it('changes a device only on the ground of its present version', async () => {
    const { userUnit } = city.cast;
    const { id, version } = await given(city).elevator();
    const path = `/v1/elevators/${id}`;
    const change = { siteName: '新名' };
    expect((await userUnit.patch(path, change)).body.code).toBe('precondition.required');
    expect((await userUnit.patch(path, change, { 'if-match': '"77"' })).body.code).toBe('precondition.stale');
    expect((await userUnit.patch(path, change, { 'if-match': 'anything' })).status).toBe(412);
    const answer = await userUnit.patch(path, change, { 'if-match': `"${version}"` });
    expect([answer.status, answer.body.siteName, answer.headers.etag]).toEqual([200, '新名', `"${version + 1}"`]);
    expect((await userUnit.patch(path, change, { 'if-match': `"${version}"` })).status).toBe(412);
    // Connections first: a request that has to open one loses every race.
    await Promise.all(Array.from({ length: 8 }, () => userUnit.get(path)));
    const race = await Promise.all(
      [...'ABCDEF'].map((siteName) => userUnit.patch(path, { siteName }, { 'if-match': `"${version + 1}"` })),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const { headers } = await userUnit.get(path);
    const unchanged = await userUnit.get(path, { 'if-none-match': headers.etag ?? '' });
    expect([unchanged.status, unchanged.raw.length]).toEqual([304, 0]);
    const last = (await userUnit.get(`${path}/history`)).body.items.at(-1);
    expect(last).toMatchObject({ event: 'change', details: { fields: ['siteName'] } });
  });

  it('takes away a fact that is null, except those that no device can be without', async () => {
    const { userUnit, clerk, contractor } = city.cast;
    const { id } = await given(city).elevator();
    const edit = async (by: typeof clerk, change: object): Promise<Answer> => {
      const { version } = (await userUnit.get(`/v1/elevators/${id}`)).body;
      return by.patch(`/v1/elevators/${id}`, change, { 'if-match': `"${version}"` });
    };
    expect((await edit(userUnit, { floors: null })).body.floors).toBeNull();
    for (const field of ['address', 'state', 'isPublicTransport']) {
      expect(pointers(await edit(userUnit, { [field]: null }))).toEqual([`/${field} field.required`]);
    }
    expect((await edit(userUnit, { internalNo: null })).body).toMatchObject({
      status: 422,
      code: 'elevators.unidentified',
    });
    expect(pointers(await edit(userUnit, { maintenanceUnitId: userUnit.organisationId }))).toEqual([
      '/maintenanceUnitId field.unknown_organisation',
    ]);
    for (const schedule of [{ baseMonth: '2024-03' }, { baseMonth: null }, { lastPassedOn: '2026-01-01' }]) {
      expect((await edit(userUnit, schedule)).body).toMatchObject({ status: 409, code: 'elevators.schedule_fixed' });
    }
    const moved = await edit(clerk, { baseMonth: '2024-06' });
    expect(moved.body).toMatchObject({ baseMonth: '2024-06', nextInspectionDueOn: '2025-06-30' });
    const none = { baseMonth: null, nextInspectionDueOn: null, nextSelfTestDueOn: null, scheduleRule: null };
    expect((await edit(clerk, { baseMonth: null })).body).toMatchObject(none);
    expect((await edit(userUnit, { baseMonth: '2025-01' })).body.nextInspectionDueOn).toBe('2026-01-31');
    expect((await edit(contractor, { siteName: 'X' })).body).toMatchObject({ status: 403, code: 'access.forbidden' });
  });

  it('answers a stranger as if the device were not there', async () => {
    const { stranger } = city.cast;
    const { id } = await given(city).elevator();
    const answer = async (one: string, suffix: string): Promise<object> => {
      const path = `/v1/elevators/${one}${suffix}`;
      const { status, body, headers } = await stranger.get(path, { 'x-request-id': 'same' });
      expect(body.instance).toBe(path);
      return { status, body: { ...body, instance: '' }, headers: { ...headers, 'content-length': '' } };
    };
    for (const suffix of ['', '/history']) {
      const foreign = await answer(id, suffix);
      expect(foreign).toMatchObject({ status: 404, body: { code: 'record.not_found', traceId: 'same' } });
      expect(foreign).toEqual(await answer(MISSING, suffix));
    }
    const edit = { 'if-match': '"1"' };
    expect((await stranger.patch(`/v1/elevators/${id}`, { floors: 1 }, edit)).status).toBe(404);
    expect((await stranger.get('/v1/elevators/not-an-id')).status).toBe(404);
  });
});
