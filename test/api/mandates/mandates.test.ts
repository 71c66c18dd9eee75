import { randomUUID } from 'node:crypto';
import { Sweeper } from '@nqi/shared/jobs';
import { canSee } from '../../../libs/platform/mandates/src/mandate.policy';
import {
  type MandateEvent,
  type MandateParty,
  type MandateState,
  mandateWorkflow,
} from '../../../libs/platform/mandates/src/mandate.workflow';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { good, mandate, offerOf, revoke } from '../../support/mandates';
import { allPages, seenBy } from '../../support/seen-by';

const DAY = 86_400_000;

describe('mandates', () => {
  let city: TestCity;
  /** Of no other test: a user unit, and the contractor that would act for it. */
  let unit: Caller;
  let contractor: Caller;
  let period = 0;
  beforeAll(async () => {
    city = await startCity();
    [unit, contractor] = [city.cast.hospital, city.cast.contractor];
  });
  afterAll(() => city.close());

  /** A day of its own for each mandate, so that none overlaps another. */
  const ownDay = (): { validFrom: string; validTo: string } => {
    period += 1;
    const day = new Date(Date.parse('2030-01-01') + period * DAY).toISOString().slice(0, 10);
    return { validFrom: day, validTo: day };
  };
  const offer = (by: Caller, facts: object = {}): Promise<Answer> =>
    by.post('/v1/mandates', offerOf(unit, contractor, { coversAll: true, ...ownDay(), ...facts }));
  const event = (by: Caller, id: string, route: string, body: object = {}): Promise<Answer> =>
    by.post(`/v1/mandates/${id}/${route}`, route === 'acceptance' ? undefined : body);

  it('are offered by one side and accepted by the other, and both read what happened', async () => {
    for (const [one, other] of [
      [unit, contractor],
      [contractor, unit],
    ] as const) {
      const { status, body } = await offer(one, { evidence: { kind: 'other', number: ' X 1 ', note: '附件' } });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ state: 'offered', isLive: false, kind: 'elevator', coversAll: true, subjectCount: null, subjectIds: null },
        ...{ mandatorId: unit.organisationId, holderId: contractor.organisationId, offeredById: one.organisationId },
        ...{ scopes: ['file', 'pay', 'receive_reports'], evidence: { kind: 'other', note: '附件' }, acceptedAt: null },
      });
      expect(body.number).toMatch(/^SQ20260302\d{6}$/);
      expect(body.openEvents).toEqual([{ event: 'withdraw', href: `/v1/mandates/${body.id}/withdrawal` }]);
      const seen = (await other.get(`/v1/mandates/${body.id}`)).body;
      expect(seen.openEvents.map((open: any) => open.event)).toEqual(['accept', 'decline']);
      const accepted = await event(other, body.id, 'acceptance');
      expect([accepted.status, accepted.body.state, accepted.body.isLive]).toEqual([200, 'active', false]);
      for (const side of [one, other]) {
        const { openEvents } = (await side.get(`/v1/mandates/${body.id}`)).body;
        expect(openEvents.map((open: any) => open.event)).toEqual(['revoke']);
      }
      await event(other, body.id, 'revocation', { reason: '换维保单位' });
      const { items } = (await one.get(`/v1/mandates/${body.id}/history`)).body;
      expect(items.map((item: any) => [item.event, item.toState, item.organisationId, item.note])).toEqual([
        ['offer', 'offered', one.organisationId, null],
        ['accept', 'active', other.organisationId, null],
        ['revoke', 'revoked', other.organisationId, '换维保单位'],
      ]);
    }
  });

  /** By which events of which side each state is reached; `ended` is the sweep's. */
  const ROADS: Record<MandateState, [by: 'offeror' | 'offeree', route: string][]> = {
    ...{ offered: [], ended: [], active: [['offeree', 'acceptance']], declined: [['offeree', 'refusal']] },
    withdrawn: [['offeror', 'withdrawal']],
    revoked: [
      ['offeree', 'acceptance'],
      ['offeror', 'revocation'],
    ],
  };
  const REASON = { reason: '理由' };
  async function mandateIn(state: MandateState, sides: Record<'offeror' | 'offeree', Caller>): Promise<string> {
    const { id } = good(await offer(sides.offeror));
    for (const [by, route] of ROADS[state]) good(await event(sides[by], id, route, REASON));
    if (state === 'ended') await city.db.query(`UPDATE mandates SET state = 'ended' WHERE id = $1`, [id]);
    return id;
  }
  const routed = Object.entries(mandateWorkflow.events).filter(([, { route }]) => route);
  const cells = mandateWorkflow.states.flatMap((state) => routed.map(([name, { by }]) => [state, name, by] as const));

  it.each(cells)(
    'in the state %s answer the event %s as the table says, to each party (%j)',
    async (state, name, by) => {
      const { route = '', from, to } = mandateWorkflow.events[name as MandateEvent];
      const isHere = from.includes(state);
      for (const [offeror, offeree] of [
        [unit, contractor],
        [contractor, unit],
      ] as const) {
        const mine = (caller: Caller): MandateParty => (caller === unit ? 'mandator' : 'holder');
        const parties: [Caller, MandateParty[]][] = [
          [offeror, ['offeror', mine(offeror)]],
          [offeree, ['offeree', mine(offeree)]],
          [city.cast.operator, []],
        ];
        for (const [caller, roles] of parties) {
          const id = await mandateIn(state, { offeror, offeree });
          for (const nobody of [city.cast.stranger, city.cast.clerk]) {
            expect((await event(nobody, id, route, REASON)).status).toBe(404);
          }
          const isParty = roles.some((role) => by.includes(role));
          const expected = isParty ? (isHere ? 200 : 409) : 403;
          expect([roles, (await event(caller, id, route, REASON)).status]).toEqual([roles, expected]);
          expect((await unit.get(`/v1/mandates/${id}`)).body.state).toBe(expected === 200 ? to : state);
        }
      }
    },
  );

  it('are offered only by one of their sides, in the right shape', async () => {
    const { stranger, clerk, operator, nobody, machineShopUser, userUnit } = city.cast;
    expect((await offer(stranger)).body).toMatchObject({ status: 403, code: 'mandates.not_a_side' });
    for (const [caller, status] of [
      [clerk, 403],
      [operator, 403],
      [machineShopUser, 403], // no administrator
      [nobody, 401],
    ] as const) {
      expect((await offer(caller)).status).toBe(status);
    }
    const foreign = (await userUnit.get('/v1/elevators?limit=1')).body.items[0].id;
    const table: [facts: object, pointer: string, code: string][] = [
      [{ kind: 'gauge' }, '/kind', 'field.not_allowed'],
      [{ coversAll: undefined }, '/subjectIds', 'field.required'],
      [{ subjectIds: [foreign] }, '/subjectIds', 'field.not_allowed'],
      [{ coversAll: undefined, subjectIds: [] }, '/subjectIds', 'field.too_few'],
      [{ coversAll: undefined, subjectIds: [foreign] }, '/subjectIds/0', 'field.unknown_subject'],
      [{ coversAll: undefined, subjectIds: [randomUUID()] }, '/subjectIds/0', 'field.unknown_subject'],
      [
        { coversAll: undefined, subjectIds: Array.from({ length: 2001 }, () => randomUUID()) },
        '/subjectIds',
        'field.too_many',
      ],
      [{ scopes: [] }, '/scopes', 'field.too_few'],
      [{ scopes: ['file', 'file'] }, '/scopes', 'field.repeated'],
      [{ validTo: '2026-03-01', validFrom: undefined }, '/validTo', 'field.too_small'],
      [{ validFrom: '2031-01-02', validTo: '2031-01-01' }, '/validTo', 'field.too_small'],
      [{ evidence: undefined }, '/evidence', 'field.required'],
      [{ evidence: { kind: 'letter', number: '1' } }, '/evidence/kind', 'field.not_allowed'],
      [{ evidence: { kind: 'other', number: ' ' } }, '/evidence/number', 'field.required'],
      [{ evidence: { kind: 'other', number: '1', note: 'x'.repeat(501) } }, '/evidence/note', 'field.too_long'],
      [{ holderId: userUnit.organisationId }, '/holderId', 'field.unknown_organisation'],
      [{ holderId: randomUUID() }, '/holderId', 'field.unknown_organisation'],
      [{ number: 'SQ1' }, '/number', 'field.unknown'],
    ];
    for (const [facts, pointer, code] of table) {
      const { status, body } = await offer(unit, facts);
      expect([facts, status, body.errors?.[0]]).toEqual([facts, 400, expect.objectContaining({ pointer, code })]);
    }
    const own = offerOf(stranger, stranger, { coversAll: true });
    expect((await stranger.post('/v1/mandates', own)).body.errors[0]).toMatchObject({ pointer: '/holderId' });
    for (const body of [{}, { reason: '' }, { reason: ' ' }, { reason: 'x'.repeat(501) }]) {
      const { id } = good(await offer(unit));
      expect((await event(unit, id, 'revocation', body)).status).toBe(400);
    }
  });

  it('never overlap: at any day one mandate of a holder covers a device', async () => {
    const device = async (no: number): Promise<string> =>
      good(await unit.post('/v1/elevators', { address: '烟台市', internalNo: `O-${no}`, baseMonth: '2025-03' })).id;
    const [a, b, c] = [await device(1), await device(2), await device(3)];
    const some = (subjectIds: string[], validFrom: string, validTo: string): object => {
      return { coversAll: undefined, subjectIds, validFrom, validTo };
    };
    const first = await mandate(unit, contractor, some([a, b.toUpperCase(), b], '2040-01-01', '2040-06-30'));
    expect(first).toMatchObject({ coversAll: false, subjectCount: 2, subjectIds: [a, b].sort() });
    const accept = async (facts: object): Promise<Answer> => {
      const { id } = good(await unit.post('/v1/mandates', offerOf(unit, contractor, facts)));
      return event(contractor, id, 'acceptance');
    };
    for (const facts of [
      some([b, c], '2040-06-30', '2040-12-31'),
      some([a], '2039-01-01', '2040-01-01'),
      { coversAll: true, validFrom: '2040-03-01', validTo: '2040-03-01' },
    ]) {
      const { status, body } = await accept(facts);
      expect([status, body.code]).toEqual([409, 'mandates.overlapping']);
      expect(body.existing).toMatchObject({ id: first.id, number: first.number, href: `/v1/mandates/${first.id}` });
    }
    expect((await accept(some([c], '2040-01-01', '2040-06-30'))).status).toBe(200);
    expect((await accept(some([a, b], '2040-07-01', '2040-12-31'))).status).toBe(200);
    const { stranger } = city.cast;
    expect(await mandate(unit, stranger, some([a], '2040-01-01', '2040-06-30'))).toMatchObject({ state: 'active' });
    await revoke(unit, first);
    expect((await accept(some([a], '2040-01-01', '2040-06-30'))).status).toBe(200);
  });

  it('are listed for exactly those who may see them, with every filter', async () => {
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const listed = (await allPages(caller, '/v1/mandates')).map(({ id }) => id);
      const expected = await seenBy(city, caller, 'mandates', (actor, row) => canSee(actor, row, false));
      expect([name, listed.toSorted()]).toEqual([name, expected.toSorted()]);
    }
    const find = (query: string): Promise<any[]> => allPages(contractor, `/v1/mandates?${query}`);
    const every = await find('');
    const live = every.filter(({ isLive }) => isLive);
    expect(live.map(({ mandatorId }) => mandatorId)).toEqual([city.cast.userUnit.organisationId]);
    expect(await find(`mandatorId=${city.cast.userUnit.organisationId}&kind=elevator`)).toEqual(live);
    expect(await find('state=revoked')).toEqual(every.filter(({ state }) => state === 'revoked'));
    expect(await find('kind=gauge')).toEqual([]);
    for (const query of ['state=lost', 'sort=number', 'holderId=1', 'live=true']) {
      expect((await contractor.get(`/v1/mandates?${query}`)).status).toBe(400);
    }
    expect((await contractor.get(`/v1/mandates/${randomUUID()}`)).status).toBe(404);
  });

  it('cannot be accepted when they are over, and are ended by the next sweep, once', async () => {
    const late = good(await offer(unit, { validFrom: '2026-03-01', validTo: '2026-03-03' }));
    const running = await mandate(unit, contractor, { coversAll: true, validTo: '2026-03-04' });
    expect(running.isLive).toBe(true);
    city.advance(2 * DAY); // the fourth of March: its last day
    try {
      const refused = await event(contractor, late.id, 'acceptance');
      expect([refused.status, refused.body.code]).toEqual([409, 'mandates.past']);
      expect((await unit.get(`/v1/mandates/${running.id}`)).body.isLive).toBe(true);
      city.advance(DAY);
      expect((await unit.get(`/v1/mandates/${running.id}`)).body).toMatchObject({ state: 'active', isLive: false });
      const workers = [await city.startWorker(), await city.startWorker()];
      await Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
      for (const { id } of [late, running]) {
        expect((await unit.get(`/v1/mandates/${id}`)).body).toMatchObject({ state: 'ended', openEvents: [] });
        const { items } = (await unit.get(`/v1/mandates/${id}/history`)).body;
        expect(items.filter((item: any) => item.event === 'end')).toHaveLength(1);
      }
    } finally {
      city.advance(-3 * DAY);
    }
  });
});
