import type { ApiClient } from './api-client';
import { signInAs } from './people';
import { insist, type Stage } from './stage';

/** A request as far as the story looks at it. */
interface HelpRequest {
  id: string;
  number: string | null;
  state: string;
  isPaused: boolean;
  answerDueAt: string | null;
  assigneeIds: string[];
}

/** Who plays: who asks, who sorts, and two experts who both want it. */
interface Cast {
  asker: ApiClient;
  operator: ApiClient;
  experts: ApiClient[];
}

const PATH = '/v1/help-requests';

/** A machine shop asks how to measure a drawing's tolerance. @returns how many requests were closed on the way */
export async function playAssistance(stage: Stage): Promise<{ requests: number }> {
  const cast = await enter(stage);
  const id = await ask(stage, cast);
  const expert = await race(stage, cast, id);
  await answer(stage, cast, { expert, id });
  await settle(stage, cast, id);
  return { requests: 1 };
}

async function enter({ api }: Stage): Promise<Cast> {
  const asker = await signInAs(api, 'machine_shop', 'ent_admin');
  const operator = await signInAs(api, 'platform', 'operator');
  // Both experts of the university are inspectors; they differ in what else they do there.
  const experts = [await signInAs(api, 'test_centre', 'checker'), await signInAs(api, 'test_centre', 'signatory')];
  return { asker, operator, experts };
}

async function ask({ timeline }: Stage, { asker, operator }: Cast): Promise<string> {
  const { id } = await asker.post<HelpRequest>(PATH, {
    ...{ type: 'aid', category: 'metrology', industry: '装备制造', isPublic: true },
    title: '箱体孔组位置度的测量方案',
    description: '图样要求位置度 φ0.02，三坐标结果与客户不一致，应怎样建立基准？',
  });
  const { number, answerDueAt } = await act(asker, id, 'submission');
  timeline.tell(
    `A machine shop asks how to measure a tolerance of its drawing: ${number}`,
    `The answer is due at ${answerDueAt}, three working days from now.`,
  );
  await act(operator, id, 'triage', { priority: 'high' });
  await act(operator, id, 'publication');
  timeline.tell('An operator of the platform sorts it, and offers it to all experts of metrology.');
  return id;
}

/** Both experts claim at the same moment; there is one place. */
async function race({ timeline }: Stage, { experts }: Cast, id: string): Promise<ApiClient> {
  const claims = await Promise.allSettled(experts.map((expert) => act(expert, id, 'claim')));
  const winners = experts.filter((_, index) => claims[index]?.status === 'fulfilled');
  const [winner] = winners;
  insist(winner !== undefined && winners.length === 1, `${winners.length} experts won one place`);
  timeline.tell('Two experts claim it at the same moment: one wins, the other is shown what else is open.');
  await act(winner, id, 'start');
  return winner;
}

async function answer(
  { timeline }: Stage,
  { asker }: Cast,
  { expert, id }: { expert: ApiClient; id: string },
): Promise<void> {
  const asked = await act(expert, id, 'question', { body: '客户的基准是 A-B 还是 A-B-C？请补充图样标题栏。' });
  insist(asked.isPaused, 'the clock goes on while the enterprise is asked back');
  const replied = await act(asker, id, 'reply', { body: '基准 A-B-C，标题栏注 GB/T 1182。' });
  insist(!replied.isPaused, 'the clock stands still after the reply');
  timeline.tell('The expert asks back, and the clock stands still until the enterprise replies.');
  await act(expert, id, 'answer', { body: '按 A-B-C 建立坐标系后评定位置度。' });
  await act(asker, id, 'dissatisfaction', { reason: '没有说明装夹和测点数。' });
  await act(expert, id, 'answer', {
    body: '底面三点定位 A，两销定位 B、C；每孔上中下三截面各 8 点，按最小区域法评定，给出测量不确定度。',
  });
  timeline.tell('The first answer is not good enough; the second one is.');
}

async function settle({ timeline }: Stage, { asker, operator }: Cast, id: string): Promise<void> {
  await act(asker, id, 'acceptance');
  await asker.post(`${PATH}/${id}/rating`, { grade: 5, expertise: 5, timeliness: 4, comment: '方案可行。' });
  await operator.post(`${PATH}/${id}/callbacks`, { outcome: 'satisfied', note: '企业已按方案复测，结果一致。' });
  const { state } = await act(operator, id, 'closing');
  insist(state === 'closed', `the request is ${state}`);
  const { items } = await asker.get<{ items: { event: string }[] }>(`${PATH}/${id}/history`);
  timeline.tell(`Accepted, rated, called back and closed: ${items.length} entries of history.`);
}

function act(client: ApiClient, id: string, event: string, body?: object): Promise<HelpRequest> {
  return client.post<HelpRequest>(`${PATH}/${id}/${event}`, body);
}
