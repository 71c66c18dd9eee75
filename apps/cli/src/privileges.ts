/**
 * What the application may do with each table; a table that is named nowhere is read, added to and changed, and nothing
 * is ever deleted from it. DDL, TRUNCATE and triggers belong to the owner alone.
 */

/** Rules and catalogues: a new one is a migration. */
const READ_ONLY = /_rules$|^(districts|calendar_years|calendar_days|working_periods|elevator_categories)$/;
const CATALOGUES = [
  'elevator_inspection_items',
  'verification_items',
  'verification_item_terms',
  'verification_item_regulations',
  'verification_regulations',
];

/** What happened cannot unhappen. */
const APPEND_ONLY = [
  'record_history',
  'audit_events',
  'audit_seals',
  'audit_anchors',
  'personal_data_accesses',
  'ratings',
  'due_reminders',
  'help_request_messages',
  'help_request_callbacks',
  'metrology_measurements',
  'metrology_results',
  'metrology_tests',
  'import_rows',
  ...['signing_keys', 'test_signing_keys', 'report_signatures'],
];

/** Rows that are no record of anything: holds, stored answers, lists that are written anew while they are a draft. */
const DELETED_FROM = [
  ...['idempotency_keys', 'rate_limits', 'sign_in_delays', 'occupancies', 'equipment_capabilities', 'metrology_items'],
  // What lets somebody in goes when it is used, over or taken back.
  ...['one_time_codes', 'code_requests', 'sign_in_tickets', 'second_factors', 'recovery_codes', 'wechat_identities'],
  ...['sms_messages', 'sms_budgets'],
  // Drawn from the records, and again at any time.
  ...['search_documents', 'search_rebuilds'],
  // What people have been told goes after a year, and with the person.
  ...['notices', 'notice_deliveries', 'notice_preferences', 'email_addresses'],
  // Where an erased person belonged.
  ...['memberships', 'qualifications'],
];

const OTHERS: Readonly<Record<string, readonly Privilege[]>> = {
  // A trigger with the owner's rights adds to it; the sealer takes away.
  audit_unsealed: ['SELECT', 'DELETE'],
  audit_head: ['SELECT', 'UPDATE'],
  audit_cuts: ['SELECT'],
  // TypeORM's own list of what has run.
  migrations: [],
};

export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

export function privilegesOn(table: string): readonly Privilege[] {
  const other = OTHERS[table];
  if (other) return other;
  if (READ_ONLY.test(table) || CATALOGUES.includes(table)) return ['SELECT'];
  if (APPEND_ONLY.includes(table)) return ['SELECT', 'INSERT'];
  return ['SELECT', 'INSERT', 'UPDATE', ...(DELETED_FROM.includes(table) ? (['DELETE'] as const) : [])];
}
