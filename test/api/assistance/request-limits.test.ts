import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok } from '../../support/given-help';

const DAY = 86_400_000;

describe('the limits of a help request', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
  });
  beforeEach(() => help.freeExperts());
  afterAll(() => city.close());

  const read = async (caller: Caller, id: string): Promise<any> => ok(await caller.get(`/v1/help-requests/${id}`));
  const events = async (id: string, caller = city.cast.operator): Promise<string[]> =>
    ok(await caller.get(`/v1/help-requests/${id}/history`)).items.map(({ event }: any) => event as string);
  const codeOf = ({ status, body }: Answer): [number, string] => [status, body.code];

  it('stands still while the requester is asked back, three times at most', async () => {
    const { expert, machineShop } = city.cast;
    const { id, answerDueAt } = await help.request('waiting_requester');
    expect(await read(expert, id)).toMatchObject({ isPaused: true, pauses: 1 });
    city.advance(30 * 60_000);
    const replied = (await help.act(machineShop, id, 'reply', { body: '图样已补充' })).body;
    expect(replied).toMatchObject({ state: 'in_service', isPaused: false });
    const moved = Date.parse(replied.answerDueAt) - Date.parse(answerDueAt);
    // Thirty working minutes later, over the night: what was left is left, to the second.
    expect(replied.answerDueAt).toMatch(/^2026-03-06T01:(29|30)/);
    expect(moved).toBeGreaterThan(16 * 3_600_000);
    for (const body of ['还有吗？', '还有别的吗？']) {
      ok(await help.act(expert, id, 'question', { body }));
      ok(await help.act(machineShop, id, 'reply', { body: '没有' }));
    }
    expect(codeOf(await help.act(expert, id, 'question', { body: '再问' }))).toEqual([
      409,
      'assistance.pauses_exhausted',
    ]);
  });

  it('is extended once, when asked before it is due and allowed by an operator', async () => {
    const { expert, operator } = city.cast;
    const ask = (id: string): Promise<Answer> => help.act(expert, id, 'extension-request', { reason: '需要试验' });
    const { id } = await help.request('in_service');
    expect(codeOf(await help.act(operator, id, 'extension'))).toEqual([409, 'assistance.extension_not_requested']);
    expect((await ask(id)).body).toMatchObject({ extension: 'requested', extensionReason: '需要试验' });
    expect(codeOf(await ask(id))).toEqual([409, 'assistance.extension_used']);
    const granted = (await help.act(operator, id, 'extension')).body;
    expect(granted).toMatchObject({
      state: 'in_service',
      extension: 'granted',
      answerDueAt: '2026-03-12T09:00:00.000Z',
    });
    expect(codeOf(await help.act(operator, id, 'extension-refusal', { reason: 'x' }))).toEqual([
      ...[409, 'assistance.extension_not_requested'],
    ]);

    const refused = await help.request('in_service');
    ok(await ask(refused.id));
    expect((await help.act(operator, refused.id, 'extension-refusal', { reason: '不必' })).body.extension).toBe(
      'refused',
    );
    const urgent = await help.request('in_service', { type: 'urgent' });
    expect(codeOf(await ask(urgent.id))).toEqual([409, 'assistance.extension_not_offered']);
    const late = await help.request('in_service', { type: 'consult' });
    city.advance(3 * DAY);
    expect(codeOf(await ask(late.id))).toEqual([409, 'assistance.extension_late']);
    city.advance(-3 * DAY);
  });

  it('begins another round when the answer is not good enough, and another expert after the second', async () => {
    const { machineShop, expert, secondExpert, operator } = city.cast;
    const { id } = await help.request('answered');
    const dissatisfied = (): Promise<Answer> => help.act(machineShop, id, 'dissatisfaction', { reason: '没有说基准' });
    expect((await dissatisfied()).body).toMatchObject({
      state: 'in_service',
      round: 2,
      answer: null,
      answeredById: null,
    });
    ok(await help.act(expert, id, 'answer', { body: '第二次' }));
    expect((await dissatisfied()).body).toMatchObject({ state: 'triaged', round: 3, assigneeIds: [], openPlaces: 1 });
    ok(await help.act(operator, id, 'publication'));
    expect(codeOf(await help.act(expert, id, 'claim'))).toEqual([409, 'assistance.served_before']);
    const expertIds = [await help.expertId(expert)];
    expect(codeOf(await help.act(operator, id, 'assignment', { expertIds }))).toEqual([
      409,
      'assistance.served_before',
    ]);
    ok(await help.act(secondExpert, id, 'claim'));
    ok(await help.act(secondExpert, id, 'start'));
    ok(await help.act(secondExpert, id, 'answer', { body: '第三次' }));
    expect((await help.act(machineShop, id, 'acceptance')).body).toMatchObject({ answer: '第三次', round: 3 });
    expect((await events(id)).slice(-7)).toEqual([
      ...['dissatisfy', 'release', 'publish', 'claim', 'start', 'answer', 'accept'],
    ]);
    const clocks = ok(await operator.get(`/v1/help-requests/${id}/clocks`)).items;
    expect(clocks.filter(({ kind }: any) => kind === 'answer')).toHaveLength(3);
  });

  it('is opened again within fifteen days, twice', async () => {
    const { machineShop, operator, expert } = city.cast;
    const { id } = await help.request('closed');
    const reopen = (): Promise<Answer> => help.act(machineShop, id, 'reopening', { reason: '又出现了' });
    const again = async (): Promise<void> => {
      ok(await help.act(operator, id, 'assignment', { expertIds: [await help.expertId(expert)] }));
      ok(await help.act(expert, id, 'start'));
      ok(await help.act(expert, id, 'answer', { body: '再答' }));
      ok(await help.act(machineShop, id, 'acceptance'));
      ok(await help.act(operator, id, 'callbacks', { outcome: 'satisfied', note: '好' }));
      ok(await help.act(operator, id, 'closing'));
    };
    city.advance(15 * DAY - 60_000);
    expect((await reopen()).body).toMatchObject({
      ...{ state: 'triaged', reopenings: 1, answer: null, resolvedAt: null, closedAt: null, assigneeIds: [] },
      answerDueAt: '2026-03-20T09:00:00.000Z',
    });
    await again();
    expect((await reopen()).body.reopenings).toBe(2);
    await again();
    expect(codeOf(await reopen())).toEqual([409, 'assistance.reopenings_exhausted']);
    const late = await help.request('closed');
    city.advance(15 * DAY + 60_000);
    expect(codeOf(await help.act(machineShop, late.id, 'reopening', { reason: '晚了' }))).toEqual([
      ...[409, 'assistance.reopening_late'],
    ]);
    city.advance(-30 * DAY);
  });

  it('is rated once by those who asked; a bad grade asks for a callback, also after closing', async () => {
    const { machineShop, machineShopUser, operator, expert, hospital } = city.cast;
    const before = ok(await hospital.get(`/v1/experts/${await help.expertId(expert)}`));
    const open = await help.request('answered');
    expect(codeOf(await help.act(machineShop, open.id, 'rating', { grade: 5 }))).toEqual([409, 'workflow.wrong_state']);
    const { id } = await help.request('closed');
    const rate = (caller: Caller, grade: number): Promise<Answer> => help.act(caller, id, 'rating', { grade });
    expect(codeOf(await rate(expert, 5))).toEqual([403, 'workflow.not_a_party']);
    expect(codeOf(await rate(hospital, 5))).toEqual([403, 'workflow.not_a_party']);
    const both = await Promise.all([rate(machineShop, 2), rate(machineShop, 2)]);
    expect(both.map(codeOf).sort()).toEqual([
      ...[
        [201, undefined],
        [409, 'ratings.already_rated'],
      ],
    ]);
    expect((await read(operator, id)).isCallbackDue).toBe(true);
    const due = ok(await operator.get('/v1/help-requests?callbackDue=true')).items;
    expect(due.map((one: any) => one.id)).toContain(id);
    expect(ok(await machineShop.get('/v1/help-requests?callbackDue=true')).items).toEqual([]);
    expect((await rate(machineShopUser, 4)).status).toBe(201);
    const after = ok(await hospital.get(`/v1/experts/${await help.expertId(expert)}`));
    expect(after.ratingCount - before.ratingCount).toBe(2);
    expect(after.answeredCount - before.answeredCount).toBe(1);
    expect(after.version).toBeGreaterThan(before.version);

    const call = (outcome: string): Promise<Answer> => help.act(operator, id, 'callbacks', { outcome, note: '回访' });
    expect([await call('unreachable'), await call('unreachable')].map(({ status }) => status)).toEqual([201, 201]);
    expect((await read(operator, id)).isCallbackDue).toBe(true);
    expect((await call('unreachable')).status).toBe(201);
    expect((await read(operator, id)).isCallbackDue).toBe(false);
    expect(ok(await operator.get(`/v1/help-requests/${id}/callbacks`)).items).toHaveLength(4);
    expect(codeOf(await machineShop.get(`/v1/help-requests/${id}/callbacks`))).toEqual([403, 'workflow.not_a_party']);
    expect(codeOf(await help.act(machineShop, id, 'callbacks', { outcome: 'satisfied', note: 'x' }))).toEqual([
      ...[403, 'workflow.not_a_party'],
    ]);
    expect(codeOf(await help.act(operator, open.id, 'callbacks', { outcome: 'satisfied', note: 'x' }))).toEqual([
      ...[409, 'workflow.wrong_state'],
    ]);
  });
});
