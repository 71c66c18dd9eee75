import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Report, Verification } from './answers';
import type { ApiClient } from './api-client';
import { today } from './days';
import { type GaugeInLedger, type Order, type OrderedItem } from './metrology-order';
import type { MetrologyPeople } from './metrology-people';
import { insist, type Stage, tally } from './stage';

const POLL_MS = 100;
const PATIENCE_MS = 60_000;

/** One pointer of the four stands 0.05 MPa too high everywhere. */
const POINTER_OFF = [0, 0.05, 0, 0];

/** The verifier reads, the rules conclude, checker and signatory sign. @returns the measured items */
export async function verifyGauges(
  { timeline }: Stage,
  people: MetrologyPeople,
  items: readonly OrderedItem[],
): Promise<OrderedItem[]> {
  const { admin, verifier, verifierId, checker, signatory } = people;
  const standards = await verifier.get<Page<{ id: string; name: string }>>('/v1/measurement-standards');
  const standard = standards.items.find(({ name }) => name === '数字压力计');
  insist(standard !== undefined, 'the institute has no standard for pressure');
  const measured: OrderedItem[] = [];
  for (const [index, { id }] of items.entries()) {
    await admin.post(`/v1/metrology-items/${id}/assignment`, { verifierId });
    const work = { performedOn: today(), place: '计量所压力实验室', temperatureC: '20.3', humidityPercent: '52' };
    const readings = { template: 'pressure_gauge', pressureGauge: gaugeReadings(POINTER_OFF[index] ?? 0, index) };
    const result = { ...work, standardIds: [standard.id], ...readings };
    measured.push(await verifier.post<OrderedItem>(`/v1/metrology-items/${id}/result`, result));
  }
  for (const { reportId } of measured) {
    await checker.post(`/v1/reports/${reportId}/check`);
    await signatory.post(`/v1/reports/${reportId}/approval`);
  }
  timeline.tell(
    `The verifier enters readings; errors, hysteresis and tapping are computed: ${tally(measured.map(({ conclusion }) => conclusion ?? 'none'))}`,
    'The checker checks, the signatory approves; the worker makes the certificates.',
  );
  return measured;
}

/** Readings of a gauge whose pointer is `off` too high. The last gauge of the order reaches 1 MPa, the others 1.6. */
function gaugeReadings(off: number, index: number): object {
  const top = index === POINTER_OFF.length - 1 ? 1 : 1.6;
  const points = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const nominal = part * top;
    const at = (more: number): string => (nominal + off + more).toFixed(3);
    const [up, down] = [at(0.002), at(0.005)];
    return { nominal: nominal.toFixed(2), upBefore: at(0), upAfter: up, downBefore: down, downAfter: down };
  });
  return { isAppearanceGood: true, hasStopPin: true, zero: '0', points };
}

/** Waits until the order is complete and downloads every certificate as its client. @returns what was really saved */
export async function download({ folder, timeline }: Stage, client: ApiClient, orderId: string): Promise<Report[]> {
  const completed = await completion(() => client.get<Order>(`/v1/metrology-orders/${orderId}`));
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates, { recursive: true });
  const reports: Report[] = [];
  for (const { reportId } of completed.items) {
    const report = await client.get<Report>(`/v1/reports/${reportId}`);
    const content = await client.download(`/v1/reports/${reportId}/file`);
    insist(content.subarray(0, 5).toString('latin1') === '%PDF-', `${report.number ?? reportId} is no PDF`);
    writeFileSync(join(certificates, `${report.number ?? reportId}.pdf`), content);
    reports.push(report);
  }
  timeline.tell(
    `The client downloads ${reports.length} documents into certificates/: ${reports.map(({ number }) => number ?? '').join(', ')}`,
  );
  return reports;
}

async function completion(ask: () => Promise<Order>): Promise<Order> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const order = await ask();
    if (order.state === 'completed') return order;
    insist(performance.now() < end, `the order is still ${order.state} after ${PATIENCE_MS / 1_000} s`);
    await pause(POLL_MS);
  }
}

/** Anybody verifies one; the ledger says what is valid now and what must not be used. */
export async function lookAtLedger(
  { api, timeline }: Stage,
  { hospital }: MetrologyPeople,
  [report]: readonly Report[],
  items: readonly OrderedItem[],
): Promise<void> {
  insist(report?.verificationUrl !== undefined && report.verificationUrl !== null, 'no address to verify');
  const answer = await api.get<Verification>(report.verificationUrl);
  insist(answer.status === 'valid' && answer.number === report.number, `${report.number ?? ''} cannot be verified`);
  const gauges = await Promise.all(
    items.map(({ instrument }) => hospital.get<GaugeInLedger>(`/v1/instruments/${instrument.id}`)),
  );
  const banned = gauges.filter(({ isUseProhibited }) => isUseProhibited).map(({ ledgerNo }) => ledgerNo);
  insist(banned.length === 1, `${banned.length} gauges are banned instead of one`);
  timeline.tell(
    `Anybody verifies ${answer.number} by its token: ${answer.status}`,
    `The ledger follows: ${gauges.length - banned.length} gauges valid again, ${banned.join(', ')} must not be used`,
  );
}
