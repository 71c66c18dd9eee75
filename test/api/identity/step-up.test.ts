import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { codeOf } from '../../support/authenticator';
import { startCity, type TestCity } from '../../support/city';
import { type Answer, type Caller, callerOf } from '../../support/client';
import { NOBODYS_ID, reportLife } from '../reports/report-life';

const SIGNATORY = '13800000016';

/** The guard speaks first: where it lets somebody through, a report that is not there is not found. */
const approve = (who: Caller, id = NOBODYS_ID): Promise<Answer> => who.post(`/v1/reports/${id}/approval`);
const codesOf = (answers: Answer[]): string[] => answers.map(({ body }) => body.code as string);

async function enrol(who: Caller): Promise<string> {
  const { body } = await who.post('/v1/me/second-factor', { password: DEMO_PASSWORD });
  await who.post('/v1/me/second-factor/confirmation', { code: codeOf(body.secret, -1) });
  return body.secret as string;
}

describe('step-up', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  it('is not asked of who has no second factor, unless the city requires it', async () => {
    expect((await approve(city.cast.checker)).body.code).toBe('record.not_found');
  });

  it('is asked of who has one, holds for ten minutes in this session alone, and at once', async () => {
    const { signatory } = city.cast;
    const report = await reportLife(city).checked();
    const secret = await enrol(signatory);
    const refused = await approve(signatory, report.id);
    expect(refused).toMatchObject({ status: 403, body: { code: 'access.step_up_needed' } });
    expect((await signatory.get(`/v1/reports/${report.id}`)).body.state).toBe('checked');

    const { body } = await signatory.post('/v1/me/step-up', { code: codeOf(secret) });
    expect(Date.parse(body.until) - Date.now()).toBeGreaterThan(590_000);
    expect(await approve(signatory, report.id)).toMatchObject({ status: 200, body: { state: 'approved' } });

    const other = await elsewhere(secret);
    await city.db.query(`UPDATE sessions SET stepped_up_until = NULL WHERE id <> $1`, [signatory.userId]);
    expect(codesOf([await approve(other), await approve(signatory)])).toEqual([
      ...['access.step_up_needed', 'record.not_found'],
    ]);
    await city.db.query(`UPDATE sessions SET stepped_up_until = now()`);
    expect((await approve(signatory)).body.code).toBe('access.step_up_needed');
  });

  it("is asked for the copy of one's own data, too", async () => {
    const { expert } = city.cast;
    const download = (): Promise<Answer> => expert.post(`/v1/data-requests/${NOBODYS_ID}/download`);
    expect((await download()).body.code).toBe('record.not_found');
    await enrol(expert);
    expect((await download()).body.code).toBe('access.step_up_needed');
  });

  it('has been given by a sign-in with the second factor', async () => {
    const [{ sealed_secret: sealed }] = await city.db.query('SELECT sealed_secret FROM second_factors');
    expect(sealed).toMatch(/^[\w-]+$/);
    await city.db.query('DELETE FROM second_factors');
    const other = await elsewhere(await enrol(city.cast.signatory));
    expect((await approve(other)).body.code).toBe('record.not_found');
  });

  /** The same person on another device, signed in with a code of the app. */
  async function elsewhere(secret: string): Promise<Caller> {
    await city.db.query('UPDATE second_factors SET last_step = 0');
    const { nobody } = city.cast;
    const { body } = await nobody.post('/v1/auth/token', { phone: SIGNATORY, password: DEMO_PASSWORD });
    const done = await nobody.post('/v1/auth/second-factor', { challenge: body.challenge, code: codeOf(secret) });
    return callerOf(city.app, done.body.accessToken);
  }
});

describe('step-up in a city', () => {
  it('that requires it keeps out who has no second factor, and says what to do', async () => {
    const city = await startCity({ STEP_UP: 'required' });
    try {
      const refused = await approve(city.cast.signatory);
      expect(refused).toMatchObject({ status: 403, body: { code: 'access.second_factor_missing' } });
      expect(refused.body.action).toContain('/v1/me/second-factor');
      const secret = await enrol(city.cast.signatory);
      expect((await approve(city.cast.signatory)).body.code).toBe('access.step_up_needed');
      await city.cast.signatory.post('/v1/me/step-up', { code: codeOf(secret) });
      expect((await approve(city.cast.signatory)).body.code).toBe('record.not_found');
      const ownData = await city.cast.contractor.post(`/v1/data-requests/${NOBODYS_ID}/download`);
      expect(ownData.body.code).toBe('record.not_found');
    } finally {
      await city.close();
    }
  });

  it('that does not want it asks nobody', async () => {
    const city = await startCity({ STEP_UP: 'off' });
    try {
      await enrol(city.cast.signatory);
      expect((await approve(city.cast.signatory)).body.code).toBe('record.not_found');
    } finally {
      await city.close();
    }
  });
});
