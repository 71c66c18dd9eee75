import { reportWorkflow } from '@nqi/platform/reports';
import type { AnyWorkflow } from '@nqi/shared/workflow';
import type { DataSource } from 'typeorm';
import { filingWorkflow } from '../../libs/lines/elevators/src/filings/filing.workflow';
import { paymentOrderWorkflow } from '../../libs/platform/payments/src/payment-order.workflow';
import type { Cast, TestCity } from '../support/city';
import { given } from '../support/given';
import { until } from '../support/until';

const AT_ONCE = 5;

/** The work of many people at the same time, a few hands at once. */
export async function many<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const hands = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => make(first + index));
    made.push(...(await Promise.all(hands)));
  }
  return made;
}

/** Devices of the user unit, kept by the contractor, due this month; by one batch. @returns their ids */
export async function devices({ cast }: Pick<TestCity, 'cast'>, count: number, prefix: string): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{ categoryCode: '3110', internalNo: `${prefix}-${index}`, address: '烟台市芝罘区故障路 1 号' },
    ...{ districtCode: '370602', floors: 18, stops: 18, doors: 18, liftHeightM: '54', ratedLoadKg: '1000' },
    ...{ ratedSpeedMs: '1.75', baseMonth: '2025-03', maintenanceUnitId: cast.contractor.organisationId },
  }));
  const { status, body } = await cast.userUnit.post('/v1/elevators/batches', { rows });
  if (status !== 200) throw new Error(`the devices were refused: ${JSON.stringify(body).slice(0, 500)}`);
  return body.items.map((item: { resource: { id: string } }) => item.resource.id);
}

export interface Approved {
  filingId: string;
  reportId: string;
}

/** A report on its way out: concluded, checked, approved. */
export async function approve({ cast }: Pick<TestCity, 'cast'>, reportId: string): Promise<void> {
  for (const [who, event] of [
    [cast.checker, 'check'],
    [cast.signatory, 'approval'],
  ] as const) {
    const { status, body } = await who.post(`/v1/reports/${reportId}/${event}`);
    if (status !== 200) throw new Error(`${event} was refused: ${JSON.stringify(body)}`);
  }
}

/** Reports that wait for their files. */
export function approvedReports(city: Pick<TestCity, 'cast'>, count: number): Promise<Approved[]> {
  return many(count, async () => {
    const filing = await given(city as TestCity).filing('concluded');
    await approve(city, filing.reportId);
    return { filingId: filing.id, reportId: filing.reportId };
  });
}

/** Waits until the reports are out; says which are not. */
export async function allIssued(cast: Cast, reports: readonly Approved[], patienceMs: number): Promise<void> {
  const waiting = new Set(reports.map(({ reportId }) => reportId));
  try {
    await until(async () => {
      for (const id of waiting) {
        const { body } = await cast.checker.get(`/v1/reports/${id}`);
        if (body.state !== 'issued') return false;
        waiting.delete(id);
      }
      return true;
    }, patienceMs);
  } catch {
    const [first] = waiting;
    const { body } = await cast.checker.get(`/v1/reports/${first}`);
    throw new Error(`${waiting.size} of ${reports.length} reports are not out: ${JSON.stringify(body.rendering)}`);
  }
}

/** Each report and its filing went out exactly once, with one set of files that can be read. */
export async function expectIssuedOnce(cast: Cast, reports: readonly Approved[]): Promise<void> {
  for (const { reportId, filingId } of reports) {
    const { body: report } = await cast.checker.get(`/v1/reports/${reportId}`);
    expect(report).toMatchObject({ state: 'issued', rendering: { state: 'ready', failureCode: null } });
    expect(documentsOf(report)).toEqual(['mark', 'report']);
    expect(await eventsOf(cast, `/v1/reports/${reportId}`, 'issue')).toBe(1);
    expect(await eventsOf(cast, `/v1/elevator-filings/${filingId}`, 'issue_report')).toBe(1);
    expect((await cast.contractor.get(`/v1/elevator-filings/${filingId}`)).body.state).toBe('report_issued');
    const file = await cast.userUnit.get(`/v1/reports/${reportId}/file`);
    expect(file.raw.subarray(0, 5).toString()).toBe('%PDF-');
  }
}

/** The numbers of all reports are 1 … n, each once. */
export async function expectGapless(cast: Cast, reports: readonly Approved[]): Promise<void> {
  const bodies = await many(reports.length, (index) => cast.checker.get(`/v1/reports/${reports[index]?.reportId}`));
  const numbers = bodies.map(({ body }) => String(body.number)).sort();
  expect(numbers).toEqual(reports.map((_, index) => `DT-2026-${String(index + 1).padStart(6, '0')}`));
}

function documentsOf(report: { rendering: { files: { document: string }[] } }): string[] {
  return report.rendering.files.map(({ document }) => document).sort();
}

async function eventsOf(cast: Cast, address: string, event: string): Promise<number> {
  const { body } = await cast.clerk.get(`${address}/history`);
  return body.items.filter((item: { event: string }) => item.event === event).length;
}

const LIVES: [table: string, workflow: AnyWorkflow][] = [
  ['elevator_filings', filingWorkflow],
  ['reports', reportWorkflow],
  ['payment_orders', paymentOrderWorkflow],
];

interface Life {
  id: string;
  state: string;
  history: { event: string; from: string | null; to: string }[];
}

/** Every record's events, played again by its workflow, lead to the state in which it stands. */
export async function expectHistoryReplays(db: DataSource): Promise<void> {
  for (const [table, workflow] of LIVES) {
    const lives = await db.query<Life[]>(
      `SELECT r.id, r.state, coalesce((
         SELECT jsonb_agg(jsonb_build_object('event', event, 'from', from_state, 'to', to_state) ORDER BY h.id)
         FROM record_history h WHERE h.record_type = $1 AND h.record_id = r.id), '[]') AS history FROM ${table} r`,
      [workflow.record],
    );
    const wrong = lives.filter((life) => replay(workflow, life) !== life.state);
    expect(wrong).toEqual([]);
  }
}

function replay(workflow: AnyWorkflow, { history }: Life): string | null {
  let state: string | null = null;
  for (const { event, from, to } of history) {
    if (from !== state || !leads(workflow.events[event], from, to)) return `broken at ${event}`;
    state = to;
  }
  return state;
}

function leads(transition: AnyWorkflow['events'][string] | undefined, from: string | null, to: string): boolean {
  if (!transition || transition.to !== to) return false;
  return from === null ? transition.from.length === 0 : transition.from.includes(from);
}
