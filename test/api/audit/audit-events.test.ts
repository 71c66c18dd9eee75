import { Audit } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo-city';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given } from '../../support/given';
import { until } from '../../support/until';
import { seenEvents } from './seen-events';

const MISSING = '0190a0b0-0000-7000-8000-000000000000';

describe('audit events', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  const events = (filter: Record<string, string>, who?: Caller): Promise<any[]> => seenEvents(city).events(filter, who);
  const eventually = (filter: Record<string, string>): Promise<any[]> => seenEvents(city).eventually(filter);
  const count = async (): Promise<number> =>
    Number((await city.db.query('SELECT count(*) AS n FROM audit_events'))[0].n);
  const signIn = (password: string, phone = '13800000020'): Promise<Answer> =>
    city.cast.nobody.post('/v1/auth/token', { phone, password });

  describe('of a record with a life', () => {
    it('say who did what from where, and chain the states of the record by their hashes', async () => {
      const { id } = await given(city).filing('accepted');
      const [created, submitted, accepted] = await events({ recordId: id });
      const { contractor, clerk } = city.cast;
      const common = { recordType: 'elevator_filing', recordId: id, result: 'done', address: '127.0.0.1' };
      expect(created).toMatchObject({
        ...common,
        event: 'create',
        what: 'POST /v1/elevator-filings',
        actorId: contractor.userId,
        organisationId: contractor.organisationId,
        sessionId: contractor.userId,
        beforeHash: null,
      });
      expect(submitted).toMatchObject({ ...common, event: 'submit', actorId: contractor.userId });
      expect(accepted).toMatchObject({
        ...common,
        event: 'accept',
        what: 'POST /v1/elevator-filings/:id/acceptance',
        actorId: clerk.userId,
        organisationId: clerk.organisationId,
      });
      for (const hash of [created.afterHash, submitted.afterHash, accepted.afterHash]) {
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
      }
      expect(submitted.afterHash).not.toBe(submitted.beforeHash);
      expect(accepted.beforeHash).toBe(submitted.afterHash);
    });

    it('carry the id of the request, which the answer carries, too', async () => {
      const { id } = await given(city).filing('submitted');
      const answer = await city.cast.clerk.post(`/v1/elevator-filings/${id}/acceptance`, undefined, {
        'x-request-id': 'made-by-a-client',
      });
      expect(answer).toMatchObject({ status: 200, headers: { 'x-request-id': 'made-by-a-client' } });
      expect(await events({ recordId: id, what: 'accept' })).toMatchObject([{ requestId: 'made-by-a-client' }]);
    });

    it('go with the transaction in which they are written', async () => {
      const { stranger } = city.cast;
      const { body } = await stranger.get('/v1/memberships');
      const path = `/v1/memberships/${body.items[0].id}`;
      // Refused after the change was written: nobody would administer the organisation any more.
      const refused = await stranger.patch(path, { roles: ['ent_user'] }, { 'if-match': '"1"' });
      expect(refused).toMatchObject({ status: 409, body: { code: 'identity.last_admin' } });
      const before = await count();
      const fails = city.app.get(Transactions).run((tx) => {
        city.app.get(Audit).record(tx, { event: 'nothing' });
        return Promise.reject(new Error('later'));
      });
      await expect(fails).rejects.toThrow('later');
      expect(await count()).toBe(before);
      expect(await events({ recordId: body.items[0].id, what: 'PATCH /v1/memberships/:id' })).toEqual([]);
    });

    it('are not written for an event that a state refuses, and once for an answer that is repeated', async () => {
      const { id } = await given(city).filing('submitted');
      const key = { 'idempotency-key': `accept-${id}` };
      const accept = (): Promise<Answer> =>
        city.cast.clerk.post(`/v1/elevator-filings/${id}/acceptance`, undefined, key);
      expect((await accept()).status).toBe(200);
      expect((await accept()).headers['idempotent-replayed']).toBe('true');
      expect((await city.cast.clerk.post(`/v1/elevator-filings/${id}/acceptance`)).status).toBe(409);
      expect(await events({ recordId: id, what: 'accept' })).toHaveLength(1);
    });

    it('name every row of a batch', async () => {
      const rows = [await given(city).elevator(), await given(city).elevator()].map(({ id }) => ({
        elevatorId: id,
        requestedOn: '2026-03-02',
      }));
      const { status, body } = await city.cast.contractor.post('/v1/elevator-filing-batches', { rows });
      expect({ status, body }).toMatchObject({ status: 200 });
      for (const { resource } of body.items) {
        const [event, ...others] = await events({ recordId: resource.id });
        expect(others).toEqual([]);
        expect(event).toMatchObject({ actorId: city.cast.contractor.userId, result: 'done', beforeHash: null });
        expect(event.afterHash).toMatch(/^[0-9a-f]{64}$/);
      }
    });
  });

  it('are left by a change that has no life, with the record before and after', async () => {
    const phone = '13900031001';
    const { body } = await city.cast.admin.post('/v1/memberships', {
      ...{ name: '被审计者', phone, password: 'long enough', roles: ['org_clerk'] },
    });
    const change = { roles: ['org_clerk', 'finance'] };
    const answer = await city.cast.admin.patch(`/v1/memberships/${body.id}`, change, { 'if-match': '"1"' });
    expect(answer.status).toBe(200);
    const [added, changed, ...others] = await events({ recordId: body.id });
    expect(others).toEqual([]);
    const { userId: actorId, organisationId } = city.cast.admin;
    const common = { recordType: 'membership', actorId, organisationId };
    expect(added).toMatchObject({ ...common, what: 'POST /v1/memberships', event: 'join', beforeHash: null });
    expect(changed).toMatchObject({ ...common, what: 'PATCH /v1/memberships/:id' });
    expect(changed.beforeHash).toBe(added.afterHash);
    expect(changed.afterHash).not.toBe(changed.beforeHash);
    // Names and phones of people stay out of it.
    expect(JSON.stringify([added, changed])).not.toMatch(new RegExp(`${phone}|被审计者`));
  });

  describe('of signing in', () => {
    it('name the session, its renewals and its end', async () => {
      const { body } = await signIn(DEMO_PASSWORD);
      await city.cast.nobody.post('/v1/auth/refresh', { refreshToken: body.refreshToken });
      const [sessionId] = body.refreshToken.split('.');
      expect((await city.cast.userUnit.post(`/v1/sessions/${sessionId}/revocation`)).status).toBe(200);
      const found = await events({ recordId: sessionId });
      expect(found.map(({ event }) => event)).toEqual(['sign_in', 'refreshed', 'revoked']);
      const of = { recordType: 'session', actorId: city.cast.userUnit.userId, sessionId, result: 'done' };
      expect(found).toMatchObject([of, of, of]);
    });

    it('keep the reuse of a refresh token, which ends the session', async () => {
      const { body } = await signIn(DEMO_PASSWORD);
      const [sessionId] = body.refreshToken.split('.');
      await city.cast.nobody.post('/v1/auth/refresh', { refreshToken: body.refreshToken });
      await city.db.query(`UPDATE sessions SET rotated_at = rotated_at - interval '1 minute' WHERE id = $1`, [
        sessionId,
      ]);
      const reused = await city.cast.nobody.post('/v1/auth/refresh', { refreshToken: body.refreshToken });
      expect(reused.status).toBe(401);
      expect(await events({ recordId: sessionId, what: 'refresh_reused' })).toHaveLength(1);
    });

    it('keep a wrong password, on the account and without naming anybody as its author', async () => {
      expect((await signIn('not the password')).status).toBe(401);
      const { userId: recordId } = city.cast.userUnit;
      const [attempt] = await eventually({ recordId, result: 'access.bad_credentials' });
      expect(attempt).toMatchObject({ recordType: 'user', actorId: null, organisationId: null, address: '127.0.0.1' });
    });
  });

  describe('of refused attempts', () => {
    it('are written for a route that is not the caller’s, and for a record that is not', async () => {
      const { id } = await given(city).filing('draft');
      const { inspector, stranger } = city.cast;
      expect((await inspector.post('/v1/organisations', {})).status).toBe(403);
      expect((await stranger.get(`/v1/elevator-filings/${id}`)).status).toBe(404);
      const common = { event: null, beforeHash: null, afterHash: null };
      const by = ({ userId: actorId, organisationId }: Caller) => ({ actorId, organisationId });
      expect(await eventually({ actorId: inspector.userId, result: 'access.forbidden' })).toMatchObject([
        { ...common, ...by(inspector), what: 'POST /v1/organisations' },
      ]);
      expect(await eventually({ actorId: stranger.userId, result: 'record.not_found' })).toMatchObject([
        { ...common, ...by(stranger), recordType: 'elevator_filing', recordId: id },
      ]);
    });

    it('are written for an organisation that is not the caller’s', async () => {
      const { verifier, hospital } = city.cast;
      const headers = { 'x-organisation-id': hospital.organisationId };
      expect((await verifier.get('/v1/me', headers)).status).toBe(403);
      const filter = { actorId: verifier.userId, result: 'access.not_a_member' };
      expect(await eventually(filter)).toMatchObject([{ organisationId: null }]);
    });

    it('cannot fill the disk: a flood is answered as always and counted instead of written', async () => {
      const { secondVerifier: flooder } = city.cast;
      const answers = await Promise.all(Array.from({ length: 200 }, () => flooder.post('/v1/organisations', {})));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
      const filter = { actorId: flooder.userId, result: 'access.forbidden' };
      const written = await eventually(filter);
      expect(written.length).toBeGreaterThan(10);
      expect(written.length).toBeLessThan(50);
    });

    it('are not written for strangers without a name', async () => {
      const before = await events({ result: 'access.unauthenticated' });
      expect((await city.cast.nobody.get('/v1/me')).status).toBe(401);
      expect((await city.cast.inspector.post('/v1/organisations', { a: 1 })).status).toBe(403);
      await until(async () => (await events({ actorId: city.cast.inspector.userId, result: 'access.forbidden' }))[1]);
      expect(await events({ result: 'access.unauthenticated' })).toEqual(before);
    });
  });

  describe('are read', () => {
    it('by the platform all, by an administrator those of the own organisation', async () => {
      const { admin, contractor, clerk, inspector, stranger } = city.cast;
      const { id } = await given(city).filing('accepted');
      const own = await events({}, admin);
      expect(own.length).toBeGreaterThan(0);
      expect(new Set(own.map(({ organisationId }) => organisationId))).toEqual(new Set([admin.organisationId]));
      expect((await events({ recordId: id })).map(({ event }) => event)).toEqual(['create', 'submit', 'accept']);
      expect((await events({ recordId: id }, admin)).map(({ event }) => event)).toEqual(['accept']);
      expect((await events({ recordId: id }, contractor)).map(({ event }) => event)).toEqual(['create', 'submit']);
      expect(await events({ recordId: id }, stranger)).toEqual([]);
      expect(await events({ organisationId: contractor.organisationId }, admin)).toEqual([]);
      for (const who of [clerk, inspector]) expect((await who.get('/v1/audit-events')).status).toBe(403);
      expect((await city.cast.nobody.get('/v1/audit-events')).status).toBe(401);

      const [{ id: eventId }] = await events({ recordId: id, what: 'accept' });
      expect((await admin.get(`/v1/audit-events/${eventId}`)).body.recordId).toBe(id);
      expect((await stranger.get(`/v1/audit-events/${eventId}`)).status).toBe(404);
      expect((await admin.get(`/v1/audit-events/${MISSING}`)).status).toBe(404);
    });

    it('in pages, by day and by what was done', async () => {
      const { auditAdmin, contractor } = city.cast;
      const today = await events({ from: '2026-03-02', to: '2026-03-02', actorId: contractor.userId });
      expect(today.length).toBeGreaterThan(3);
      expect(await events({ from: '2026-03-03' })).toEqual([]);
      expect(await events({ to: '2026-03-01', actorId: contractor.userId })).toEqual([]);
      const path = `/v1/audit-events?actorId=${contractor.userId}&limit=2`;
      const { body: first } = await auditAdmin.get(path);
      const { body: second } = await auditAdmin.get(`${path}&cursor=${first.nextCursor}`);
      expect([...first.items, ...second.items]).toEqual(today.toReversed().slice(0, 4));
    });

    it.each(['from=yesterday', 'actorId=me', 'recordId=1', 'what=', 'limit=1000', 'cursor=made-up', 'unknown=1'])(
      'not with ?%s',
      async (query) => {
        const { status } = await city.cast.auditAdmin.get(`/v1/audit-events?${query}`);
        expect(status).toBe(400);
      },
    );
  });
});
