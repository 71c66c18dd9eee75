import { randomBytes } from 'node:crypto';
import { ReEncryptionService, PersonalDataKinds } from '@nqi/platform/personal-data';
import { UserService } from '@nqi/platform/identity';
import { createLogger } from '@nqi/shared/logging';
import { createApi } from '../../../apps/api/src/http.setup';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { classification } from '../../../migrations/classification';
import { startCity, type TestCity } from '../../support/city';
import { assertNothingPlain, columnsMatching } from '../../support/whole-database';

const INSPECTOR = '13800000013';
const CLERK = '13800000011';

describe('encrypted columns', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  /** As an installation has them that was there before: without an index, in plain text. */
  async function leftover(phone: string): Promise<void> {
    const user = await city.app.get(UserService).byPhone(phone);
    await city.db.query('ALTER TABLE users DISABLE TRIGGER users_phone_encrypted');
    await city.db.query('UPDATE users SET phone = $2, phone_index = NULL WHERE id = $1', [user?.id, phone]);
    await city.db.query('ALTER TABLE users ENABLE TRIGGER users_phone_encrypted');
  }
  const signIn = (phone: string) => city.cast.nobody.post('/v1/auth/token', { phone, password: DEMO_PASSWORD });
  const reencrypt = () => city.app.get(ReEncryptionService).run();
  const keyIds = async (): Promise<string[]> => {
    const rows = await city.db.query(`SELECT DISTINCT split_part(phone, '.', 2) AS kid FROM users ORDER BY 1`);
    return rows.map(({ kid }: { kid: string }) => kid);
  };

  it('are all known to the re-encryption', () => {
    const wanted = Object.entries(classification).flatMap(([table, { sensitive = '' }]) =>
      sensitive.split(' ').flatMap((column) => (/(phone|id_number|email)$/.test(column) ? [`${table}.${column}`] : [])),
    );
    expect(city.app.get(PersonalDataKinds).columns().sort()).toEqual(wanted.sort());
  });

  it('leave no number in plain text in the demo city, and no name in its history', async () => {
    await expect(assertNothingPlain(city.db)).resolves.toBeUndefined();
    await leftover(CLERK);
    await expect(assertNothingPlain(city.db)).rejects.toThrow('users.phone holds a phone');
    await reencrypt();
  });

  it('are read as they were before, until the re-encryption has come by', async () => {
    await leftover(CLERK);
    expect(await columnsMatching(city.db, CLERK)).toEqual(['users.phone']);
    expect((await signIn(CLERK)).status).toBe(200);
    expect((await city.cast.clerk.get('/v1/me/profile')).body.phone).toBe(CLERK);
    const person = { name: '第二个', phone: CLERK, password: 'long enough', roles: ['org_clerk'] };
    expect((await city.cast.admin.post('/v1/memberships', person)).body.code).toBe('identity.phone_taken');

    const done = await reencrypt();
    expect(done.find(({ column }) => column === 'users.phone')).toMatchObject({ changed: 1 });
    expect(await columnsMatching(city.db, CLERK)).toEqual([]);
    expect((await signIn(CLERK)).status).toBe(200);
    expect((await reencrypt()).reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
  });

  it('move to a new key while others read them, and twice at once', async () => {
    const keys = `k2:${randomBytes(32).toString('base64')},${city.config.DATA_KEYS}`;
    const changed = await createApi({ ...city.config, DATA_KEYS: keys }, createLogger('silent', 'test'));
    await changed.init();
    try {
      expect(await keyIds()).toEqual(['k1']);
      const both = await Promise.all([1, 2].map(() => changed.get(ReEncryptionService).run()));
      const { looked } = both[0]?.find(({ column }) => column === 'users.phone') ?? { looked: 0 };
      const sum = both.flat().filter(({ column }) => column === 'users.phone');
      expect(sum.reduce((total, one) => total + one.changed, 0)).toBe(looked);
      expect(looked).toBeGreaterThan(20);
      expect(await keyIds()).toEqual(['k2']);
      const user = await changed.get(UserService).byPhone(INSPECTOR);
      expect(user && changed.get(UserService).reveal(user).phone).toBe(INSPECTOR);
      // The process without the new key says so instead of guessing.
      expect((await city.cast.inspector.get('/v1/me/profile')).status).toBe(500);
    } finally {
      await changed.close();
    }
  });
});
