import type { BatchAnswer, Device, PaymentOrder, Problem } from './answers';
import { addDays, today } from './days';
import { listAll } from './lists';
import { enterpriseOf, mandate } from './mandates';
import { type Enterprise, register } from './people';
import { filingRows, newSite } from './site';
import { insist, type Stage, tally, yuan } from './stage';
import type { ApiClient } from './api-client';

const DUE_DAYS = 60;
/** Small, so that the list takes several pages. */
const PAGE = 20;

/** A batch of filings as far as the story goes on with it. */
export interface FiledBatch {
  id: string;
  filingIds: string[];
  refused: number;
}

export async function registerContractor({ api, timeline }: Stage): Promise<Enterprise> {
  const facts = { name: '烟台恒升电梯维保有限公司（演示）', uscc: '91370614MABC4RT83U', phone: '0535-6000005' };
  const administrator = { name: '维保管理员', phone: '13800000080' };
  const contractor = await register(api, { ...facts, capability: 'maintenance_unit', administrator });
  timeline.tell(`A maintenance contractor registers itself: ${facts.name}, ${facts.uscc}`);
  return contractor;
}

/** @returns the ids of the new devices */
export async function registerSite({ timeline }: Stage, manager: ApiClient, contractor: Enterprise): Promise<string[]> {
  const rows = newSite(contractor.id, today());
  const answer = await manager.post<BatchAnswer<Device>>('/v1/elevators/batches', { rows });
  timeline.tell(
    `The property company registers the elevators of a new site in one batch: ${answer.accepted} of ${rows.length}`,
    `It names the contractor that keeps them; who keeps a device may not act for its owner yet.`,
  );
  insist(answer.refused === 0, ['some elevators were refused', ...nameRefused(answer)].join('\n'));
  return answer.items.flatMap(({ resource }) => resource?.id ?? []);
}

/** 委托: offered by the property company, accepted by the contractor. */
export async function mandateSite(
  { timeline }: Stage,
  manager: ApiClient,
  contractor: Enterprise,
  elevatorIds: readonly string[],
): Promise<void> {
  const { number, isLive } = await mandate(await enterpriseOf(manager), contractor, elevatorIds);
  insist(isLive, 'the accepted mandate does not hold');
  timeline.tell(
    `The property company offers a mandate over the ${elevatorIds.length} elevators, ${number}; the contractor accepts it`,
    'From now on it may file, pay and receive reports for the property company.',
  );
}

/** The list of what is due within 60 days, page by page. */
export async function takeDueList({ timeline }: Stage, contractor: Enterprise): Promise<Device[]> {
  const dueTo = addDays(today(), DUE_DAYS);
  const query = `dueFrom=${today()}&dueTo=${dueTo}&sort=nextInspectionDueOn&limit=${PAGE}`;
  const { items, pages } = await listAll<Device>(contractor.client, `/v1/elevators?${query}`);
  const days = items.map(({ nextInspectionDueOn }) => `due ${nextInspectionDueOn}`);
  timeline.tell(
    `The contractor takes the list of devices due by ${dueTo}: ${items.length} on ${pages} pages`,
    tally(days),
  );
  return items;
}

/** Files the list as it was typed: good rows are filed, bad ones come back with their reasons. */
export async function fileList({ timeline }: Stage, contractor: Enterprise, due: Device[]): Promise<FiledBatch> {
  const rows = filingRows(due, today());
  const path = '/v1/elevator-filing-batches';
  const answer = await contractor.client.post<BatchAnswer<{ id: string }> & { batchId: string | null }>(path, { rows });
  timeline.tell(
    `It files ${rows.length} rows in one batch: ${answer.accepted} filed, ${answer.refused} refused`,
    ...nameRefused(answer),
  );
  insist(answer.batchId !== null, 'no row of the batch was filed');
  const filingIds = answer.items.flatMap(({ resource }) => (resource ? [resource.id] : []));
  return { id: answer.batchId, filingIds, refused: answer.refused };
}

/** Rows count from 0, as they do in the api's own texts. */
function nameRefused({ items }: BatchAnswer<unknown>): string[] {
  return items.flatMap(({ index, clientRef, problem }) =>
    problem ? [`row ${index}${clientRef ? `, ${clientRef}` : ''}: ${explain(problem)}`] : [],
  );
}

function explain({ code, detail, errors = [] }: Problem): string {
  return [`${detail} (${code})`, ...errors.map((error) => `${error.pointer} ${error.detail}`)].join(' ');
}

/** One bill for all filings. */
export async function orderPayment(
  { timeline }: Stage,
  contractor: Enterprise,
  subjectIds: string[],
): Promise<PaymentOrder> {
  const order = await contractor.client.post<PaymentOrder>('/v1/payment-orders', {
    kind: 'elevator_filing',
    subjectIds,
  });
  timeline.tell(`The contractor puts ${subjectIds.length} fees on one bill: ${order.number}, ${yuan(order.amountFen)}`);
  return order;
}

export async function rate({ timeline }: Stage, contractor: Enterprise, filingId: string): Promise<void> {
  const body = { grade: 5, timeliness: 5, expertise: 5, attitude: 5, comment: '批量报检，一次办完。' };
  const { grade } = await contractor.client.post<{ grade: number }>(`/v1/elevator-filings/${filingId}/rating`, body);
  timeline.tell(`The contractor rates the service of one filing: ${grade} of 5`);
}
