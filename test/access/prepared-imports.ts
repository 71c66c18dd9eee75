import { ok } from '../api/reports/report-life';
import type { TestCity } from '../support/city';
import { csv, upload } from '../support/sheets';
import type { Prepared } from './prepared-city';

const COLUMNS = [{ column: '编号', field: 'internalNo' }];

/** A sheet that nobody takes, as no worker runs, and a mapping. */
export async function imports({ cast: { clerk } }: TestCity): Promise<Partial<Prepared>> {
  const mapping = ok(await clerk.post('/v1/import-mappings', { kind: 'elevator', name: '旧系统', columns: COLUMNS }));
  const sheet = ok(await upload(clerk, '/v1/elevators/imports', csv('internalNo', 'I-1')));
  return { own: { import: sheet.id }, named: { mappingId: mapping.id } };
}
