import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';
import { colleague, enterpriseIn, freshUscc, ok } from './given-organisations';

describe('an organisation that is', () => {
  let city: TestCity;
  const post = (who: Caller, { organisationId }: Caller, route: string): Promise<Answer> =>
    who.post(`/v1/organisations/${organisationId}/${route}`, route === 'unfreezing' ? undefined : { reason: '违规' });
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  describe('frozen', () => {
    it('within a second lets its members read and not write, and again when it is lifted', async () => {
      const admin = await enterpriseIn(city, 'verified');
      const user = await colleague(city, admin, ['ent_user']);
      const ask = (): Promise<Answer> => user.post('/v1/help-requests', {});
      expect((await ask()).body.code).toBe('request.invalid');
      ok(await post(city.cast.operator, admin, 'freeze'));
      const before = Date.now();
      await until(async () => (await ask()).body.code === 'access.organisation_frozen', 3_000);
      expect(Date.now() - before).toBeLessThan(2_000);
      expect(await ask()).toMatchObject({ status: 403, body: { action: expect.stringContaining('平台') } });
      expect((await user.get('/v1/elevators')).status).toBe(200);
      expect((await user.get('/v1/me')).body.organisations[0].state).toBe('frozen');
      expect((await user.post('/v1/sessions/sign-out')).status).toBe(200);
      ok(await post(city.cast.operator, admin, 'unfreezing'));
      await until(async () => (await admin.post('/v1/help-requests', {})).body.code === 'request.invalid', 3_000);
    });

    it('does not keep a person from acting for another organisation', async () => {
      const admin = await enterpriseIn(city, 'frozen');
      const facts = { name: '另一家企业', uscc: freshUscc(), capabilities: ['user_unit'] };
      const { organisation } = ok(await admin.post('/v1/me/organisations', facts));
      const as = { 'x-organisation-id': organisation.id };
      const invalid = async (): Promise<boolean> =>
        (await admin.post('/v1/help-requests', {}, as)).body.code === 'request.invalid';
      await until(invalid, 3_000);
      expect((await admin.post('/v1/help-requests', {})).body.code).toBe('access.organisation_frozen');
    });
  });

  describe('cancelled', () => {
    it('lets nobody act for it, and leaves the person what is theirs', async () => {
      const admin = await enterpriseIn(city, 'cancelled');
      await until(async () => (await admin.get('/v1/elevators')).status === 403, 3_000);
      const named = { 'x-organisation-id': admin.organisationId };
      for (const headers of [undefined, named]) {
        const answer = await admin.get('/v1/elevators', headers);
        expect(answer).toMatchObject({ status: 403, body: { code: 'access.organisation_cancelled' } });
      }
      expect((await admin.get('/v1/me')).body).toMatchObject({
        organisationId: null,
        organisations: [{ state: 'cancelled' }],
      });
      expect((await admin.get('/v1/sessions')).status).toBe(200);
    });

    it('is not in the way of another organisation of the same person', async () => {
      const admin = await enterpriseIn(city, 'registered');
      const facts = { name: '第二家企业', uscc: freshUscc(), capabilities: ['user_unit'] };
      const { organisation } = ok(await admin.post('/v1/me/organisations', facts));
      ok(await post(city.cast.operator, admin, 'cancellation'));
      await until(async () => (await admin.get('/v1/me')).body.organisationId === organisation.id, 3_000);
      expect((await admin.get('/v1/elevators')).status).toBe(200);
    });

    it('is no organisation that others can name', async () => {
      const admin = await enterpriseIn(city, 'cancelled');
      const answer = await city.cast.stranger.post('/v1/join-requests', { organisationId: admin.organisationId });
      expect(answer).toMatchObject({ status: 409, body: { code: 'identity.organisation_closed' } });
    });
  });
});
