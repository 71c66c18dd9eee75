import type { INestApplicationContext } from '@nestjs/common';
import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../support/city';
import { givenHelp, ok } from '../support/given-help';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('the clocks of help requests', () => {
  let city: TestCity;
  let help: ReturnType<typeof givenHelp>;
  let workers: INestApplicationContext[];
  beforeAll(async () => {
    city = await startCity({ SWEEP_INTERVAL_MS: 3_600_000 });
    help = givenHelp(city);
    workers = [await city.startWorker(), await city.startWorker(), await city.startWorker()];
  });
  beforeEach(() => help.freeExperts());
  afterAll(() => city.close());

  /** Three workers at once, twice. */
  const sweep = async (): Promise<void> => {
    const all = (): Promise<unknown> => Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
    await all();
    await all();
  };
  /** Runs on for a while and comes back, since the tests share a clock. */
  const later = async (milliseconds: number, look: () => Promise<void>): Promise<void> => {
    city.advance(milliseconds);
    try {
      await look();
    } finally {
      city.advance(-milliseconds);
    }
  };
  const fired = async (id: string): Promise<string[]> => {
    const { items } = ok(await city.cast.operator.get(`/v1/help-requests/${id}/history`));
    return items
      .filter(({ event }: any) => event.startsWith('clock_'))
      .map(({ event, details }: any) => `${details.clock} ${event.slice('clock_'.length)}`);
  };
  const read = async (id: string): Promise<any> => ok(await city.cast.operator.get(`/v1/help-requests/${id}`));

  it('warn, break and escalate each once, however many workers look', async () => {
    const { machineShop, operator } = city.cast;
    const before = await help.request('submitted', { type: 'urgent' });
    const ids: string[] = [before.id];
    for (let more = 0; more < 9; more += 1) ids.push((await help.request('submitted', { type: 'urgent' })).id);
    await later(11 * MINUTE, async () => {
      await sweep();
      expect(await fired(before.id)).toEqual([]);
    });
    await later(13 * MINUTE, async () => {
      await sweep();
      for (const id of ids) expect(await fired(id)).toEqual(['first_response warning']);
    });
    await later(16 * MINUTE, async () => {
      await sweep();
      const late = await read(before.id);
      expect(late).toMatchObject({ state: 'submitted', isBreached: true, version: before.version + 2 });
      expect(ok(await operator.get('/v1/help-requests?overdue=true&limit=100')).items).toHaveLength(10);
      expect((await machineShop.get(`/v1/help-requests/${before.id}`)).body.isBreached).toBe(true);
    });
    await later(121 * MINUTE, async () => {
      await sweep();
      for (const id of ids) {
        expect((await fired(id)).toSorted()).toEqual([
          ...['answer breach', 'answer escalation', 'answer warning'],
          ...['first_response breach', 'first_response escalation', 'first_response warning'],
        ]);
      }
      const [{ events }] = await city.db.query(
        `SELECT count(*)::int AS events FROM help_request_clock_events e JOIN help_request_clocks c ON c.id = e.clock_id
         WHERE c.help_request_id = ANY ($1)`,
        [ids],
      );
      expect(events).toBe(60);
      const clocks = ok(await operator.get(`/v1/help-requests/${before.id}/clocks`)).items;
      expect(clocks.map(({ events: once }: any) => once.map(({ kind }: any) => kind))).toEqual([
        ...[
          ['warning', 'breach', 'escalation'],
          ['warning', 'breach', 'escalation'],
        ],
      ]);
    });
  });

  it('stand still while the requester is asked back, and at night', async () => {
    const { machineShop, expert } = city.cast;
    const { id } = await help.request('in_service', { type: 'consult' });
    // Due at the end of tomorrow's business: fourteen of working hours from nine o'clock, warned after eleven.
    await later(8 * 60 * MINUTE, async () => {
      ok(await help.act(expert, id, 'question', { body: '型号？' }));
    });
    await later(2 * DAY, async () => {
      await sweep();
      expect(await fired(id)).toEqual([]);
      expect(await read(id)).toMatchObject({ state: 'waiting_requester', isPaused: true, isBreached: false });
      ok(await help.act(machineShop, id, 'reply', { body: 'Y-100' }));
      // Seven working hours were left on Monday evening: Wednesday nine o'clock and seven more.
      expect((await read(id)).answerDueAt).toMatch(/^2026-03-04T09:00|^2026-03-05T01:0/);
    });
    await later(2 * DAY + 7 * 60 * MINUTE, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning']);
    });
    await later(3 * DAY + 60 * MINUTE, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning', 'answer breach']);
    });
  });

  it('start anew with an extension, and warn no second time', async () => {
    const { expert, operator } = city.cast;
    const { id } = await help.request('in_service', { type: 'aid' });
    // Three working days from Monday: due on Thursday at five; warned in the afternoon of Wednesday or on Thursday.
    await later(3 * DAY + 6 * 60 * MINUTE, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning']);
      ok(await help.act(expert, id, 'extension-request', { reason: '试验' }));
      expect(ok(await help.act(operator, id, 'extension')).answerDueAt).toBe('2026-03-12T09:00:00.000Z');
    });
    await later(10 * DAY, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning']);
    });
    await later(11 * DAY, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning', 'answer breach']);
    });
    // Five working days later it goes up.
    await later(18 * DAY, async () => {
      await sweep();
      expect(await fired(id)).toEqual(['answer warning', 'answer breach', 'answer escalation']);
      const late = await help.act(expert, id, 'answer', { body: '抱歉' });
      expect(late.body).toMatchObject({ state: 'answered', isBreached: true });
    });
  });

  it('accept for who says nothing for five working days, and ask for a callback', async () => {
    const { machineShop, operator } = city.cast;
    const { id } = await help.request('answered', { type: 'consult' });
    await later(7 * DAY + 7 * 60 * MINUTE, async () => {
      await sweep();
      expect((await read(id)).state).toBe('answered');
    });
    await later(7 * DAY + 9 * 60 * MINUTE, async () => {
      await sweep();
      expect(await read(id)).toMatchObject({ state: 'resolved', resolution: 'silent', isCallbackDue: true });
      const { items } = ok(await machineShop.get(`/v1/help-requests/${id}/history`));
      expect(items.filter(({ event }: any) => event === 'auto_accept')).toEqual([
        expect.objectContaining({ fromState: 'answered', toState: 'resolved', actorId: null }),
      ]);
      expect((await help.act(operator, id, 'closing')).body.code).toBe('assistance.callback_needed');
    });
  });

  it('close what waits five working days for a reply; nobody reads it as settled', async () => {
    const { machineShop, hospital, expert } = city.cast;
    const { id } = await help.request('waiting_requester');
    const answered = await help.request('waiting_requester');
    ok(await help.act(machineShop, answered.id, 'reply', { body: '有了' }));
    await later(8 * DAY, async () => {
      await sweep();
      expect(await read(id)).toMatchObject({ state: 'closed', closure: 'no_response', resolvedAt: null });
      expect((await read(answered.id)).state).toBe('in_service');
      expect((await hospital.get(`/v1/help-requests/${id}`)).status).toBe(404);
      expect((await help.act(machineShop, id, 'rating', { grade: 5 })).body.code).toBe('workflow.wrong_state');
      expect((await help.act(expert, id, 'messages', { body: 'x' })).body.code).toBe('assistance.conversation_closed');
      expect((await help.act(machineShop, id, 'reopening', { reason: '刚看到' })).body.state).toBe('triaged');
    });
  });

  it('are provisional where they run into a year whose holidays are not announced', async () => {
    const toDecember = Date.parse('2026-12-30T10:00:00+08:00') - Date.parse('2026-03-02T09:00:00+08:00');
    await later(toDecember, async () => {
      const aid = await help.request('submitted', { type: 'aid' });
      expect([aid.isProvisional, aid.answerDueAt.slice(0, 10)]).toEqual([true, '2027-01-04']);
      expect((await help.request('submitted', { type: 'consult' })).isProvisional).toBe(false);
    });
  });

  it('and whoever answers at that moment each have their turn', async () => {
    const { expert, machineShop } = city.cast;
    const ids: string[] = [];
    for (let one = 0; one < 6; one += 1) ids.push((await help.request('waiting_requester')).id);
    await later(8 * DAY, async () => {
      const replies = ids.map((id) => help.act(machineShop, id, 'reply', { body: '迟到的回复' }));
      const [answers] = await Promise.all([Promise.all(replies), sweep()]);
      for (const [index, { status }] of answers.entries()) {
        const { state } = await read(ids[index]);
        expect([status, state]).toEqual(status === 200 ? [200, 'in_service'] : [409, 'closed']);
        const talk = ok(await expert.get(`/v1/help-requests/${ids[index]}/messages`)).items;
        expect(talk.filter(({ kind }: any) => kind === 'reply')).toHaveLength(status === 200 ? 1 : 0);
      }
    });
  });
});
