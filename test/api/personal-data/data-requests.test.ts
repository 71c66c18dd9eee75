import type { INestApplicationContext } from '@nestjs/common';
import { UserService } from '@nqi/platform/identity';
import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import { type Caller, callerOf, signIn } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { until } from '../../support/until';
import { ok } from '../reports/report-life';
import { columnsMatching } from '../../support/whole-database';

const DAY_MS = 86_400_000;
let serial = 0;

describe('what people ask about their own data', () => {
  let city: TestCity;
  let worker: INestApplicationContext;
  beforeAll(async () => {
    city = await startCity();
    worker = await city.startWorker();
  });
  afterAll(() => city.close());

  /** Somebody new at the contractor, whose name and phone stand nowhere else. */
  async function colleague(roles = ['ent_user']): Promise<Caller & { name: string; phone: string; password: string }> {
    serial += 1;
    const person = {
      name: `注销者${serial}号`,
      phone: `1371234${String(serial).padStart(4, '0')}`,
      password: 'going away',
    };
    ok(await city.cast.contractor.post('/v1/memberships', { ...person, roles }));
    return { ...(await signIn(city.app, city.config, person.phone)), ...person };
  }
  async function filing(by: Caller & { name: string; phone: string }, isSubmitted: boolean): Promise<string> {
    const { id: elevatorId } = await given(city).elevator();
    const facts = { elevatorId, requestedOn: TODAY, contactName: by.name, contactPhone: by.phone };
    const { id } = ok(await by.post('/v1/elevator-filings', facts));
    if (isSubmitted) ok(await by.post(`/v1/elevator-filings/${id}/submission`));
    return id;
  }
  const ask = (who: Caller, kind: string, more = {}) => who.post('/v1/data-requests', { kind, ...more });
  const act = (who: Caller, id: string, event: string, body?: object) =>
    who.post(`/v1/data-requests/${id}/${event}`, body);

  describe('a copy', () => {
    const ready = (who: Caller, id: string) =>
      until(async () => {
        const { body } = await who.get(`/v1/data-requests/${id}`);
        return body.export?.href ? body : undefined;
      });

    it('holds what the platform and its lines know, in full, and is handed out once', async () => {
      const person = await colleague();
      const filingId = await filing(person, true);
      const { status, body } = await ask(person, 'access');
      expect([status, body.state]).toEqual([202, 'approved']);
      const done = await ready(person, body.id);
      expect(done).toMatchObject({
        state: 'done',
        export: { state: 'ready', href: `/v1/data-requests/${body.id}/download` },
      });
      expect(await columnsMatching(city.db, person.phone)).toEqual([]);
      const file = await act(person, body.id, 'download');
      expect(file.headers['content-disposition']).toMatch(/^attachment/);
      const lines = 'elevator_filing equipment_booking expert help_request metrology_order'.split(' ');
      const all = ['account', 'attachment', ...lines, 'notices', 'report', 'report_delivery'];
      expect(Object.keys(file.body.data)).toEqual(all);
      expect(file.body.data.account).toMatchObject({
        ...{ id: person.userId, name: person.name, phone: person.phone },
        ...{ memberships: [{ roles: ['ent_user'] }], requests: [{ kind: 'access' }] },
      });
      const [mine] = file.body.data.elevator_filing;
      expect(mine).toMatchObject({ id: filingId, contactName: person.name, contactPhone: person.phone });
      expect(JSON.stringify(file.body)).not.toMatch(/argon2|v1\.k1/);
      expect((await act(person, body.id, 'download')).body).toMatchObject({ status: 409, code: 'privacy.export_gone' });
      const events = (await person.get(`/v1/data-requests/${body.id}/history`)).body.items;
      expect(events.map(({ event }: any) => event)).toEqual(['submit', 'grant', 'complete']);
    });

    it('is handed out once to two who come at once, and to no other session, person or role', async () => {
      const person = await colleague();
      const { body } = await ask(person, 'access');
      await ready(person, body.id);
      const credentials = { phone: person.phone, password: person.password };
      const { accessToken } = ok(await city.cast.nobody.post('/v1/auth/token', credentials));
      const elsewhere = await act(callerOf(city.app, accessToken), body.id, 'download');
      expect(elsewhere.body).toMatchObject({ status: 403, code: 'privacy.other_session' });
      expect((await act(city.cast.stranger, body.id, 'download')).status).toBe(404);
      expect((await act(city.cast.operator, body.id, 'download')).status).toBe(404);
      const both = await Promise.all([act(person, body.id, 'download'), act(person, body.id, 'download')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('that nobody comes for is gone after a day', async () => {
      const person = await colleague();
      const { body } = await ask(person, 'access');
      await ready(person, body.id);
      const [{ id }] = await city.db.query('SELECT id FROM data_exports WHERE data_request_id = $1', [body.id]);
      await city.db.query(`UPDATE data_exports SET expires_at = '2026-03-01' WHERE id = $1`, [id]);
      expect((await act(person, body.id, 'download')).body.code).toBe('privacy.export_gone');
      await worker.get(Sweeper).sweep();
      expect(await city.db.query('SELECT content FROM data_exports WHERE id = $1', [id])).toEqual([{ content: null }]);
    });
  });

  describe('a correction', () => {
    it('is decided by an operator, not by the person, and done at once', async () => {
      const person = await colleague();
      const { body } = await ask(person, 'correction', { correctedName: '更名者' });
      expect(body).toMatchObject({ state: 'submitted', correctedName: '更名者' });
      expect((await act(person, body.id, 'approval')).body.code).toBe('workflow.not_a_party');
      expect((await act(city.cast.contractor, body.id, 'approval')).status).toBe(404);
      expect((await act(city.cast.operator, body.id, 'approval')).body).toMatchObject({ state: 'done' });
      expect((await person.get('/v1/me')).body.name).toBe('更名者');
    });

    it('is refused with a reason, or withdrawn', async () => {
      const person = await colleague();
      const { body: one } = await ask(person, 'correction', { correctedName: '甲' });
      const refusalReason = '与身份证不符';
      const refused = (await act(city.cast.operator, one.id, 'refusal', { refusalReason })).body;
      expect(refused).toMatchObject({ state: 'refused', refusalReason });
      const { body: two } = await ask(person, 'correction', { correctedName: '乙' });
      expect((await act(city.cast.operator, two.id, 'withdrawal')).body.code).toBe('workflow.not_a_party');
      expect((await act(person, two.id, 'withdrawal')).body).toMatchObject({ state: 'withdrawn' });
      expect((await act(city.cast.operator, two.id, 'approval')).body.code).toBe('workflow.wrong_state');
      expect((await person.get('/v1/me')).body.name).toBe(person.name);
    });

    it.each([
      [{ kind: 'correction' }, '/correctedName'],
      [{ kind: 'deletion', correctedName: '甲' }, '/correctedName'],
      [{ kind: 'everything' }, '/kind'],
    ])('is refused as %j', async (wish, pointer) => {
      const { body } = await city.cast.stranger.post('/v1/data-requests', wish);
      expect(body).toMatchObject({ status: 400, errors: [{ pointer }] });
    });
  });

  describe('a deletion', () => {
    it('leaves nothing of a person, except what the law keeps, and that until its time is over', async () => {
      const person = await colleague();
      const [dropped, filed] = [await filing(person, false), await filing(person, true)];
      ok(await person.post('/v1/consents', { purpose: 'reminders', version: '2026-01', channel: 'web' }));
      const { body: asked } = await ask(person, 'deletion', { reason: '不再使用' });
      expect(asked.holds).toEqual([
        { kind: 'elevator_filing', count: 1, until: null, basis: { zh: expect.any(String), en: expect.any(String) } },
      ]);
      const { body: done } = await act(city.cast.operator, asked.id, 'approval');
      expect(done).toMatchObject({ state: 'done', reason: null, holds: [{ kind: 'elevator_filing', count: 1 }] });
      expect(await columnsMatching(city.db, person.name)).toEqual(['elevator_filings.contact_name']);
      const see = async (id: string) => (await city.cast.contractor.get(`/v1/elevator-filings/${id}`)).body;
      expect(await see(dropped)).toMatchObject({ contactName: '已注销用户', contactPhone: null });
      expect(await see(filed)).toMatchObject({
        contactName: person.name,
        contactPhone: expect.stringMatching(/^137\*/),
      });
      expect(await city.app.get(UserService).byPhone(person.phone)).toBeNull();
      ok(await city.cast.contractor.post(`/v1/elevator-filings/${filed}/withdrawal`, { reason: '不再需要' }));
      city.advance(31 * DAY_MS);
      await worker.get(Sweeper).sweep();
      expect(await see(filed)).toMatchObject({ contactName: '已注销用户', contactPhone: null });
      const indexes = await city.db.query('SELECT indexes, holds FROM data_requests WHERE id = $1', [asked.id]);
      expect(indexes).toEqual([{ indexes: null, holds: [] }]);
      city.advance(-31 * DAY_MS);
      for (const secret of [person.name, person.phone]) expect(await columnsMatching(city.db, secret)).toEqual([]);
    });

    it('keeps archived records for the years of the rule in force, to the day', async () => {
      const person = await colleague();
      const id = await filing(person, true);
      await city.db.query(`UPDATE elevator_filings SET state = 'archived', conclusion = 'pass' WHERE id = $1`, [id]);
      const { body } = await ask(person, 'deletion');
      expect(body.holds).toMatchObject([{ kind: 'elevator_filing', count: 1, until: '2032-03-03' }]);
      ok(await act(city.cast.operator, body.id, 'approval'));
      const contact = async () => {
        await worker.get(Sweeper).sweep();
        const rows = await city.db.query('SELECT contact_name FROM elevator_filings WHERE id = $1', [id]);
        return rows[0].contact_name;
      };
      const days = (new Date('2032-03-03').getTime() - new Date(TODAY).getTime()) / DAY_MS;
      city.advance((days - 1) * DAY_MS);
      expect(await contact()).toBe(person.name);
      city.advance(DAY_MS);
      expect(await contact()).toBe('已注销用户');
      city.advance(-days * DAY_MS);
    });

    it('ends every session, and lets the phone register anew as somebody else', async () => {
      const person = await colleague();
      const { body } = await ask(person, 'deletion');
      ok(await act(city.cast.operator, body.id, 'approval'));
      const credentials = { phone: person.phone, password: person.password };
      expect((await city.cast.nobody.post('/v1/auth/token', credentials)).status).toBe(401);
      await until(async () => (await person.get('/v1/me')).status === 401);
      const again = { name: '新机主', phone: person.phone, password: 'a new owner', roles: ['ent_user'] };
      expect((await city.cast.contractor.post('/v1/memberships', again)).status).toBe(201);
      const newcomer = await signIn(city.app, city.config, person.phone);
      expect(newcomer.userId).not.toBe(person.userId);
      expect((await newcomer.get('/v1/data-requests')).body.items).toEqual([]);
    });

    it('happens once, however many operators press at once', async () => {
      const person = await colleague();
      const asks = await Promise.all([1, 2, 3].map(() => ask(person, 'deletion')));
      expect(asks.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
      const { id } = asks.find(({ status }) => status === 202)?.body ?? {};
      const answers = await Promise.all([1, 2, 3].map(() => act(city.cast.operator, id, 'approval')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const history = (await city.cast.operator.get(`/v1/data-requests/${id}/history`)).body.items;
      expect(history.map(({ event }: any) => event)).toEqual(['submit', 'approve', 'complete']);
    });

    it('waits until somebody else is administrator', async () => {
      const { body } = await ask(city.cast.contractor, 'deletion');
      const answer = await act(city.cast.operator, body.id, 'approval');
      expect(answer.body).toMatchObject({ status: 409, code: 'privacy.last_admin' });
      expect((await city.cast.contractor.get('/v1/me')).status).toBe(200);
      expect((await act(city.cast.contractor, body.id, 'withdrawal')).status).toBe(200);
    });

    it('keeps the names on signed reports, and says so', async () => {
      const { body } = await ask(city.cast.signatory, 'deletion');
      await act(city.cast.signatory, body.id, 'withdrawal');
      await city.db.query(
        `INSERT INTO reports (id, kind, subject_id, institution_id, viewer_ids, state, token, content, content_hash,
                              author_id, prepared_at, version, created_at, updated_at)
         VALUES (gen_random_uuid(), 'elevator_inspection_report', gen_random_uuid(), $2, '{}', 'draft', 'a token', '{}', 'x', $1,
                 now(), 1, now(), now())`,
        [city.cast.signatory.userId, city.cast.signatory.organisationId],
      );
      const { body: after } = await ask(city.cast.signatory, 'deletion');
      expect([body.holds, after.holds]).toEqual([
        [],
        [expect.objectContaining({ kind: 'report', count: 1, until: null })],
      ]);
    });
  });
  it('are between the person and the operators', async () => {
    const person = await colleague();
    const { body } = await ask(person, 'access');
    for (const who of [city.cast.stranger, city.cast.contractor, city.cast.regulator]) {
      expect((await who.get(`/v1/data-requests/${body.id}`)).status).toBe(404);
      const { items } = (await who.get('/v1/data-requests?limit=100')).body;
      expect(items.filter(({ userId }: any) => userId !== who.userId)).toEqual([]);
    }
    expect((await city.cast.operator.get(`/v1/data-requests/${body.id}`)).status).toBe(200);
    expect((await person.get('/v1/data-requests')).body.items).toMatchObject([{ id: body.id }]);
  });
});
