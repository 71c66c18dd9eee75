import type { Caller } from './caller';
import type { BenchCity } from './city';

/** Registration codes of the contractor's devices that are due and have no open filing, in no particular order. */
export async function fileableDevices(city: BenchCity): Promise<string[]> {
  const { rows } = await city.db.query<{ code: string }>(
    `SELECT registration_code AS code FROM elevators e
     WHERE maintenance_unit_id = $1 AND internal_no LIKE 'B-%'
       AND NOT EXISTS (SELECT FROM elevator_filings f WHERE f.elevator_id = e.id AND f.state <> 'archived')
     ORDER BY md5(registration_code)`,
    [(await city.contractor()).organisationId],
  );
  return rows.map(({ code }) => code);
}

interface BatchAnswer {
  accepted: number;
  items: { resource: { id: string } }[];
}

/** Files one batch. @returns the ids of its filings @throws Error unless every row was accepted */
export async function fileBatch(contractor: Caller, codes: readonly string[]): Promise<string[]> {
  const rows = codes.map((registrationCode, index) => {
    return { clientRef: `row ${index}`, registrationCode, contactName: '维保经办人', contactPhone: '13800138001' };
  });
  const { accepted, items } = await contractor.post<BatchAnswer>('/v1/elevator-filing-batches', { rows });
  if (accepted !== codes.length) throw new Error(`a row was refused: ${JSON.stringify(items).slice(0, 500)}`);
  return items.map(({ resource }) => resource.id);
}
