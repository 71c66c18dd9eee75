import type { HelpRequestState } from '../../libs/lines/assistance/src/requests/help-request.workflow';
import type { TestCity } from './city';
import type { Answer, Caller } from './client';

/** Fails loudly when a step of the preparation is refused. */
export function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

/** A question of the machine shop to any metrologist. */
export const QUESTION = {
  ...{ type: 'aid', category: 'metrology', title: '图样公差怎样测', description: '孔组位置度的测量方案' },
  isPublic: true,
} as const;

/** Help requests made by the real api, in the state that a test starts from; asked by the machine shop, served by the expert. */
export function givenHelp({ cast, db }: TestCity): {
  act(caller: Caller, id: string, route: string, body?: object): Promise<Answer>;
  request(state?: HelpRequestState, facts?: object, asker?: Caller): Promise<any>;
  expertId(caller: Caller): Promise<string>;
  freeExperts(): Promise<void>;
} {
  const act = (caller: Caller, id: string, route: string, body?: object): Promise<Answer> =>
    caller.post(`/v1/help-requests/${id}/${route}`, body);

  async function expertId({ userId }: Caller): Promise<string> {
    const [{ id }] = await db.query(`SELECT id FROM experts WHERE user_id = $1 AND state <> 'retired'`, [userId]);
    return id as string;
  }

  /** The ways to a state, from a draft. */
  const to: Partial<Record<HelpRequestState, [HelpRequestState, (id: string, asker: Caller) => Promise<unknown>]>> = {
    submitted: ['draft', async (id, asker) => ok(await act(asker, id, 'submission'))],
    triaged: ['submitted', async (id) => ok(await act(cast.operator, id, 'triage', {}))],
    rejected: ['submitted', async (id) => ok(await act(cast.operator, id, 'rejection', { reason: '不在服务范围' }))],
    withdrawn: ['submitted', async (id, asker) => ok(await act(asker, id, 'withdrawal', {}))],
    open: ['triaged', async (id) => ok(await act(cast.operator, id, 'publication'))],
    assigned: [
      'triaged',
      async (id) => ok(await act(cast.operator, id, 'assignment', { expertIds: [await expertId(cast.expert)] })),
    ],
    in_service: ['assigned', async (id) => ok(await act(cast.expert, id, 'start'))],
    waiting_requester: ['in_service', async (id) => ok(await act(cast.expert, id, 'question', { body: '图样呢？' }))],
    answered: ['in_service', async (id) => ok(await act(cast.expert, id, 'answer', { body: '按基准 A 测量。' }))],
    resolved: ['answered', async (id, asker) => ok(await act(asker, id, 'acceptance'))],
    closed: [
      'resolved',
      async (id) => {
        ok(await act(cast.operator, id, 'callbacks', { outcome: 'satisfied', note: '满意' }));
        ok(await act(cast.operator, id, 'closing'));
      },
    ],
  };

  async function drive(id: string, asker: Caller, state: HelpRequestState): Promise<void> {
    const way = to[state];
    if (!way) return;
    await drive(id, asker, way[0]);
    await way[1](id, asker);
  }

  return {
    act,
    expertId,
    async request(state: HelpRequestState = 'draft', facts = {}, asker = cast.machineShop) {
      const { id } = ok(await asker.post('/v1/help-requests', { ...QUESTION, ...facts }));
      await drive(id, asker, state);
      return ok(await asker.get(`/v1/help-requests/${id}`));
    },
    /** Tests make more work than an expert would take: what earlier tests left in hand no longer counts. */
    async freeExperts() {
      await db.query(`UPDATE experts SET max_concurrent = 20`);
      await db.query(`UPDATE help_request_claims SET ended_at = now(), ending = 'done' WHERE ended_at IS NULL`);
    },
  };
}
