import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import { answerStatus, hangUp, saysNothing, SmsGateway } from '../../support/sms-gateway';
import { until } from '../../support/until';

const CLERK = '13800000011';

describe('messages, when the provider', () => {
  const gateway = new SmsGateway();
  let city: TestCity;
  beforeAll(async () => {
    const url = await gateway.start();
    city = await startCity({ SMS_PROVIDER: 'http', SMS_HTTP_URL: url, SMS_HTTP_TIMEOUT_MS: 500 });
    await city.startWorker();
  });
  beforeEach(async () => {
    await city.db.query('DELETE FROM code_requests');
    gateway.forget();
  });
  afterAll(async () => {
    await city.close();
    await gateway.stop();
  });
  const ask = (phone: string) => city.cast.nobody.post('/v1/auth/codes', { phone, purpose: 'sign_in' });
  const lastMessage = async (state: string) =>
    until(async () => {
      const [row] = await city.db.query('SELECT * FROM sms_messages ORDER BY id DESC LIMIT 1');
      return row?.state === state && row.sealed === null && row;
    });

  it('asks to wait, are sent again, for nothing was sent', async () => {
    gateway.script(answerStatus(429));
    await ask(CLERK);
    await lastMessage('ready');
    expect(gateway.sentTo(CLERK)).toHaveLength(2);
  });

  it.each([
    ['refuses', answerStatus(400), 'refused'],
    ['fails', answerStatus(500), 'outcome_unknown'],
    ['hangs up', hangUp, 'outcome_unknown'],
    ['says nothing', saysNothing, 'outcome_unknown'],
    ['speaks gibberish', answerStatus(200, '<html>'), 'outcome_unknown'],
  ])('%s, are sent once and the row says why', async (_, behaviour, code) => {
    gateway.script(behaviour);
    await ask(CLERK);
    expect(await lastMessage('failed')).toMatchObject({ failure_code: code, sent_at: null });
    expect(gateway.sentTo(CLERK)).toHaveLength(1);
  });
});

describe('messages', () => {
  const gateway = new SmsGateway();
  let city: TestCity;
  beforeAll(async () => {
    const url = await gateway.start();
    city = await startCity({ SMS_PROVIDER: 'http', SMS_HTTP_URL: url, SMS_DAILY_CAP: 3 });
  });
  afterAll(async () => {
    await city.close();
    await gateway.stop();
  });
  const ask = (phone: string) => city.cast.nobody.post('/v1/auth/codes', { phone, purpose: 'sign_in' });

  it('are not paid for beyond the cap of a day, not by many at once either; decoys cost nothing', async () => {
    expect((await ask('13855550000')).status).toBe(202);
    const phones = Array.from({ length: 8 }, (_, at) => `138000000${10 + at}`);
    const answers = await Promise.all(phones.slice(0, 7).map(ask));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.body.code).toBe('access.codes_exhausted');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await ask('13855551111')).toMatchObject({ status: 503, body: { code: 'access.codes_exhausted' } });
    expect(await city.db.query(`SELECT count(*)::int AS n FROM sms_messages WHERE NOT is_decoy`)).toEqual([{ n: 3 }]);
  });

  it('that a worker may have sent before it ended are not sent again, and lose their content', async () => {
    await city.db.query(
      `UPDATE sms_messages SET state = 'running', attempts = 1, handed_over_at = now(),
              lease_until = now() - interval '1 second'
       WHERE id = (SELECT min(id::text)::uuid FROM sms_messages WHERE NOT is_decoy)`,
    );
    const worker = await city.startWorker();
    await worker.get(Sweeper).sweep();
    const rows = await until(async () => {
      const found = await city.db.query(`SELECT state, failure_code, sealed FROM sms_messages WHERE NOT is_decoy`);
      return found.every(({ sealed }: any) => sealed === null) && found;
    });
    expect(rows.filter(({ state }: any) => state === 'ready')).toHaveLength(2);
    expect(rows).toContainEqual({ state: 'failed', failure_code: 'outcome_unknown', sealed: null });
    expect(gateway.asked).toHaveLength(2);
  });

  it('that come too late are not sent', async () => {
    await city.db.query('DELETE FROM sms_budgets');
    await city.db.query('DELETE FROM code_requests');
    await city.db.query(`
      CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.send_before := now() - interval '1 second'; RETURN NEW; END $$;
      CREATE TRIGGER late BEFORE INSERT ON sms_messages FOR EACH ROW EXECUTE FUNCTION late()`);
    const before = gateway.asked.length;
    await ask('13800000020');
    await until(async () => {
      const [row] = await city.db.query('SELECT state, failure_reason FROM sms_messages ORDER BY id DESC LIMIT 1');
      return row.state === 'failed' && /too late/.test(row.failure_reason);
    });
    expect(gateway.asked).toHaveLength(before);
  });
});
