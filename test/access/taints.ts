import type { DataSource } from 'typeorm';

/** Whose text stands in a table, said in SQL of its own: not the product's. */
interface Tainted {
  table: string;
  columns: readonly string[];
  /** Organisations whose members may read a row. */
  organisations: string;
  /** People who may, whatever their organisation. */
  people?: string;
  /** Whether the platform's operators and the regulator of the city may. */
  operators?: string;
  regulators?: string;
  /** Offices of the platform that read all rows. */
  roles?: readonly string[];
  /** Only these rows carry text that not everybody may read. */
  where?: string;
}

const SUBMITTED = 't.number IS NOT NULL';
const BY_SIDES = { operators: SUBMITTED, regulators: SUBMITTED };
const ORDER = { join: 'SELECT ARRAY[o.client_id, o.laboratory_id] FROM metrology_orders o' };
/** Who holds a mandate over a filing's device; its contractor by the register alone reads nothing of the filing. */
const HOLDERS = `(SELECT array_agg(m.holder_id) FROM mandates m WHERE m.mandator_id = t.user_unit_id AND m.state = 'active'
  AND (m.covers_all OR t.elevator_id IN (SELECT s.subject_id FROM mandate_subjects s WHERE s.mandate_id = m.id)))`;
const RECEIVERS = `(SELECT array_agg(m.holder_id) FROM mandates m WHERE m.mandator_id = t.owner_id AND m.state = 'active'
  AND 'receive_reports' = ANY (m.scopes)
  AND (m.covers_all OR t.object_id IN (SELECT s.subject_id FROM mandate_subjects s WHERE s.mandate_id = m.id)))`;
const HELP = 'FROM help_requests h WHERE h.id = t.help_request_id';
const PRIVATE = 'NOT t.is_public';

const TAINTED: readonly Tainted[] = [
  {
    ...{ table: 'elevators', columns: ['address', 'site_name', 'internal_no', 'model', 'manufacturer'] },
    organisations: 'ARRAY[user_unit_id, maintenance_unit_id, institution_id]',
    ...{ operators: 'true', regulators: 'true' },
  },
  {
    ...{ table: 'elevator_filings', columns: ['contact_name', 'remark', 'overdue_opinion_no', 'inspection_remark'] },
    organisations: `ARRAY[user_unit_id, filed_by_organisation_id] || ${HOLDERS} || CASE WHEN ${SUBMITTED} THEN ARRAY[institution_id] END`,
    ...BY_SIDES,
  },
  { table: 'payment_orders', columns: ['bank_reference'], organisations: 'ARRAY[payer_id, payee_id]' },
  { table: 'reports', columns: ['return_reason'], organisations: 'ARRAY[institution_id]' },
  {
    ...{ table: 'reports', columns: ['content'], regulators: 'issued_at IS NOT NULL' },
    organisations: `ARRAY[institution_id] || CASE WHEN issued_at IS NOT NULL THEN viewer_ids || ${RECEIVERS} END`,
  },
  {
    ...{ table: 'instruments', columns: ['use_place', 'remark', 'manufacturer', 'serial_no'] },
    organisations: 'ARRAY[owner_id] || laboratory_ids',
    ...{ operators: `state <> 'draft'`, regulators: `state <> 'draft'` },
  },
  {
    ...{ table: 'metrology_orders', columns: ['remark', 'contact_name', 'addressee_name', 'change_request'] },
    organisations: `ARRAY[client_id] || CASE WHEN ${SUBMITTED} THEN ARRAY[laboratory_id] END`,
    ...BY_SIDES,
  },
  {
    ...{ table: 'metrology_items', columns: ['request', 'accessories'] },
    organisations: `(${ORDER.join} WHERE o.id = t.order_id)`,
    ...{ operators: 'true', regulators: 'true' },
  },
  {
    ...{ table: 'metrology_measurements', columns: ['remark', 'other_conditions', 'deviations', 'place'] },
    organisations: '(SELECT ARRAY[i.laboratory_id] FROM metrology_items i WHERE i.id = t.item_id)',
  },
  {
    ...{ table: 'measurement_standards', columns: ['name', 'model', 'traceability_no'] },
    organisations: 'ARRAY[laboratory_id]',
  },
  {
    ...{ table: 'equipment_bookings', columns: ['purpose', 'sample_note', 'reason', 'result_note'] },
    organisations: `ARRAY[organisation_id] || CASE WHEN ${SUBMITTED} THEN ARRAY[provider_id] END`,
    operators: SUBMITTED,
  },
  {
    ...{ table: 'equipment_usages', columns: ['purpose', 'result_note'] },
    ...{ organisations: 'ARRAY[organisation_id, provider_id]', operators: 'true' },
  },
  {
    ...{ table: 'help_requests', columns: ['title', 'description'], where: PRIVATE },
    ...{ organisations: 'ARRAY[requester_organisation_id]', people: 'assignee_ids', operators: SUBMITTED },
    regulators: `${SUBMITTED} AND type IN ('urgent', 'complaint')`,
  },
  {
    ...{ table: 'help_request_messages', columns: ['body'] },
    where: `(SELECT NOT h.is_public ${HELP}) AND t.kind <> 'answer'`,
    organisations: `(SELECT ARRAY[h.requester_organisation_id] ${HELP})`,
    ...{ people: `(SELECT h.assignee_ids ${HELP})`, operators: 'true' },
  },
  { table: 'help_request_callbacks', columns: ['note'], organisations: `'{}'::uuid[]`, operators: 'true' },
  {
    ...{ table: 'experts', columns: ['review_note'], organisations: `'{}'::uuid[]` },
    ...{ people: 'ARRAY[user_id]', operators: 'true' },
  },
  { table: 'qualifications', columns: ['certificate_no'], organisations: 'ARRAY[organisation_id]' },
  { table: 'sessions', columns: ['user_agent', 'address'], organisations: `'{}'::uuid[]`, people: 'ARRAY[user_id]' },
  {
    ...{ table: 'mandates', columns: ['evidence_number', 'evidence_note', 'end_reason'], operators: 'true' },
    organisations:
      'ARRAY[mandator_id, holder_id] || (SELECT array_agg(r.organisation_id) FROM mandate_reliances r WHERE r.mandate_id = t.id)',
  },
  {
    ...{ table: 'join_requests', columns: ['note', 'reason'], people: 'ARRAY[user_id]' },
    ...{ organisations: `CASE WHEN NOT is_claim THEN ARRAY[organisation_id] ELSE '{}' END`, operators: 'is_claim' },
  },
  {
    table: 'organisation_evidence',
    columns: ['licence_no', 'legal_representative', 'reference'],
    organisations: `CASE WHEN join_request_id IS NULL THEN ARRAY[organisation_id] ELSE '{}' END`,
    ...{ people: 'ARRAY[user_id]', operators: 'true' },
  },
  { table: 'organisations', columns: ['review_note'], organisations: 'ARRAY[id]', operators: 'true' },
  {
    ...{ table: 'data_requests', columns: ['reason', 'refusal_reason'], organisations: `'{}'::uuid[]` },
    ...{ people: 'ARRAY[user_id]', operators: 'true' },
  },
  {
    ...{ table: 'personal_data_accesses', columns: ['reason'], organisations: `'{}'::uuid[]` },
    people: 'ARRAY[subject_id]',
  },
  { table: 'audit_events', columns: ['request_id'], organisations: 'ARRAY[organisation_id]', roles: ['audit_admin'] },
  { table: 'api_keys', columns: ['name'], organisations: 'ARRAY[organisation_id]' },
  {
    ...{ table: 'record_history', columns: ['note'], where: `record_type IN ('elevator_filing', 'metrology_order')` },
    organisations: `coalesce(
      (SELECT ARRAY[f.user_unit_id, f.maintenance_unit_id, f.institution_id] FROM elevator_filings f WHERE f.id = t.record_id),
      (${ORDER.join} WHERE o.id = t.record_id))`,
    ...{ operators: 'true', regulators: 'true' },
  },
  {
    ...{ table: 'users', columns: ['name'], people: 'ARRAY[id]', operators: 'true', roles: ['security_admin'] },
    // Where they work, and where they ask to.
    organisations: `(SELECT array_agg(m.organisation_id) FROM memberships m WHERE m.user_id = t.id)
      || (SELECT array_agg(r.organisation_id) FROM join_requests r WHERE r.user_id = t.id AND NOT r.is_claim)`,
  },
];

/** A marker, and who may come across it. */
export interface Taint {
  table: string;
  organisations: ReadonlySet<string>;
  people: ReadonlySet<string>;
  operators: boolean;
  regulators: boolean;
  roles: readonly string[];
}

export const MARKER = /Zq(\d{6})Z/g;

/** Puts a marker of its own into every text of every row that is not for everybody. */
export async function taint(db: DataSource): Promise<ReadonlyMap<string, Taint>> {
  const taints = new Map<string, Taint>();
  await db.transaction(async (tx) => {
    // What may never change (history, messages) changes once: the triggers stand aside.
    await tx.query('SET LOCAL session_replication_role = replica');
    for (const one of TAINTED) {
      const rows = await tx.query(statementOf(one, taints.size));
      for (const { marker, organisations, people, operators, regulators } of rows[0] ?? []) {
        const [orgs, persons] = [new Set<string>(organisations), new Set<string>(people)];
        taints.set(marker, {
          ...{ table: one.table, organisations: orgs, people: persons, operators, regulators },
          roles: one.roles ?? [],
        });
      }
    }
  });
  return taints;
}

function statementOf(
  { table, columns, organisations, people, operators, regulators, where }: Tainted,
  from: number,
): string {
  const marked = (column: string): string =>
    column === 'content'
      ? `content = jsonb_set(content, '{taint}', to_jsonb('Zq' || n.no || 'Z'))`
      : `${column} = coalesce(t.${column}, '') || 'Zq' || n.no || 'Z'`;
  return `
    WITH n AS (SELECT id AS row_id, lpad((row_number() OVER (ORDER BY id) + ${from})::text, 6, '0') AS no FROM ${table} t
               WHERE ${where ?? 'true'})
    UPDATE ${table} t SET ${columns.map(marked).join(', ')} FROM n WHERE n.row_id = t.id
    RETURNING n.no AS marker, ${organisations} AS organisations, ${people ?? `'{}'::uuid[]`} AS people,
      ${operators ?? 'false'} AS operators, ${regulators ?? 'false'} AS regulators`;
}
