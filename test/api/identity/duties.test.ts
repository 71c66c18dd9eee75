import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, signIn } from '../../support/client';

let serial = 0;
const DUTIES = ['system_admin', 'security_admin', 'audit_admin'] as const;

describe('the three duties of the platform', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  function add(who: Caller, roles: string[]): Promise<Answer & { phone: string }> {
    serial += 1;
    const phone = `1390004${String(serial).padStart(4, '0')}`;
    const body = { name: `平台同事${serial}`, phone, password: 'long enough', roles };
    return who.post('/v1/memberships', body).then((answer) => ({ ...answer, phone }));
  }
  const change = (who: Caller, id: string, roles: string[], version = 1): Promise<Answer> =>
    who.patch(`/v1/memberships/${id}`, { roles }, { 'if-match': `"${version}"` });
  const APART = { status: 409, body: { code: 'identity.duties_apart' } };

  it.each(DUTIES)('are given by the security administrator: %s', async (duty) => {
    expect(await add(city.cast.securityAdmin, [duty])).toMatchObject({ status: 201, body: { roles: [duty] } });
    expect(await add(city.cast.operator, [duty])).toMatchObject(APART);
    expect(await add(city.cast.systemAdmin, [duty])).toMatchObject({ status: 403 });
    expect(await add(city.cast.admin, [duty])).toMatchObject(APART);
  });

  it('are taken by the security administrator alone', async () => {
    const { body } = await add(city.cast.securityAdmin, ['audit_admin', 'expert']);
    expect(await change(city.cast.operator, body.id, ['expert'])).toMatchObject(APART);
    expect(await change(city.cast.operator, body.id, ['audit_admin'])).toMatchObject({ status: 200 });
    expect(await change(city.cast.securityAdmin, body.id, ['expert'], 2)).toMatchObject({ status: 200 });
  });

  it.each([
    [['system_admin', 'security_admin']],
    [['system_admin', 'audit_admin']],
    [['security_admin', 'audit_admin']],
    [[...DUTIES]],
  ])('are never joined: %j', async (roles) => {
    expect(await add(city.cast.securityAdmin, roles)).toMatchObject(APART);
    const { body } = await add(city.cast.securityAdmin, ['operator']);
    expect(await change(city.cast.securityAdmin, body.id, roles)).toMatchObject(APART);
    const joined = city.db.query('UPDATE memberships SET roles = $1 WHERE id = $2', [roles, body.id]);
    await expect(joined).rejects.toThrow('memberships_duties_check');
  });

  it('are not joined across organisations either', async () => {
    const { userId } = city.cast.auditAdmin;
    const { organisationId } = city.cast.regulator;
    const second = city.db.query(
      `INSERT INTO memberships (id, user_id, organisation_id, roles, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, $2, '{system_admin}', now(), now())`,
      [userId, organisationId],
    );
    await expect(second).rejects.toThrow('memberships_one_duty_key');
  });

  it('are not given to oneself', async () => {
    const { body, phone } = await add(city.cast.securityAdmin, ['security_admin', 'expert']);
    const self = await signIn(city.app, city.config, phone);
    expect(await change(self, body.id, ['expert'])).toMatchObject(APART);
    expect(await change(self, body.id, ['audit_admin'])).toMatchObject(APART);
    expect(await change(self, body.id, ['security_admin'])).toMatchObject({ status: 200 });
  });
});
