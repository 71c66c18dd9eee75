import { randomUUID } from 'node:crypto';
import { ok } from '../api/reports/report-life';
import type { TestCity } from '../support/city';
import type { Prepared } from './prepared-city';

/** A zip and a parcel of a report of the institution; no worker runs, so neither moves. Another's report is none of its own. */
export async function reportExports({ cast, db }: TestCity): Promise<Partial<Prepared>> {
  const { clerk, metrologyClerk, userUnit } = cast;
  const idOf = async ({ get }: typeof clerk): Promise<string> =>
    ok(await get('/v1/reports?limit=1')).items[0].id as string;
  const [own, foreign] = [await idOf(clerk), await idOf(metrologyClerk)];
  const { id } = ok(await clerk.post('/v1/report-exports', { reportIds: [own] }));
  const parcel = randomUUID();
  // None of the prepared reports is issued.
  await db.query(
    `INSERT INTO report_deliveries (id, institution_id, organisation_id, channel, state, attaches_files, created_by_id,
       created_at, updated_at) VALUES ($1, $2, $3, 'post', 'queued', false, $4, now(), now())`,
    [parcel, clerk.organisationId, userUnit.organisationId, clerk.userId],
  );
  await db.query('INSERT INTO report_delivery_items (delivery_id, report_id, position) VALUES ($1, $2, 0)', [
    parcel,
    own,
  ]);
  return {
    own: { report_export: id, report_delivery: parcel },
    named: { reportIds: own, reportId: own },
    foreign: { reportIds: foreign },
  };
}
