import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { colleague, enterpriseIn, ok, register, registrationOf } from './given-organisations';

const PLACE = { longitude: '121.391382', latitude: '37.539297' };

describe('the facts of an organisation', () => {
  let city: TestCity;
  const pathOf = ({ organisationId }: Caller): string => `/v1/organisations/${organisationId}`;
  const versionOf = async (admin: Caller): Promise<string> => String((await admin.get(pathOf(admin))).headers.etag);
  const change = async (who: Caller, body: object, of: Caller = who, etag?: string): Promise<Answer> =>
    who.patch(pathOf(of), body, { 'if-match': etag ?? (await versionOf(of)) });
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('are changed by an administrator, and taken away by null', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const facts = { nameEn: 'Anju', districtCode: '370602', address: '南大街 1 号', phone: '0535-6000001', ...PLACE };
    const answer = await change(admin, facts);
    expect(answer).toMatchObject({ status: 200, body: { ...facts, version: 2 }, headers: { etag: '"2"' } });
    expect(ok(await city.cast.stranger.get(pathOf(admin)))).toMatchObject(facts);
    const gone = { longitude: null, latitude: null, address: null };
    expect(ok(await change(admin, gone))).toMatchObject({ ...gone, nameEn: 'Anju' });
    const { items } = ok(await admin.get(`${pathOf(admin)}/history`));
    expect(items.map(({ event }: any) => event)).toEqual(['register', 'change', 'change']);
    expect(items[1].details.fields.sort()).toEqual(Object.keys(facts).sort());
  });

  it.each([
    ['a longitude alone', { longitude: '121.4' }, '/latitude', 'field.required'],
    ['a latitude alone', { latitude: '37.5' }, '/longitude', 'field.required'],
    ['a longitude beyond the globe', { ...PLACE, longitude: '180.1' }, '/longitude', 'field.wrong_type'],
    ['a latitude beyond the pole', { ...PLACE, latitude: '-90.5' }, '/latitude', 'field.wrong_type'],
    ['a number for a decimal', { ...PLACE, latitude: 37.5 }, '/latitude', 'field.wrong_type'],
    ['an exponent', { ...PLACE, longitude: '1e2' }, '/longitude', 'field.wrong_type'],
    ['another code', { uscc: '91370602MA3CX7TE1D' }, '/uscc', 'field.unknown'],
    ['other capabilities', { capabilities: ['institution'] }, '/capabilities', 'field.unknown'],
    ['a state', { state: 'verified' }, '/state', 'field.unknown'],
    ['an unknown district', { districtCode: '370699' }, '/districtCode', 'field.unknown_district'],
    ['no name', { name: null }, '/name', 'field.required'],
    ['a name of one character', { name: '企' }, '/name', 'field.too_short'],
  ])('do not take %s', async (_, body, pointer, code) => {
    const admin = await enterpriseIn(city, 'registered');
    expect(await change(admin, body)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    expect(await versionOf(admin)).toBe('"1"');
  });

  it.each([
    ['-180', '-90'],
    ['180.0', '90.00000000'],
    ['0', '0'],
  ])('take %s, %s', async (longitude, latitude) => {
    const admin = await register(city, registrationOf({ longitude, latitude }));
    expect(admin.answer.organisation).toMatchObject({ longitude, latitude });
    expect(ok(await admin.get(pathOf(admin)))).toMatchObject({ longitude, latitude });
  });

  it('are registered with both coordinates or none', async () => {
    const answer = await city.cast.nobody.post('/v1/auth/registration', registrationOf({ longitude: '121.4' }));
    const errors = [{ pointer: '/organisation/latitude', code: 'field.required' }];
    expect(answer).toMatchObject({ status: 400, body: { errors } });
  });

  it('are changed by nobody else', async () => {
    const admin = await enterpriseIn(city, 'registered');
    const user = await colleague(city, admin, ['ent_user']);
    const { operator, stranger, userUnit, admin: institution, nobody } = city.cast;
    for (const who of [user, operator, stranger, userUnit, institution, nobody]) {
      const { status } = await change(who, { address: '别处' }, admin);
      expect(status).toBe(who === nobody ? 401 : 403);
    }
    expect(ok(await admin.get(pathOf(admin))).address).toBeNull();
  });

  it('are changed on the ground of what was read', async () => {
    const admin = await enterpriseIn(city, 'registered');
    expect((await admin.patch(pathOf(admin), { address: '一' })).body.code).toBe('precondition.required');
    expect((await change(admin, { address: '一' }, admin, '"7"')).body.code).toBe('precondition.stale');
    const answers = await Promise.all(['一', '二'].map((address) => change(admin, { address }, admin, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('with another name have to be verified again', async () => {
    const admin = await enterpriseIn(city, 'verified');
    ok(await change(admin, { address: '新址' }));
    expect(ok(await admin.get(pathOf(admin)))).toMatchObject({ state: 'verified' });
    const renamed = ok(await change(admin, { name: '更名后的企业' }));
    expect(renamed).toMatchObject({ name: '更名后的企业', state: 'registered', verifiedAt: null });
    const { items } = ok(await admin.get(`${pathOf(admin)}/history`));
    expect(items.at(-1)).toMatchObject({ event: 'rename', details: { after: '更名后的企业' } });
  });

  it('keep their name while they are verified', async () => {
    const admin = await enterpriseIn(city, 'verifying');
    const answer = await change(admin, { name: '趁机更名' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.under_review', action: expect.any(String) } });
    expect(ok(await change(admin, { address: '新址' }))).toMatchObject({ state: 'verifying' });
  });
});
