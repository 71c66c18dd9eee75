import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { FindOptionsWhere } from 'typeorm';
import type { ReportKinds } from './report-kind';
import { Report } from './report.entity';

/** Locks the subject, then the report: the order in which everybody locks. @throws DomainError record.not_found */
export async function lockReport(tx: Tx, kinds: ReportKinds, where: FindOptionsWhere<Report>): Promise<Report> {
  const found = await tx.manager.findOneBy(Report, where);
  if (!found) throw new DomainError('record.not_found');
  await kinds.of(found).lock(tx, found.subjectId);
  return lockRow(tx, found.id);
}

/** Locks a report whose subject is locked. */
export function lockRow(tx: Tx, id: string): Promise<Report> {
  return tx.manager.findOneOrFail(Report, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
