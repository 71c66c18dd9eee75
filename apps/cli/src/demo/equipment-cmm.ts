import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PaymentOrder, Report } from './answers';
import { today } from './days';
import { type Booking, BOOKINGS, type EquipmentPeople, type FreePeriod, shown } from './equipment-people';
import { insist, type Stage, yuan } from './stage';
import { verify } from './reports';

const NEED = 'quantity=length&atLeast=1&unit=m&maxU=2&uUnit=um&isEvidenced=true';
const HALF_HOUR_MS = 30 * 60_000;
const POLL_MS = 100;
const PATIENCE_MS = 60_000;

interface Match {
  uncertainty: string;
  uncertaintyUnit: string;
  evidence: string;
  equipment: { id: string; name: string; providerName: string };
}

/** From "who can measure a metre within two microns" to the paid statement. @returns the id of the booking */
export async function measureGearboxes(stage: Stage, people: EquipmentPeople): Promise<string> {
  const best = await findBest(stage, people);
  const id = await book(stage, people, best.equipment.id);
  const reportId = await use(stage, people, id);
  await settle(stage, people, { id, reportId });
  return id;
}

async function findBest({ timeline }: Stage, { machineShop }: EquipmentPeople): Promise<Match> {
  const { items } = await machineShop.get<{ items: Match[] }>(`/v1/equipment-capabilities?${NEED}`);
  const [best] = items;
  insist(best !== undefined, 'nobody in the city measures a metre within two microns');
  const { equipment, uncertainty, uncertaintyUnit, evidence } = best;
  timeline.tell(
    `The machine shop asks who measures 1 m with U ≤ 2 µm: ${equipment.name} of ${equipment.providerName}`,
    `U = ${uncertainty} ${uncertaintyUnit}, proved by ${evidence}`,
  );
  return best;
}

async function book({ timeline }: Stage, people: EquipmentPeople, equipmentId: string): Promise<string> {
  const { machineShop, manager } = people;
  const { free } = await machineShop.get<{ free: FreePeriod[] }>(`/v1/equipment/${equipmentId}/availability`);
  insist(free[0] !== undefined, 'the machine has no free time this week');
  const { startsAt } = free[0];
  const endsAt = new Date(Date.parse(startsAt) + HALF_HOUR_MS).toISOString();
  const wish = { equipmentIds: [equipmentId], mode: 'by_time_assisted', startsAt, endsAt, purpose: '箱体平面度与孔位' };
  const { id, estimateFen } = await machineShop.post<Booking>(BOOKINGS, wish);
  const { number } = await machineShop.post<Booking>(`${BOOKINGS}/${id}/submission`, { acceptsAgreement: true });
  const { state } = await manager.post<Booking>(`${BOOKINGS}/${id}/approval`, { userClass: 'sme' });
  timeline.tell(
    `It books ${shown(startsAt)} as ${number} (some ${yuan(estimateFen ?? 0)}); the manager says: ${state}`,
  );
  return id;
}

/** @returns the id of the usage statement */
async function use({ timeline }: Stage, people: EquipmentPeople, id: string): Promise<string> {
  const { machineShop, manager, checker, signatory } = people;
  await machineShop.post(`${BOOKINGS}/${id}/start`);
  await machineShop.post(`${BOOKINGS}/${id}/finish`);
  const facts = { resultNote: '平面度 0.012 mm，孔位偏差 0.008 mm' };
  const { feeFen, reportId } = await manager.post<Booking>(`${BOOKINGS}/${id}/fee-submission`, facts);
  insist(feeFen !== null && reportId !== null, `booking ${id} has no fee or no statement`);
  await checker.post(`/v1/reports/${reportId}/check`);
  await signatory.post(`/v1/reports/${reportId}/approval`);
  timeline.tell(`The gearboxes are measured; by actual minutes and the price for small enterprises: ${yuan(feeFen)}`);
  return reportId;
}

async function settle(
  stage: Stage,
  { machineShop, finance }: EquipmentPeople,
  { id, reportId }: { id: string; reportId: string },
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  const read = (): Promise<Report> => machineShop.get<Report>(`/v1/reports/${reportId}`).catch(() => ({}) as Report);
  let report = await read();
  while (report.state !== 'issued') {
    insist(performance.now() < end, `the usage statement was not issued within ${PATIENCE_MS / 1_000} s`);
    await pause(POLL_MS);
    report = await read();
  }
  const content = await machineShop.download(`/v1/reports/${reportId}/file`);
  const folder = join(stage.folder, 'statements');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${report.number}.pdf`), content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const order = await machineShop.post<PaymentOrder>('/v1/payment-orders', {
    kind: 'equipment_booking',
    subjectIds: [id],
  });
  const paid = { paidOn: today(), bankReference: `DEMO-${order.number}`, amountFen: order.amountFen };
  await finance.post(`/v1/payment-orders/${order.id}/confirmation`, paid);
  await machineShop.post(`${BOOKINGS}/${id}/rating`, { grade: 5, comment: '精度高，服务好' });
  const { state } = await machineShop.get<Booking>(`${BOOKINGS}/${id}`);
  insist(state === 'closed', `the booking is ${state} instead of closed`);
  stage.timeline.tell(`Usage statement ${report.number} is out, paid and rated: the booking is ${state}`);
  const { number, verificationUrl } = report;
  insist(number !== null && verificationUrl !== null, 'the statement has no number or no address to verify it');
  insist(await verify(stage, { number, verificationUrl, sha256 }), 'the statement could not be verified');
}
