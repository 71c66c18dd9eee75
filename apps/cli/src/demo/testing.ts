import type { PaymentOrder } from './answers';
import type { ApiClient } from './api-client';
import { addDays, today } from './days';
import { type Order, type OrderedItem, orderPath } from './metrology-order';
import type { MetrologyPeople } from './metrology-people';
import { download } from './metrology-work';
import { signInAs } from './people';
import { insist, type Stage, yuan } from './stage';

const BOLTS = {
  ...{ name: '六角头螺栓', modelSpec: 'M12×80 8.8级', manufacturer: '演示紧固件制造有限公司', batchNo: 'B20260201' },
  ...{ quantity: '8 件', trademark: '演示牌', appearance: '表面完好，无锈蚀' },
};
const TEST = {
  ...{ parameters: ['抗拉强度', '洛氏硬度'], basis: ['GB/T 228.1-2021', 'GB/T 230.1-2018'] },
  ...{ judgement: ['GB/T 3098.1-2010'], remainder: 'return' },
};

/** The machine shop has bolts tested before it uses them; one parameter fails. @returns how many reports were saved */
export async function playTesting(stage: Stage, people: MetrologyPeople): Promise<number> {
  const shop = await signInAs(stage.api, 'machine_shop', 'ent_admin');
  const order = await orderTest(stage, people, shop);
  const item = await bring(people, shop, order);
  await test(stage, people, item);
  const reports = await download(stage, shop, order.id);
  await people.clerk.post(`/v1/metrology-items/${item.id}/hand-back`, {});
  const { state } = await shop.post<{ state: string }>(orderPath(order.id, 'order-closure'));
  insist(state === 'closed', `the order is ${state} instead of closed`);
  return reports.length;
}

async function orderTest(
  { timeline }: Stage,
  { laboratoryId, clerk, finance }: MetrologyPeople,
  shop: ApiClient,
): Promise<Order> {
  const draft = await shop.post<Order>('/v1/metrology-orders', {
    ...{ laboratoryId, service: 'testing', contactName: '质检科', contactPhone: '0535-6000008' },
    items: [{ sample: BOLTS, test: TEST }],
  });
  const order = await shop.post<Order>(orderPath(draft.id, 'order-submission'));
  const lines = order.items.map(({ id }) => ({ itemId: id, priceFen: 60_000, promisedDays: 5 }));
  await clerk.post(orderPath(order.id, 'quotation'), { lines });
  await shop.post(orderPath(order.id, 'quotation-approval'));
  const subject = { kind: 'metrology_order', subjectIds: [order.id] };
  const { id, number, amountFen } = await shop.post<PaymentOrder>('/v1/payment-orders', subject);
  const paid = { paidOn: today(), bankReference: `DEMO-${number}`, amountFen };
  await finance.post(`/v1/payment-orders/${id}/confirmation`, paid);
  timeline.tell(
    `The machine shop orders a test of its bolts, order ${order.number ?? ''}, and pays ${yuan(amountFen)}`,
  );
  return order;
}

async function bring({ clerk }: MetrologyPeople, shop: ApiClient, { id, items }: Order): Promise<OrderedItem> {
  const body = { onDay: addDays(today(), 1), fromTime: '13:30', toTime: '15:30', capacity: 1 };
  const window = await clerk.post<{ id: string }>('/v1/appointment-windows', body);
  await shop.post(orderPath(id, 'delivery-appointment'), { windowId: window.id });
  const came = items.map((item) => ({ itemId: item.id, condition: '外观完好，数量相符' }));
  const [item] = (await clerk.post<Order>(orderPath(id, 'receipt'), { items: came })).items;
  insist(item !== undefined, 'the sample did not come');
  return item;
}

/** The tensile strength lies within the approval and fails; the hardness lies outside of it. */
async function test({ timeline }: Stage, people: MetrologyPeople, { id }: OrderedItem): Promise<void> {
  const { admin, verifier, verifierId, checker, signatory } = people;
  await admin.post(`/v1/metrology-items/${id}/assignment`, { verifierId });
  const approved = await verifier.get<{ items: { id: string }[] }>(
    `/v1/testing-capabilities?laboratoryId=${people.laboratoryId}&methodNo=${encodeURIComponent('GB/T 228.1-2021')}`,
  );
  const [strength, hardness] = [
    { parameter: '抗拉强度', unit: 'MPa', requirement: '≥800', result: '742', verdict: 'fail' },
    {
      parameter: '洛氏硬度',
      unit: 'HRC',
      requirement: '22～32',
      result: '27',
      verdict: 'pass',
      method: 'GB/T 230.1-2018',
    },
  ];
  const { reportId } = await verifier.post<OrderedItem>(`/v1/metrology-items/${id}/test-result`, {
    ...{
      startedOn: today(),
      performedOn: today(),
      place: '计量所力学实验室',
      temperatureC: '22.5',
      humidityPercent: '48',
    },
    results: [{ ...strength, capabilityId: approved.items[0]?.id }, hardness],
  });
  await checker.post(`/v1/reports/${reportId}/check`);
  await signatory.post(`/v1/reports/${reportId}/approval`);
  timeline.tell('One of two parameters fails, so the sample does: the report names the tensile strength');
}
