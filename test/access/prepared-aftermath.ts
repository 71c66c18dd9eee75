import { RatingService } from '@nqi/platform/ratings';
import { Transactions } from '@nqi/shared/database';
import { ok, reportLife } from '../api/reports/report-life';
import type { TestCity } from '../support/city';
import { TODAY } from '../support/given';

/** A paid order over a filing, and the wish to have some of it back. */
export async function refunding(
  { cast: { contractor, finance } }: TestCity,
  { id }: { id: string },
): Promise<{ paid: any; refund: any }> {
  const paid = ok(await contractor.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds: [id] }));
  const confirmation = { paidOn: TODAY, bankReference: 'B-1', amountFen: paid.amountFen };
  ok(await finance.post(`/v1/payment-orders/${paid.id}/confirmation`, confirmation));
  const refund = ok(
    await contractor.post(`/v1/payment-orders/${paid.id}/refunds`, { amountFen: 1, reason: '重复缴费' }),
  );
  return { paid, refund };
}

/** What a bad grade opens; the events before it have tests of their own. */
export async function lowRating({ app, cast: { contractor, clerk } }: TestCity, id: string): Promise<string> {
  const subject = { kind: 'elevator_filing', id, ratedOrganisationId: clerk.organisationId, endedAt: null };
  return app.get(Transactions).run(async (tx) => {
    await app.get(RatingService).rate(tx, contractor as never, subject, { grade: 1 });
    const [task] = await tx.sql<{ id: string }>('SELECT id FROM rating_tasks');
    return task?.id ?? '';
  });
}

/** A preview whose file is there; the worker that makes it ends, so that nothing moves but by requests. */
export async function rendered(city: TestCity, reportId: string, issuedId: string): Promise<any> {
  const worker = await city.startWorker();
  const { id } = ok(await city.cast.checker.post(`/v1/reports/${reportId}/previews`));
  const job = await reportLife(city).rendered(reportId, id as string);
  await reportLife(city).issued(issuedId);
  await worker.close();
  return job;
}

/** What a signatory proposes, and the administrator may confirm. */
export async function proposedRevocation({ cast }: TestCity, reportId: string): Promise<string> {
  const grounds = { reason: '检验失误', publicReason: '检验有误', evidence: '复检记录' };
  const { id } = ok(await cast.signatory.post(`/v1/reports/${reportId}/revocations`, grounds));
  return id as string;
}
