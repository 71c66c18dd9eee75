import { ok } from '../api/reports/report-life';
import type { Caller } from '../support/client';

/** A small file at a filing. */
export async function attached(by: Caller, subjectId: string): Promise<any> {
  const wish = { subjectType: 'elevator_filing', subjectId, document: 'other', name: 'a.pdf', type: 'application/pdf' };
  const { id } = ok(await by.post('/v1/attachments', { ...wish, bytes: 20 }));
  const content = Buffer.from('%PDF-1.7\n%%EOF\n');
  return ok(await by.put(`/v1/attachments/${id}/content`, content, { 'content-type': 'application/pdf' }));
}

/** The form of a filing that nobody has set yet. */
export async function formOf(by: Caller, filingId: string): Promise<any> {
  return ok(await by.post('/v1/forms', { kind: 'elevator_filing_form', subjectIds: [filingId] }));
}
