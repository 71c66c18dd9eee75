import { UserService } from '@nqi/platform/identity';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, callerOf } from '../../support/client';
import { usccOf } from './uscc-of';

const TAKEN_PHONE = '13800000011';

let serial = 0;

/** An enterprise that nobody has registered yet, unless the changes say so. */
function registration(organisation: object = {}, administrator: object = {}): any {
  serial += 1;
  return {
    organisation: { name: `登记测试企业${serial}`, uscc: usccOf(serial), capabilities: ['user_unit'], ...organisation },
    administrator: {
      name: '经办人',
      phone: `1390001${String(serial).padStart(4, '0')}`,
      password: 'long enough',
      ...administrator,
    },
  };
}

describe('registering an enterprise', () => {
  let city: TestCity;
  const register = (body: unknown): Promise<Answer> => city.cast.nobody.post('/v1/auth/registration', body);
  const count = async (table: string): Promise<number> =>
    Number((await city.db.query(`SELECT count(*) FROM ${table}`))[0].count);
  const counts = () => Promise.all(['organisations', 'users', 'memberships'].map(count));
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('makes the organisation and its administrator, who is signed in at once', async () => {
    const body = registration({ districtCode: '370602', address: '烟台市芝罘区', phone: '0535-6000009' });
    const answer = await register(body);
    expect(answer).toMatchObject({ status: 201, body: { tokenType: 'Bearer', expiresIn: 1800 } });
    expect(answer.body.organisation).toMatchObject({ ...body.organisation, version: 1 });
    const { body: me } = await callerOf(city.app, answer.body.accessToken).get('/v1/me');
    expect(me).toMatchObject({
      name: '经办人',
      organisationId: answer.body.organisation.id,
      organisations: [{ capabilities: ['user_unit'], roles: ['ent_admin'] }],
    });
    expect(JSON.stringify([answer.body, me])).not.toContain('assword');
  });

  it('keeps the password as an argon2id hash only', async () => {
    const body = registration();
    await register(body);
    const user = await city.app.get(UserService).byPhone(body.administrator.phone);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(user)).not.toContain(body.administrator.password);
  });

  it.each([
    ['lower case', (uscc: string) => uscc.toLowerCase()],
    ['spaces around it', (uscc: string) => `  ${uscc} `],
    [
      'full-width characters',
      (uscc: string) => uscc.replaceAll(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
  ])('understands a code written in %s', async (_, write) => {
    const uscc = usccOf(900 + serial);
    const { status, body } = await register(registration({ uscc: write(uscc) }));
    expect({ status, uscc: body.organisation?.uscc }).toEqual({ status: 201, uscc });
  });

  it.each([
    ['a wrong check character', { uscc: '91370602MA3CX7TE1E' }, '/organisation/uscc', 'field.bad_uscc'],
    ['the letter O', { uscc: '91370602MA3CX7TE1O' }, '/organisation/uscc', 'field.bad_uscc'],
    ['an old registration number', { uscc: '370602228012345' }, '/organisation/uscc', 'field.bad_uscc'],
    ['an unknown district', { districtCode: '999999' }, '/organisation/districtCode', 'field.unknown_district'],
    ['a district of the wrong length', { districtCode: '37060' }, '/organisation/districtCode', 'field.too_short'],
    ['an institution', { capabilities: ['institution'] }, '/organisation/capabilities', 'field.not_allowed'],
    [
      'an authority beside a user unit',
      { capabilities: ['user_unit', 'regulator'] },
      '/organisation/capabilities',
      'field.not_allowed',
    ],
    ['no capability', { capabilities: [] }, '/organisation/capabilities', 'field.too_few'],
    [
      'the same capability twice',
      { capabilities: ['user_unit', 'user_unit'] },
      '/organisation/capabilities',
      'field.repeated',
    ],
    ['an override of the check', { isUsccOverridden: true }, '/organisation/isUsccOverridden', 'field.unknown'],
    ['a name that cannot be printed', { name: '企业\u202e名' }, '/organisation/name', 'field.unreadable_characters'],
    ['a name of one character', { name: '企' }, '/organisation/name', 'field.too_short'],
    ['a name of 101 characters', { name: '企'.repeat(101) }, '/organisation/name', 'field.too_long'],
    ['a number for a name', { name: 12 }, '/organisation/name', 'field.wrong_type'],
  ])('refuses %s', async (_, changes, pointer, code) => {
    const before = await counts();
    const answer = await register(registration(changes));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ pointer, code }] } });
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['a short password', { password: '1234567' }, '/administrator/password', 'field.too_short'],
    ['a landline', { phone: '0535-6000009' }, '/administrator/phone', 'field.wrong_type'],
    ['a role of their own choice', { roles: ['operator'] }, '/administrator/roles', 'field.unknown'],
    ['a name that no font has', { name: '经办人😀' }, '/administrator/name', 'field.unreadable_characters'],
  ])('refuses an administrator with %s', async (_, changes, pointer, code) => {
    const answer = await register(registration({}, changes));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
  });

  it.each([[[]], [['x']], [null], ['text'], [7]])(
    'refuses %j in the place of the organisation',
    async (organisation) => {
      const answer = await register({ ...registration(), organisation });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
      expect(answer.body.errors[0].pointer).toMatch(/^\/organisation/);
    },
  );

  it('says that the enterprise is registered, and creates nobody', async () => {
    const before = await counts();
    const answer = await register(registration({ uscc: '91370602MA3CX7TE1D' }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.uscc_taken' } });
    expect(await counts()).toEqual(before);
  });

  it('says that the phone has an account, and creates no organisation', async () => {
    const before = await counts();
    const answer = await register(registration({}, { phone: TAKEN_PHONE }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'identity.phone_taken' } });
    expect(await counts()).toEqual(before);
  });

  it('registers one of five that arrive at once, and tells the others why', async () => {
    const same = registration();
    const other = () => registration({ uscc: same.organisation.uscc });
    const answers = await Promise.all([same, other(), other(), other(), other()].map(register));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const codes = new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code));
    expect([...codes]).toEqual(['identity.uscc_taken']);
    const orphans = await city.db.query(
      'SELECT FROM users u WHERE NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id)',
    );
    expect(orphans).toEqual([]);
  });

  it('lets one of two administrators with the same phone in', async () => {
    const one = registration();
    const two = registration({}, { phone: one.administrator.phone });
    const answers = await Promise.all([one, two].map(register));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([201, 'identity.phone_taken']);
  });
});
