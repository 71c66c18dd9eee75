import { deliver, orderGauges, orderPath, quoteAndPay } from './metrology-order';
import { signInMetrologists } from './metrology-people';
import { download, lookAtLedger, verifyGauges } from './metrology-work';
import { insist, type Stage } from './stage';
import { playTesting } from './testing';

/** The hospital's gauges, from its ledger to certificates, and the machine shop's bolts. @returns how many certificates were really downloaded */
export async function playMetrology(stage: Stage): Promise<{ certificates: number }> {
  const people = await signInMetrologists(stage.api);
  const order = await orderGauges(stage, people);
  await quoteAndPay(stage, people, order);
  const received = await deliver(stage, people, order);
  const measured = await verifyGauges(stage, people, received);
  const reports = await download(stage, people.hospital, order.id);
  await lookAtLedger(stage, people, reports, measured);
  for (const { id } of received) await people.clerk.post(`/v1/metrology-items/${id}/hand-back`, {});
  const { state } = await people.hospital.post<{ state: string }>(orderPath(order.id, 'order-closure'));
  insist(state === 'closed', `the order is ${state} instead of closed`);
  stage.timeline.tell('The gauges are handed back, the order is closed');
  const tests = await playTesting(stage, people);
  return { certificates: reports.length + tests };
}
