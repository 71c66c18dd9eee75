import type { Page, PaymentOrder } from './answers';
import { addDays, today } from './days';
import type { MetrologyPeople } from './metrology-people';
import { insist, type Stage, yuan } from './stage';

export interface GaugeInLedger {
  id: string;
  ledgerNo: string;
  modelSpec: string;
  isMandatory: boolean;
  validUntil: string | null;
  isUseProhibited: boolean;
}

export interface OrderedItem {
  id: string;
  state: string;
  sampleNo: string | null;
  conclusion: string | null;
  reportId: string | null;
  instrument: { id: string; ledgerNo: string };
}

export interface Order {
  id: string;
  number: string | null;
  state: string;
  totalFen: number | null;
  items: OrderedItem[];
}

const SAFETY_GAUGES = 3;

export const orderPath = (id: string, event: string): string => `/v1/metrology-orders/${id}/${event}`;

/** Three gauges that the law binds and one for its own use: the next ones due of the hospital's ledger. */
export async function orderGauges({ timeline }: Stage, people: MetrologyPeople): Promise<Order> {
  const { hospital, laboratoryId } = people;
  const ledger = await hospital.get<Page<GaugeInLedger>>('/v1/instruments?limit=100&sort=dueOn');
  const bound = ledger.items.filter(({ modelSpec, isMandatory }) => modelSpec === 'Y-100' && isMandatory);
  const own = ledger.items.filter(({ modelSpec, isMandatory }) => modelSpec === 'Y-150' && !isMandatory);
  const gauges = [...bound.slice(0, SAFETY_GAUGES), ...own.slice(0, 1)];
  insist(gauges.length === SAFETY_GAUGES + 1, 'the hospital’s ledger lacks gauges');
  const draft = await hospital.post<Order>('/v1/metrology-orders', {
    ...{ laboratoryId, service: 'verification', contactName: '设备科经办人', contactPhone: '0535-6000009' },
    items: gauges.map(({ id }) => ({ instrumentId: id })),
  });
  const order = await hospital.post<Order>(orderPath(draft.id, 'order-submission'));
  timeline.tell(
    `The hospital orders the verification of ${gauges.length} gauges, the next ones due of its ledger of ${ledger.items.length}`,
    `Order ${order.number ?? ''}: ${gauges.map(({ ledgerNo, validUntil }) => `${ledgerNo} (${validUntil ?? '—'})`).join(', ')}`,
  );
  return order;
}

/** Mandatory verification is free, the fourth gauge costs; the hospital approves and pays. */
export async function quoteAndPay({ timeline }: Stage, people: MetrologyPeople, order: Order): Promise<void> {
  const { hospital, clerk, finance } = people;
  const capabilities = await clerk.get<Page<{ id: string; methodNo: string; service: string }>>(
    '/v1/metrology-capabilities?limit=100',
  );
  const capability = capabilities.items.find((one) => one.methodNo === 'JJG 52-2013' && one.service === 'verification');
  insist(capability !== undefined, 'the institute cannot verify gauges');
  const lines = order.items.map(({ id }) => ({ itemId: id, capabilityId: capability.id }));
  const quoted = await clerk.post<Order>(orderPath(order.id, 'quotation'), { lines });
  await hospital.post(orderPath(order.id, 'quotation-approval'));
  const bill = await hospital.post<PaymentOrder>('/v1/payment-orders', {
    ...{ kind: 'metrology_order', subjectIds: [order.id] },
  });
  const { id, number, amountFen } = bill;
  const paid = { paidOn: today(), bankReference: `DEMO-${number}`, amountFen };
  await finance.post(`/v1/payment-orders/${id}/confirmation`, paid);
  timeline.tell(
    `The institute quotes ${yuan(quoted.totalFen ?? 0)}: mandatory verification is free, only the fourth gauge costs`,
    `The hospital approves and pays ${yuan(amountFen)}`,
  );
}

/** A window with one place, taken by the hospital; everything comes and is numbered. */
export async function deliver({ timeline }: Stage, people: MetrologyPeople, order: Order): Promise<OrderedItem[]> {
  const { hospital, clerk } = people;
  const onDay = addDays(today(), 1);
  const body = { onDay, fromTime: '08:30', toTime: '11:30', capacity: 1 };
  const window = await clerk.post<{ id: string }>('/v1/appointment-windows', body);
  await hospital.post(orderPath(order.id, 'delivery-appointment'), { windowId: window.id });
  const came = order.items.map(({ id }) => ({ itemId: id, condition: '外观完好，指针在零位' }));
  const { items } = await clerk.post<Order>(orderPath(order.id, 'receipt'), { items: came });
  timeline.tell(
    `The hospital takes a place on ${onDay} and brings its gauges early`,
    `Received as ${items.map(({ sampleNo }) => sampleNo ?? '').join(', ')}`,
  );
  return items;
}
