import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { SmsGateway } from '../../support/sms-gateway';
import { until } from '../../support/until';

const OLD = '13800000011';
const NEW = '13866660001';
const TAKEN = '13800000021';

describe('changing the phone', () => {
  const gateway = new SmsGateway();
  let city: TestCity;
  let clerk: Caller;
  beforeAll(async () => {
    const url = await gateway.start();
    city = await startCity({ SMS_PROVIDER: 'http', SMS_HTTP_URL: url, SMS_HTTP_TOKEN: 'token of the gateway' });
    await city.startWorker();
    ({ clerk } = city.cast);
  });
  beforeEach(async () => {
    await city.db.query('DELETE FROM code_requests');
    gateway.forget();
  });
  afterAll(async () => {
    await city.close();
    await gateway.stop();
  });

  const codeTo = async (phone: string, who = clerk): Promise<string> => {
    expect((await who.post('/v1/me/phone/codes', { phone })).status).toBe(202);
    return gateway.codeFor(phone);
  };
  const change = (phone: string, code: string, more = {}, who = clerk): Promise<Answer> =>
    who.post('/v1/me/phone', { phone, code, password: DEMO_PASSWORD, ...more });
  const signIn = (phone: string): Promise<Answer> =>
    city.cast.nobody.post('/v1/auth/token', { phone, password: DEMO_PASSWORD });

  it('needs the password and the code that came to the new one', async () => {
    const code = await codeTo(NEW);
    expect((await change(NEW, code, { password: 'not mine' })).body.code).toBe('access.bad_password');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect((await change(NEW, wrong)).body.code).toBe('access.bad_code');
    expect((await change('13866660002', code)).body.code).toBe('access.bad_code');
    expect((await signIn(OLD)).status).toBe(200);
  });

  it('does not take the code of another person', async () => {
    const code = await codeTo(NEW, city.cast.contractor);
    expect((await change(NEW, code)).body.code).toBe('access.bad_code');
  });

  it('to one that somebody has is refused only once it is proven', async () => {
    expect((await change(TAKEN, await codeTo(TAKEN))).body).toMatchObject({
      status: 409,
      code: 'identity.phone_taken',
    });
  });

  it('moves the sign-in, tells the old phone and leaves an event', async () => {
    const changed = await change(NEW, await codeTo(NEW));
    expect(changed).toMatchObject({ status: 200, body: { phone: '138****0001' } });
    expect([(await signIn(OLD)).status, (await signIn(NEW)).status]).toEqual([401, 200]);
    expect((await clerk.get('/v1/me')).status).toBe(200);
    const told = await until(async () => gateway.sentTo(OLD)[0]);
    expect(told.body).toMatchObject({ template: 'phone_changed', text: expect.stringContaining('0001') });
    const events = await city.db.query(`SELECT record_id FROM audit_events WHERE event = 'change_phone'`);
    expect(events).toEqual([{ record_id: clerk.userId }]);
  });

  it('is no way around the shape of a number or the limits of codes', async () => {
    expect((await clerk.post('/v1/me/phone/codes', { phone: '110' })).status).toBe(400);
    await codeTo('13866660003');
    const again = await clerk.post('/v1/me/phone/codes', { phone: '13866660003' });
    expect(again).toMatchObject({ status: 429, body: { code: 'access.code_too_soon' } });
    expect((await city.cast.nobody.post('/v1/me/phone/codes', { phone: NEW })).status).toBe(401);
  });
});
