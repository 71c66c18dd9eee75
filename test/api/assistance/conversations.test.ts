import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp, ok } from '../../support/given-help';

const SECRET = '内部-专家私下意见-勿转';

describe('the conversation of a request', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  beforeAll(async () => {
    city = await startCity();
    help = givenHelp(city);
  });
  beforeEach(() => help.freeExperts());
  afterAll(() => city.close());

  const say = (caller: Caller, id: string, body: string, isInternal?: boolean): Promise<Answer> =>
    help.act(caller, id, 'messages', { body, ...(isInternal !== undefined && { isInternal }) });
  const talk = async (caller: Caller, id: string): Promise<any[]> =>
    ok(await caller.get(`/v1/help-requests/${id}/messages`)).items;
  const unread = async (caller: Caller, id: string): Promise<number> => {
    const { items } = ok(await caller.get('/v1/help-requests?limit=100'));
    return items.find((one: any) => one.id === id).unreadCount as number;
  };

  it('goes between those who take part, and holds what the events say', async () => {
    const { machineShop, machineShopUser, expert, operator } = city.cast;
    const { id } = await help.request('in_service');
    expect((await say(machineShop, id, '图样已上传')).status).toBe(201);
    ok(await say(operator, id, '请专家尽快'));
    ok(await help.act(expert, id, 'question', { body: '材料是什么？' }));
    ok(await help.act(machineShop, id, 'reply', { body: '45 钢' }));
    ok(await help.act(expert, id, 'answer', { body: '按 A 基准' }));
    ok(await help.act(machineShop, id, 'dissatisfaction', { reason: '请说明装夹' }));
    const told = await talk(machineShopUser, id);
    expect(told.map(({ kind, authorParty, body }: any) => [kind, authorParty, body])).toEqual([
      ...[
        ['message', 'requester', '图样已上传'],
        ['message', 'operator', '请专家尽快'],
      ],
      ...[
        ['question', 'expert', '材料是什么？'],
        ['reply', 'requester', '45 钢'],
      ],
      ...[
        ['answer', 'expert', '按 A 基准'],
        ['dissatisfaction', 'requester', '请说明装夹'],
      ],
    ]);
    expect(told[0]).toMatchObject({ authorId: machineShop.userId, isInternal: false });
    const page = ok(await expert.get(`/v1/help-requests/${id}/messages?sort=-sentAt&limit=4`));
    expect(page.items[0].body).toBe('请说明装夹');
    const rest = ok(await expert.get(`/v1/help-requests/${id}/messages?sort=-sentAt&cursor=${page.nextCursor}`));
    expect([...page.items, ...rest.items].map((one: any) => one.id)).toEqual(told.map((one) => one.id).toReversed());
  });

  it('takes a message of the requester for the reply that is waited for', async () => {
    const { machineShop, operator, expert } = city.cast;
    const { id } = await help.request('waiting_requester');
    ok(await say(operator, id, '请企业补充'));
    ok(await say(expert, id, '等您的图样'));
    expect(ok(await expert.get(`/v1/help-requests/${id}`)).state).toBe('waiting_requester');
    expect((await say(machineShop, id, '图样在此')).body).toMatchObject({ kind: 'reply', body: '图样在此' });
    expect(ok(await expert.get(`/v1/help-requests/${id}`))).toMatchObject({ state: 'in_service', isPaused: false });
  });

  it('never shows internal notes to those who asked: not in talk, counts, history, versions or refusals', async () => {
    const { machineShop, machineShopUser, expert, operator, secondExpert, regulator } = city.cast;
    const { id } = await help.request('in_service', { type: 'complaint', isAnonymous: false });
    const before = await machineShop.get(`/v1/help-requests/${id}`);
    const listedBefore = ok(await machineShop.get('/v1/help-requests?limit=100'));
    const { id: noteId } = ok(await say(expert, id, SECRET, true));
    ok(await say(operator, id, SECRET, true));
    // Nothing that the requester can read has moved.
    const after = await machineShop.get(`/v1/help-requests/${id}`);
    expect([after.body, after.headers.etag]).toEqual([before.body, before.headers.etag]);
    expect(ok(await machineShop.get('/v1/help-requests?limit=100'))).toEqual(listedBefore);
    expect(await unread(machineShop, id)).toBe(0);
    ok(await help.act(operator, id, 'transfer', { reason: SECRET }));
    ok(await help.act(operator, id, 'assignment', { expertIds: [await help.expertId(secondExpert)] }));
    ok(await help.act(secondExpert, id, 'declination', { reason: SECRET }));
    ok(await help.act(operator, id, 'assignment', { expertIds: [await help.expertId(expert)] }));

    const places = ['', '/messages', '/messages?limit=1', '/history', '/clocks', '/rating', '/callbacks'];
    for (const caller of [machineShop, machineShopUser, regulator]) {
      for (const place of places) {
        const { body } = await caller.get(`/v1/help-requests/${id}${place}`);
        expect([place, JSON.stringify(body).includes(SECRET)]).toEqual([place, false]);
        expect([place, JSON.stringify(body).includes(noteId)]).toEqual([place, false]);
      }
      const listed = ok(await caller.get('/v1/help-requests?limit=100'));
      expect(JSON.stringify(listed)).not.toContain(SECRET);
    }
    expect(ok(await machineShop.get(`/v1/help-requests?q=${encodeURIComponent(SECRET)}`)).items).toEqual([]);
    // A note is not even there to be marked as read, as little as one that does not exist.
    const mark = await help.act(machineShop, id, 'read-marker', { messageId: noteId });
    const missing = await help.act(machineShop, id, 'read-marker', { messageId: id });
    expect([mark.status, mark.body.code]).toEqual([404, 'record.not_found']);
    expect({ ...mark.body, traceId: '' }).toEqual({ ...missing.body, traceId: '' });
    const noted = await say(machineShop, id, '企业的内部备注', true);
    expect([noted.status, noted.body.code]).toEqual([403, 'assistance.notes_are_internal']);

    expect((await talk(expert, id)).filter(({ body }) => body === SECRET)).toHaveLength(4);
    expect((await talk(operator, id)).filter(({ isInternal }) => isInternal)).toHaveLength(4);
  });

  it('counts for everybody what others have said and they have not read', async () => {
    const { machineShop, machineShopUser, expert, operator, hospital } = city.cast;
    const { id } = await help.request('in_service');
    const first = ok(await say(machineShop, id, '一'));
    ok(await say(machineShopUser, id, '二'));
    ok(await say(operator, id, '内部', true));
    const last = ok(await say(expert, id, '三'));
    const counts = async (): Promise<number[]> =>
      Promise.all([machineShop, machineShopUser, expert, operator].map((caller) => unread(caller, id)));
    expect(await counts()).toEqual([2, 2, 3, 3]);
    const mark = (caller: Caller, messageId: string): Promise<Answer> =>
      help.act(caller, id, 'read-marker', { messageId });
    expect((await mark(machineShop, last.id)).body).toEqual({ unreadCount: 0 });
    expect((await mark(expert, first.id)).body).toEqual({ unreadCount: 2 });
    // A marker never goes back.
    expect((await mark(machineShop, first.id)).body).toEqual({ unreadCount: 0 });
    expect(await counts()).toEqual([0, 2, 2, 3]);
    expect((await mark(hospital, last.id)).status).toBe(404);
    const other = await help.request('in_service');
    expect((await mark(machineShop, ok(await say(expert, other.id, '别处')).id)).status).toBe(404);
    expect(await unread(machineShop, other.id)).toBe(1);
  });

  it('numbers messages that are sent at the same moment one by one', async () => {
    const { machineShop, expert, operator } = city.cast;
    const { id } = await help.request('in_service');
    const senders = Array.from({ length: 12 }, (_, index) => [machineShop, expert, operator][index % 3]);
    const answers = await Promise.all(senders.map((caller, index) => say(caller, id, `同时 ${index}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
    const rows = await city.db.query(
      'SELECT position FROM help_request_messages WHERE help_request_id = $1 ORDER BY position',
      [id],
    );
    expect(rows.map(({ position }: any) => position)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await unread(machineShop, id)).toBe(8);
  });

  it('is closed to those who only may read the question, and where it is over', async () => {
    const { machineShop, expert, secondExpert, hospital } = city.cast;
    const { id } = await help.request('open');
    for (const answer of [
      await secondExpert.get(`/v1/help-requests/${id}/messages`),
      await secondExpert.get(`/v1/help-requests/${id}/clocks`),
      await say(secondExpert, id, '我能做'),
      await help.act(secondExpert, id, 'read-marker', { messageId: id }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'assistance.not_in_conversation']);
    }
    expect((await say(hospital, id, 'x')).status).toBe(404);
    for (const state of ['draft', 'rejected', 'withdrawn', 'closed'] as const) {
      const { id: over } = await help.request(state);
      const { status, body } = await say(machineShop, over, 'x');
      expect([status, body.code, body.requestState]).toEqual([409, 'assistance.conversation_closed', state]);
    }
    const resolved = await help.request('resolved');
    expect((await say(expert, resolved.id, '如有问题再联系')).status).toBe(201);
    // Everybody reads the settled question and its answer, and neither what was said nor by whom it was asked for.
    const read = ok(await hospital.get(`/v1/help-requests/${resolved.id}`));
    expect(read).toMatchObject({ answer: '按基准 A 测量。', requesterId: null, openEvents: [] });
    expect((await hospital.get(`/v1/help-requests/${resolved.id}/messages`)).status).toBe(403);
    const { items } = ok(await hospital.get(`/v1/help-requests/${resolved.id}/history`));
    expect(items.every(({ actorId, organisationId, note }: any) => !actorId && !organisationId && !note)).toBe(true);
  });

  it('never tells who asks anonymously, wherever experts, regulators and others look', async () => {
    const { hospital, operator, expert, secondExpert, regulator, stranger, machineShop } = city.cast;
    const { id } = await help.request('open', { isAnonymous: true, type: 'complaint' }, hospital);
    const [{ name }] = await city.db.query('SELECT name FROM organisations WHERE id = $1', [hospital.organisationId]);
    const traces = [hospital.organisationId, hospital.userId, name as string];
    const faults: string[] = [];
    const look = async (callers: Record<string, Caller>, when: string): Promise<void> => {
      const query = `requesterOrganisationId=${hospital.organisationId}`;
      const places = ['', '/history', '/messages', '/clocks', '/rating', '/callbacks'].map((place) => `/${id}${place}`);
      for (const [who, caller] of Object.entries(callers)) {
        for (const place of [...places, '?limit=100&include=openEvents']) {
          const { body } = await caller.get(`/v1/help-requests${place}`);
          const found = traces.filter((trace) => JSON.stringify(body).includes(trace));
          faults.push(...found.map((trace) => `${when}: ${who} ${place} ${trace}`));
        }
        const { items } = ok(await caller.get(`/v1/help-requests?limit=100&${query}`));
        if (items.some((one: any) => one.id === id)) faults.push(`${when}: ${who} finds it by its asker`);
      }
    };
    const others = { expert, secondExpert, regulator, stranger, machineShop };
    await look(others, 'open');
    const losers = [ok(await help.act(expert, id, 'claim')), (await help.act(secondExpert, id, 'claim')).body];
    const acts = [
      ok(await help.act(expert, id, 'start')),
      ok(await help.act(expert, id, 'question', { body: '型号？' })),
      ok(await say(hospital, id, 'Y-100')).body,
      ok(await help.act(expert, id, 'answer', { body: '六个月' })),
      (await help.act(stranger, id, 'acceptance')).body,
      ok(await help.act(expert, id, 'messages', { body: '请确认' })),
    ];
    await look(others, 'answered');
    ok(await help.act(hospital, id, 'acceptance'));
    ok(await help.act(hospital, id, 'rating', { grade: 4, comment: '好' }));
    await look(others, 'resolved');
    const told = JSON.stringify([losers, acts]);
    for (const trace of traces) if (told.includes(trace)) faults.push(`an answer has ${trace}`);
    expect(faults).toEqual([]);
    const read = ok(await expert.get(`/v1/help-requests/${id}`));
    expect([read.requesterOrganisationId, read.districtCode, read.requesterId]).toEqual([null, null, null]);
    const own = ok(await hospital.get(`/v1/help-requests/${id}`));
    const operators = ok(await operator.get(`/v1/help-requests/${id}`));
    expect([own, operators].map((one) => [one.requesterOrganisationId, one.requesterId])).toEqual([
      ...[
        [hospital.organisationId, hospital.userId],
        [hospital.organisationId, hospital.userId],
      ],
    ]);
    const found = ok(
      await operator.get(`/v1/help-requests?requesterOrganisationId=${hospital.organisationId}&limit=100`),
    );
    expect(found.items.map((one: any) => one.id)).toContain(id);
  });
});
