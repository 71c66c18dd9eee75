import type { Filing, PaymentOrder } from './answers';
import { today } from './days';
import { findingsFor, type ChecklistItem } from './findings';
import { forEach } from './in-flight';
import type { People } from './people';
import { insist, type Stage, tally, yuan } from './stage';

const filing = (id: string): string => `/v1/elevator-filings/${id}`;

/** The clerk accepts and the rule in force says what it costs. */
export async function acceptAndAssess({ timeline }: Stage, { clerk }: People, ids: string[]): Promise<void> {
  const assessed = await forEach(ids, async (id) => {
    await clerk.post(`${filing(id)}/acceptance`);
    return clerk.post<Filing>(`${filing(id)}/fee-assessment`);
  });
  const total = assessed.reduce((sum, { feeFen }) => sum + (feeFen ?? 0), 0);
  timeline.tell(
    `The institution's clerk accepts and assesses: ${tally(assessed.map(({ state }) => state))}, ${yuan(total)} in all`,
  );
}

export async function confirmPayment({ timeline }: Stage, { finance }: People, order: PaymentOrder): Promise<void> {
  const { id, number, amountFen } = order;
  const body = { paidOn: today(), bankReference: `DEMO-${number}`, amountFen };
  const { state } = await finance.post<PaymentOrder>(`/v1/payment-orders/${id}/confirmation`, body);
  timeline.tell(`Finance confirms that ${yuan(amountFen)} arrived: the order is ${state}`);
}

/** The clerk agrees on the day, the administrator sends two licensed inspectors. */
export async function scheduleAndDispatch({ timeline }: Stage, people: People, ids: string[]): Promise<void> {
  const { clerk, institutionAdmin, inspectorIds } = people;
  const dispatched = await forEach(ids, async (id, index) => {
    const scheduledPeriod = index < ids.length / 2 ? 'morning' : 'afternoon';
    await clerk.post(`${filing(id)}/appointment`, { scheduledOn: today(), scheduledPeriod });
    return institutionAdmin.post<Filing>(`${filing(id)}/dispatch`, { inspectorIds });
  });
  const states = tally(dispatched.map(({ state }) => state));
  timeline.tell(`Appointments are made and ${inspectorIds.length} inspectors dispatched to each: ${states}`);
}

/** On site: conditions, checklist, findings. @returns the ids of the drafted reports, in the order of the filings */
export async function inspect({ timeline }: Stage, { inspector }: People, ids: string[]): Promise<string[]> {
  const concluded = await forEach(ids, async (id, index) => {
    await inspector.post(`${filing(id)}/arrival`, SITE);
    const checklist = await inspector.get<{ items: ChecklistItem[] }>(`${filing(id)}/checklist`);
    const body = { inspectedOn: today(), ...findingsFor(index, checklist.items) };
    return inspector.post<Filing>(`${filing(id)}/conclusion`, body);
  });
  const conclusions = tally(concluded.map(({ conclusion }) => conclusion ?? 'none'));
  timeline.tell(`The inspector records the findings, the rule concludes: ${conclusions}`);
  return concluded.map(({ id, reportId }) => {
    insist(reportId !== null, `filing ${id} was concluded without a report`);
    return reportId;
  });
}

const SITE = {
  temperatureC: '21.5',
  supplyVoltageDeviationPercent: '-1.5',
  isGuarded: true,
  isMaintainerPresent: true,
};
