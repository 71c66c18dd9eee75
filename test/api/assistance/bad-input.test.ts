import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok, QUESTION } from '../../support/given-help';

/** What clients really send: forgotten conversions, spreadsheets, attacks. */
const HOSTILE: unknown[] = [
  ...[null, true, 1.5, -1, 1e21, '', ' ', '18', 'x'.repeat(20_000), '\u0000', '\ud800', 'a\u0000b', '\u202e', '😀'],
  ...['0000-01-01', '2026-02-30', '00000000-0000-0000-0000-000000000000', '%', "'; DROP TABLE help_requests; --"],
  ...[[], [null], ['x', 'x'], Array(100).fill('x'), {}, { constructor: 1 }],
];

/** What the api says when the database refused a value that no check in front of it had seen. */
const LAST_NET = new Set(['request.unstorable', 'record.refused_value', 'record.unknown_reference']);

const REQUEST_FIELDS = [
  ...Object.keys(QUESTION),
  'priority',
  'industry',
  'isAnonymous',
  'wantedExperts',
  'districtCode',
];
const PROFILE = {
  ...{
    title: '工程师',
    degree: '硕士',
    fields: ['metrology'],
    industries: ['医药'],
    certificates: ['证'],
    languages: ['中文'],
  },
  ...{ committees: ['ISO'], achievements: '无', serviceModes: ['online'], hourlyFeeFen: 100, maxConcurrent: 3 },
  avoidOrganisationIds: [],
};
const QUERIES = {
  'help-requests': [
    ...['view', 'q', 'state', 'type', 'priority', 'category', 'number', 'requesterOrganisationId', 'overdue'],
    ...['callbackDue', 'include', 'sort', 'cursor', 'limit'],
  ],
  experts: ['q', 'field', 'serviceMode', 'state', 'sort', 'cursor', 'limit'],
};

describe('whatever a client sends to the assistance line', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
    await help.freeExperts();
  });
  afterAll(() => city.close());

  /** The values that were not answered fairly: accepted, or refused in words that name the place. */
  async function faultsOf(
    fields: readonly string[],
    send: (field: string, value: unknown) => Promise<Answer>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const field of fields) {
      for (const value of HOSTILE) {
        const { status, body } = await send(field, value);
        const isFair = status < 500 && !LAST_NET.has(body.code) && (status < 400 || typeof body.traceId === 'string');
        if (!isFair) found.push(`${field} = ${JSON.stringify(value).slice(0, 60)} → ${status} ${body.code}`);
      }
    }
    return found;
  }

  it('is never our fault when requests are drafted and changed', async () => {
    const { machineShop } = city.cast;
    const draft = (field: string, value: unknown): Promise<Answer> =>
      machineShop.post('/v1/help-requests', { ...QUESTION, [field]: value });
    expect(await faultsOf([...REQUEST_FIELDS, 'unknown'], draft)).toEqual([]);
    const { id } = await help.request('draft');
    let version = 1;
    const change = async (field: string, value: unknown): Promise<Answer> => {
      const body = { [field]: value };
      const answer = await machineShop.patch(`/v1/help-requests/${id}`, body, { 'if-match': `"${version}"` });
      version = answer.body.version ?? version;
      return answer;
    };
    expect(await faultsOf([...REQUEST_FIELDS, 'state', 'version'], change)).toEqual([]);
    expect(version).toBeGreaterThan(5);
    for (const body of [null, []]) {
      expect((await machineShop.post('/v1/help-requests', body)).status).toBe(400);
    }
  });

  it('is never our fault when something happens to a request', async () => {
    const { operator, expert, machineShop } = city.cast;
    const expertIds = [await help.expertId(expert)];
    const events: [string, string, Caller, object][] = [
      ['submitted', 'triage', operator, { type: 'aid', category: 'brand', priority: 'low', wantedExperts: 1 }],
      ['submitted', 'rejection', operator, { reason: 'x' }],
      ['triaged', 'assignment', operator, { expertIds }],
      ['in_service', 'question', expert, { body: 'x' }],
      ['waiting_requester', 'reply', machineShop, { body: 'x' }],
      ['in_service', 'answer', expert, { body: 'x' }],
      ['in_service', 'extension-request', expert, { reason: 'x' }],
      ['answered', 'dissatisfaction', machineShop, { reason: 'x' }],
      ['in_service', 'messages', expert, { body: 'x', isInternal: true }],
      ['in_service', 'read-marker', expert, { messageId: 'x' }],
      ['resolved', 'callbacks', operator, { outcome: 'satisfied', note: 'x' }],
      ['resolved', 'rating', machineShop, { grade: 5, comment: 'x' }],
      ['submitted', 'withdrawal', machineShop, { reason: 'x' }],
    ];
    for (const [state, route, caller, body] of events) {
      await help.freeExperts();
      const { id } = await help.request(state);
      const send = (field: string, value: unknown): Promise<Answer> =>
        help.act(caller, id, route, { ...body, [field]: value });
      expect([route, await faultsOf([...Object.keys(body), 'unknown'], send)]).toEqual([route, []]);
    }
  }, 30_000);

  it('is never our fault when experts apply, change and are approved', async () => {
    const { operator, verifier, expert } = city.cast;
    const apply = async (field: string, value: unknown): Promise<Answer> => {
      const answer = await verifier.post('/v1/experts', { ...PROFILE, [field]: value });
      if (answer.status === 201)
        await city.db.query(`UPDATE experts SET state = 'retired' WHERE id = $1`, [answer.body.id]);
      return answer;
    };
    expect(await faultsOf([...Object.keys(PROFILE), 'unknown'], apply)).toEqual([]);
    const id = await help.expertId(expert);
    let { version } = ok(await expert.get(`/v1/experts/${id}`));
    const change = async (field: string, value: unknown): Promise<Answer> => {
      const answer = await expert.patch(`/v1/experts/${id}`, { [field]: value }, { 'if-match': `"${version}"` });
      version = answer.body.version ?? version;
      return answer;
    };
    expect(await faultsOf([...Object.keys(PROFILE), 'state'], change)).toEqual([]);
    const renew = (field: string, value: unknown): Promise<Answer> =>
      operator.post(`/v1/experts/${id}/renewal`, { [field]: value });
    expect(await faultsOf(['validUntil', 'reason'], renew)).toEqual([]);
  });

  it('is never our fault when lists are searched', async () => {
    for (const [list, parameters] of Object.entries(QUERIES)) {
      const search = (field: string, value: unknown): Promise<Answer> => {
        const text = typeof value === 'string' ? value.slice(0, 2_000) : JSON.stringify(value);
        return city.cast.operator.get(`/v1/${list}?${new URLSearchParams({ [field]: text }).toString()}`);
      };
      expect([list, await faultsOf(parameters, search)]).toEqual([list, []]);
      for (const parameter of parameters) {
        const { status, body } = await city.cast.operator.get(`/v1/${list}?${parameter}=1&${parameter}=2`);
        expect([parameter, status, body.code]).toEqual([parameter, 400, 'request.invalid']);
      }
    }
    expect((await city.cast.operator.get('/v1/help-requests/not-an-id')).status).toBe(404);
    expect((await city.cast.operator.get('/v1/experts/1')).status).toBe(404);
  });
});
