import { join } from 'node:path';
import { verificationOf } from '@nqi/platform/reports';
import { cityDate } from '@nqi/shared/calendar';
import type { BareDocument } from './baseline-typst';
import type { BenchCity } from './city';

interface IssuedReport {
  content: unknown;
  number: string;
  token: string;
  preparedBy: string;
  checkedBy: string;
  approvedBy: string;
  preparedAt: Date;
  checkedAt: Date;
  approvedAt: Date;
  institution: { name: string; uscc: string };
  /** Keys of what the worker stored, by the name of the document. */
  files: Record<'report' | 'mark', string>;
}

const ISSUED = `
  SELECT r.content, r.number, r.token, author.name AS "preparedBy", checker.name AS "checkedBy",
         approver.name AS "approvedBy", r.prepared_at AS "preparedAt", r.checked_at AS "checkedAt",
         r.approved_at AS "approvedAt", jsonb_build_object('name', o.name, 'uscc', o.uscc) AS institution,
         jsonb_object_agg(f.document, f.key) AS files
  FROM reports r
  JOIN users author ON author.id = r.author_id
  JOIN users checker ON checker.id = r.checker_id
  JOIN users approver ON approver.id = r.approver_id
  JOIN organisations o ON o.id = r.institution_id
  JOIN report_renderings g ON g.report_id = r.id
  JOIN report_files f ON f.rendering_id = g.id
  WHERE r.id = ANY($1) GROUP BY r.id, o.id, author.name, checker.name, approver.name`;

/** What the worker handed to typst for these reports, put together again from the rows that it worked from. */
export async function bareDocuments(city: BenchCity, reportIds: readonly string[]): Promise<BareDocument[][]> {
  const { rows } = await city.db.query<IssuedReport>(ISSUED, [reportIds]);
  const folder = join(city.dist, 'libs/lines/elevators/src/reports');
  return rows.map((row) => {
    const data = JSON.stringify(envelopeOf(row, city.publicUrl));
    return (['report', 'mark'] as const).map((name) => {
      const storedFile = join(city.folder, 'files', row.files[name]);
      return { mainFilePath: join(folder, `inspection-${name}.typ`), data, storedFile };
    });
  });
}

function envelopeOf(row: IssuedReport, publicUrl: string): object {
  const { content, number, token, preparedBy, checkedBy, approvedBy, preparedAt, checkedAt, approvedAt } = row;
  const days = { preparedOn: cityDate(preparedAt), checkedOn: cityDate(checkedAt), approvedOn: cityDate(approvedAt) };
  return {
    content,
    report: { number, preparedBy, checkedBy, approvedBy, ...days, issuedOn: days.approvedOn, amendment: null },
    verification: verificationOf({ token, number }, publicUrl),
    watermark: null,
    // No institution of the bench has a key of its own.
    seal: { ...row.institution, isTest: true },
    attachments: [],
  };
}
