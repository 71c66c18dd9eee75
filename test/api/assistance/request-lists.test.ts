import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { givenHelp, ok } from '../../support/given-help';
import { canSee as canSeeRequest } from '../../../libs/lines/assistance/src/requests/visibility.policy';
import { allPages, seenBy } from '../../support/seen-by';

const idsOf = (items: any[]): string[] => items.map(({ id }) => id as string);

describe('lists of help requests', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
    const { hospital, stranger, machineShop } = city.cast;
    await help.freeExperts();
    for (const state of ['draft', 'submitted', 'open', 'in_service', 'answered', 'resolved', 'closed'] as const) {
      await help.request(state, { title: `公开 ${state}` }, machineShop);
      await help.request(state === 'open' ? 'triaged' : state, { title: '不公开', isPublic: false }, hospital);
    }
    await help.request('in_service', { type: 'complaint', isPublic: false, isAnonymous: true }, hospital);
    await help.request('submitted', { type: 'urgent', isPublic: false, districtCode: '370681' }, stranger);
    await help.request('withdrawn', { type: 'urgent' }, stranger);
    await help.request('draft', { type: 'complaint' }, stranger);
    await help.request('rejected', { type: 'complaint' }, stranger);
  });
  afterAll(() => city.close());

  const find = (query: string, caller = city.cast.operator): Promise<any[]> =>
    allPages(caller, `/v1/help-requests?${encodeURI(query)}`);

  it('show everybody exactly the requests that the policy lets them see', async () => {
    const seen: number[] = [];
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const expected = await seenBy(city, caller, 'help_requests', canSeeRequest);
      for (const sort of ['-createdAt', 'createdAt']) {
        const listed = idsOf(await find(`sort=${sort}`, caller));
        expect([name, sort, listed.toSorted()]).toEqual([name, sort, expected.toSorted()]);
      }
      seen.push(expected.length);
    }
    // The cast differs in what it sees, or the comparison would say little.
    expect(new Set(seen).size).toBeGreaterThanOrEqual(6);
    expect(Math.min(...seen)).toBeGreaterThan(0);
    expect((await city.cast.nobody.get('/v1/help-requests')).status).toBe(401);
  });

  it('find requests by each filter', async () => {
    const every = await find('');
    for (const [query, test] of [
      ['state=in_service', ({ state }: any) => state === 'in_service'],
      ['type=complaint', ({ type }: any) => type === 'complaint'],
      ['priority=normal', ({ priority }: any) => priority === 'normal'],
      ['category=standards', ({ category }: any) => category === 'standards'],
      ['category=metrology&state=open', ({ category, state }: any) => category === 'metrology' && state === 'open'],
      ['q=公差', ({ title }: any) => /公差/.test(title)],
      [`number=${every[0].number}`, ({ number }: any) => number === every[0].number],
    ] as [string, (request: any) => boolean][]) {
      const found = idsOf(await find(query));
      expect([query, found.toSorted()]).toEqual([query, idsOf(every.filter(test)).toSorted()]);
      expect([query, found.length > 0]).toEqual([query, true]);
    }
    expect(await find('q=没有这个词')).toEqual([]);
    expect(await find('q=，。')).toEqual([]);
    // The description is searched, too, and Latin words by their beginning.
    expect(idsOf(await find('q=孔组位置'))).toEqual(
      expect.arrayContaining(idsOf(every.filter(({ title }) => /^公开/.test(title)))),
    );
  });

  it('have views: my own, mine to serve, and on offer', async () => {
    const { machineShop, expert, secondExpert, operator } = city.cast;
    const own = await find('view=own', machineShop);
    expect(new Set(own.map(({ requesterOrganisationId }) => requesterOrganisationId))).toEqual(
      new Set([machineShop.organisationId]),
    );
    const assigned = await find('view=assigned', expert);
    expect(assigned.length).toBeGreaterThan(5);
    expect(assigned.every(({ assigneeIds }) => assigneeIds.includes(expert.userId))).toBe(true);
    const offered = await find('view=offered', secondExpert);
    expect(offered.length).toBeGreaterThan(2);
    expect(offered.every(({ state, isPublic }) => isPublic && ['open', 'assigned'].includes(state))).toBe(true);
    expect(await find('view=offered', operator)).toEqual([]);
    expect(await find('view=assigned', machineShop)).toEqual([]);
  });

  it('show operators what is overdue, first what was due first', async () => {
    const { operator, machineShop } = city.cast;
    expect(await find('overdue=true')).toEqual([]);
    const { id } = await help.request('submitted', { title: '迟了' });
    await city.db.query(
      `INSERT INTO help_request_clock_events (id, clock_id, kind, at)
       SELECT gen_random_uuid(), id, 'breach', now() FROM help_request_clocks WHERE help_request_id = $1`,
      [id],
    );
    expect(await find('overdue=true')).toMatchObject([{ id, isBreached: true }]);
    expect(await find('overdue=true', city.cast.stranger)).toEqual([]);
    ok(await help.act(machineShop, id, 'withdrawal', {}));
    expect(await find('overdue=true')).toEqual([]);
    const due = (await find('sort=answerDueAt', operator)).map(({ answerDueAt }) => answerDueAt as string);
    expect(due.length).toBeGreaterThan(10);
    expect(due).toEqual(due.toSorted());
    expect((await find('sort=-answerDueAt')).map(({ answerDueAt }) => answerDueAt)).toEqual(due.toReversed());
  });

  it('keep their pages while others write, and say what may be done when asked', async () => {
    const { operator } = city.cast;
    const before = idsOf(await find(''));
    const first = ok(await operator.get('/v1/help-requests?limit=5&include=openEvents'));
    expect(first.items[0].openEvents).toEqual(expect.any(Array));
    await help.request('submitted');
    const rest: string[] = [];
    for (let cursor = first.nextCursor; cursor;) {
      const page = ok(await operator.get(`/v1/help-requests?limit=5&cursor=${cursor}`));
      rest.push(...idsOf(page.items));
      cursor = page.nextCursor;
    }
    expect([...idsOf(first.items), ...rest]).toEqual(before);
    const summary = ok(await operator.get('/v1/help-requests?limit=1')).items[0];
    expect(Object.keys(summary)).not.toEqual(expect.arrayContaining(['description']));
    expect(summary.openEvents).toBeUndefined();
  });

  it('refuse parameters that they do not know', async () => {
    const { operator } = city.cast;
    const { nextCursor } = ok(await operator.get('/v1/help-requests?limit=1'));
    for (const [query, code] of [
      ['colour=red', 'request.invalid'],
      ['state=lost', 'request.invalid'],
      ['overdue=yes', 'request.invalid'],
      ['view=all', 'request.invalid'],
      ['q=', 'request.invalid'],
      ['requesterOrganisationId=me', 'request.invalid'],
      ['limit=101', 'request.invalid'],
      [`cursor=${nextCursor}&sort=createdAt`, 'request.bad_cursor'],
      [`cursor=${nextCursor}&sort=answerDueAt`, 'request.bad_cursor'],
    ]) {
      const { status, body } = await operator.get(`/v1/help-requests?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, code]);
    }
  });

  it('read the same for the same person however they are paged', async () => {
    const callers: Caller[] = [city.cast.expert, city.cast.hospital, city.cast.regulator];
    for (const caller of callers) {
      const whole = ok(await caller.get('/v1/help-requests?limit=100')).items;
      expect(idsOf(await find('', caller))).toEqual(idsOf(whole));
    }
  });
});
