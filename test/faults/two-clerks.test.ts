import type { Role } from '@nqi/platform/identity';
import { startCity, type TestCity } from '../support/city';
import { type Answer, type Caller, openSession } from '../support/client';
import { given, TODAY } from '../support/given';
import { callerAt, castAt } from './http-cast';
import { endAll, startApi } from './processes';
import { devices, expectHistoryReplays, many } from './records';

const PAIRS = 20;
const FEW_PAIRS = 6;

describe('two people at once, at two api processes', () => {
  let city: TestCity;
  let urls: string[];
  let phones = 13_700_000_000;

  beforeAll(async () => {
    city = await startCity();
    const apis = await Promise.all([startApi(city.config), startApi(city.config)]);
    urls = apis.map(({ url }) => url);
  });
  afterAll(async () => {
    await endAll();
    await city.close();
  });
  afterEach(() => expectHistoryReplays(city.db));

  /** The colleague of the cast at the first door, and one more of the same kind at the second. */
  async function pairOf(first: Caller, role: Role): Promise<[Caller, Caller]> {
    phones += 1;
    const person = { name: `第二位${role}`, phone: String(phones), password: 'two at once', roles: [role] };
    const { body } = await city.cast.admin.post('/v1/memberships', person);
    const second = { userId: String(body.userId), organisationId: String(body.organisationId) };
    await openSession(city.db, second.userId);
    return [callerAt(urls[0] ?? '', city.config, first), callerAt(urls[1] ?? '', city.config, second)];
  }

  /** Exactly one got through; the other was told so in a problem document. */
  function expectOneWinner(answers: Answer[], winner: number, loser: number, code: string): void {
    const told = answers.map(({ status, body }) => ({ status, code: body.code })).sort((a, b) => a.status - b.status);
    expect(told).toEqual([
      { status: winner, code: undefined },
      { status: loser, code },
    ]);
    const refusal = answers.find(({ status }) => status === loser);
    expect(refusal?.headers['content-type']).toContain('application/problem+json');
    expect(refusal?.body).toMatchObject({ status: loser, traceId: expect.any(String), detail: expect.any(String) });
  }

  it('accept the same filing: one does, the other hears what it is now', async () => {
    const [one, two] = await pairOf(city.cast.clerk, 'org_clerk');
    const rows = (await devices(city, PAIRS, 'accept')).map((elevatorId) => ({ elevatorId, requestedOn: TODAY }));
    const { body: batch } = await city.cast.contractor.post('/v1/elevator-filing-batches', { rows });
    const ids: string[] = batch.items.map((item: { resource: { id: string } }) => item.resource.id);

    // All pairs at once, so that they also stand in each other's way.
    const contests = await Promise.all(
      ids.map((id) => Promise.all([one, two].map((clerk) => clerk.post(`/v1/elevator-filings/${id}/acceptance`)))),
    );

    for (const answers of contests) expectOneWinner(answers, 200, 409, 'workflow.wrong_state');
    const numbers = contests.flat().flatMap(({ status, body }) => (status === 200 ? [body.acceptanceNo] : []));
    expect(new Set(numbers).size).toBe(PAIRS);
  });

  it('confirm the same payment: the money is found once, the filing moves once', async () => {
    const [one, two] = await pairOf(city.cast.finance, 'finance');
    const filings = await many(FEW_PAIRS, () => given(city).filing('fee_assessed'));
    for (const { id } of filings) {
      const order = await city.cast.contractor.post('/v1/payment-orders', {
        kind: 'elevator_filing',
        subjectIds: [id],
      });
      const { id: orderId, amountFen } = order.body;
      const confirm = (who: Caller, bankReference: string): Promise<Answer> =>
        who.post(`/v1/payment-orders/${orderId}/confirmation`, { paidOn: TODAY, bankReference, amountFen });
      const answers = await Promise.all([confirm(one, 'B-1'), confirm(two, 'B-2')]);
      expectOneWinner(answers, 200, 409, 'workflow.wrong_state');

      const { body: paid } = await city.cast.finance.get(`/v1/payment-orders/${orderId}`);
      expect(paid.bankReference).toBe(answers.find(({ status }) => status === 200)?.body.bankReference);
      const { body: timeline } = await city.cast.clerk.get(`/v1/elevator-filings/${id}/history`);
      expect(timeline.items.filter(({ event }: { event: string }) => event === 'settle')).toHaveLength(1);
    }
  });

  it('approve the same report: one signature, one number, one order for the file', async () => {
    const [one, two] = await pairOf(city.cast.signatory, 'signatory');
    const filings = await many(FEW_PAIRS, () => given(city).filing('concluded'));
    const numbers: string[] = [];
    for (const { reportId } of filings) {
      await city.cast.checker.post(`/v1/reports/${reportId}/check`);
      const answers = await Promise.all(
        [one, two].map((signatory) => signatory.post(`/v1/reports/${reportId}/approval`)),
      );
      expectOneWinner(answers, 200, 409, 'workflow.wrong_state');
      const { body: report } = await city.cast.checker.get(`/v1/reports/${reportId}`);
      expect(report).toMatchObject({ state: 'approved', approverId: expect.any(String) });
      numbers.push(report.number);
    }
    expect(numbers).toEqual(filings.map((_, index) => `DT-2026-${String(index + 1).padStart(6, '0')}`));
    const [{ count }] = await city.db.query<[{ count: number }]>('SELECT count(*)::int FROM report_renderings');
    expect(count).toBe(FEW_PAIRS);
  });

  it('bill overlapping filings: one bill stands, the other names it; no order of ids ties a knot', async () => {
    const [here, there] = urls.map((url) => castAt(url, city.config, city.cast).contractor) as [Caller, Caller];
    const filings = await many(FEW_PAIRS * 3, () => given(city).filing('fee_assessed'));
    for (let pair = 0; pair < FEW_PAIRS; pair += 1) {
      const [a, b, c] = filings.slice(pair * 3, pair * 3 + 3).map(({ id }): string => id);
      const bill = (who: Caller, subjectIds: unknown[]): Promise<Answer> =>
        who.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds });
      const answers = await Promise.all([bill(here, [a, b]), bill(there, [c, b])]);
      expectOneWinner(answers, 201, 409, 'payments.already_ordered');
      const order = answers.find(({ status }) => status === 201)?.body;
      const refusal = answers.find(({ status }) => status === 409)?.body;
      expect(refusal.existing).toEqual([{ subjectId: b, href: `/v1/payment-orders/${order.id}` }]);
    }
    const doubled = await city.db.query(
      'SELECT subject_id FROM payment_allocations WHERE is_live GROUP BY 1 HAVING count(*) > 1',
    );
    expect(doubled).toEqual([]);
  });

  it('edit the same version of a device: one edit stands, the other is told that it is stale', async () => {
    const [here, there] = urls.map((url) => castAt(url, city.config, city.cast).userUnit) as [Caller, Caller];
    const ids = await devices(city, PAIRS, 'edit');
    const contests = await Promise.all(
      ids.map(async (id) => {
        const { headers } = await here.get(`/v1/elevators/${id}`);
        const edit = (who: Caller, siteName: string): Promise<Answer> =>
          who.patch(`/v1/elevators/${id}`, { siteName }, { 'if-match': headers.etag ?? '' });
        return { id, answers: await Promise.all([edit(here, '东区'), edit(there, '西区')]) };
      }),
    );
    for (const { id, answers } of contests) {
      expectOneWinner(answers, 200, 412, 'precondition.stale');
      const { body: device } = await here.get(`/v1/elevators/${id}`);
      expect(device.siteName).toBe(answers.find(({ status }) => status === 200)?.body.siteName);
      expect(device.version).toBe(2);
      const { body: timeline } = await here.get(`/v1/elevators/${id}/history`);
      expect(timeline.items.map(({ event }: { event: string }) => event)).toEqual(['register', 'change']);
    }
  });
});
