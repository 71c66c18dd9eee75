import { reportLife } from '../api/reports/report-life';
import type { TestCity } from '../support/city';

/** Issued reports in any number: one that went through everybody's hands, and its likes with the same files. @returns ids */
export async function manyIssued(city: TestCity, count: number): Promise<string[]> {
  const life = reportLife(city);
  const approved = await life.approved();
  const worker = await city.startWorker();
  const { id } = await life.issued(approved.id as string);
  await worker.close();
  const columns = await city.db.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'reports' AND table_schema = 'public'
       AND column_name NOT IN ('id', 'subject_id', 'number', 'token')`,
  );
  const rest = columns.map(({ name }) => name).join(', ');
  await city.db.query(
    `WITH one AS (SELECT * FROM reports WHERE id = $1), made AS (
       INSERT INTO reports (id, subject_id, number, token, ${rest})
       SELECT gen_random_uuid(), gen_random_uuid(), 'M-' || no, md5(no::text), ${rest} FROM one, generate_series(2, $2) AS no
       RETURNING id
     ), rendered AS (
       INSERT INTO report_renderings (id, report_id, purpose, revision, state)
       SELECT gen_random_uuid(), id, 'issue', 1, 'ready' FROM made RETURNING id
     )
     INSERT INTO report_files (id, rendering_id, document, key, sha256, bytes)
     SELECT gen_random_uuid(), rendered.id, f.document, f.key, f.sha256, f.bytes
     FROM rendered, report_files f JOIN report_renderings r ON r.id = f.rendering_id AND r.report_id = $1`,
    [id, count],
  );
  const rows = await city.db.query<{ id: string }[]>(`SELECT id FROM reports WHERE state = 'issued' ORDER BY id`);
  return rows.map((row) => row.id);
}
