import type { Operation } from './document';
import type { Principal } from './principals';

const INSPECTION = [
  ...['admin', 'adminLower', 'clerk', 'finance', 'inspector', 'secondInspector', 'checker', 'signatory'],
];
const METROLOGY = [
  ...['metrologyAdmin', 'metrologyAdminLower', 'metrologyClerk', 'metrologyFinance', 'verifier', 'secondVerifier'],
  ...['metrologyChecker', 'metrologySignatory'],
];
const CENTRE = ['equipmentManager', 'equipmentManagerLower', 'equipmentFinance', 'expert', 'secondExpert'];
const USER_UNIT = ['userUnit', 'userUnitLower'];
const CONTRACTOR = ['contractor', 'contractorLower'];
const HOSPITAL = ['hospital', 'hospitalLower'];
const SHOP = ['machineShop', 'machineShopUser', 'machineShopLower'];
const CITY = ['operator', 'regulator'];
const EVERYBODY = 'everybody';

/** Who of all principals may see the prepared record of a kind. A kind that is missing here fails the check. */
const SEEN_BY: Readonly<Record<string, readonly string[] | typeof EVERYBODY>> = {
  elevator: [...USER_UNIT, ...CONTRACTOR, ...INSPECTION, ...CITY],
  elevator_filing: [...USER_UNIT, ...CONTRACTOR, ...INSPECTION, ...CITY],
  attachment: [...USER_UNIT, ...CONTRACTOR, ...INSPECTION],
  notice: ['contractor'],
  form: CONTRACTOR,
  elevator_filing_batch: CONTRACTOR,
  import: INSPECTION,
  payment_order: [...CONTRACTOR, ...INSPECTION],
  payment_refund: [...CONTRACTOR, ...INSPECTION],
  rating_task: [...INSPECTION, 'operator'],
  report: INSPECTION,
  report_rendering: INSPECTION,
  report_export: INSPECTION,
  report_delivery: [...USER_UNIT, ...INSPECTION],
  report_revocation: INSPECTION,
  instrument: [...HOSPITAL, ...METROLOGY, ...CITY],
  metrology_order: [...HOSPITAL, ...METROLOGY, ...CITY],
  metrology_item: [...HOSPITAL, ...METROLOGY, ...CITY],
  'metrology_item.result': METROLOGY,
  'metrology_item.test': METROLOGY,
  measurement_standard: METROLOGY,
  'appointment_window.own': METROLOGY,
  equipment_booking: [...SHOP, ...CENTRE, 'operator'],
  equipment_usage: [...SHOP, ...CENTRE, 'operator'],
  help_request: [...SHOP, 'expert', 'operator'],
  membership: ['userUnit'],
  mandate: [...USER_UNIT, ...CONTRACTOR, 'operator'],
  invitation: ['userUnit', 'machineShopUser'],
  join_request: ['userUnit', 'machineShopUser'],
  audit_event: ['userUnit', 'auditAdmin'],
  user: ['userUnit', 'operator'],
  'user.account': ['securityAdmin'],
  consent: ['userUnit'],
  data_request: ['userUnit', 'operator'],
  'data_request.copy': ['userUnit'],
  wechat_link: ['userUnit'],
  api_key: USER_UNIT,
  session: ['userUnit'],
  // Directories: what an organisation offers to all members.
  organisation: EVERYBODY,
  metrology_capability: EVERYBODY,
  testing_capability: EVERYBODY,
  appointment_window: EVERYBODY,
  equipment: EVERYBODY,
  equipment_closure: EVERYBODY,
  expert: EVERYBODY,
  standard: EVERYBODY,
};

/** Who is what to the prepared record. */
const PARTIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  elevator: { use_unit: ['userUnit'], registrar: ['clerk', 'admin'] },
  elevator_filing: {
    ...{ use_unit: ['userUnit'], mandator: ['userUnit'], maintenance_unit: ['contractor'] },
    institution_clerk: ['clerk'],
    inspector: ['inspector', 'secondInspector'],
    ...{ institution_finance: ['finance'], institution_admin: ['admin'] },
  },
  attachment: { attacher: ['contractor'] },
  notice: { recipient: ['contractor'] },
  payment_order: { payer: ['contractor'], payee_clerk: ['clerk'], payee_finance: ['finance'] },
  payment_refund: {
    ...{ payer: ['contractor'], requester: ['contractor'] },
    ...{ payee_clerk: ['clerk'], payee_finance: ['finance'] },
  },
  rating_task: { provider: ['clerk', 'admin'], operator: ['operator'] },
  report: {
    ...{ author: ['inspector', 'secondInspector'], checker: ['checker'], signatory: ['signatory'], amender: [] },
    ...{ administrator: ['admin'], regulator: [] },
  },
  report_revocation: { proposer: ['signatory'], confirmer: ['admin'] },
  report_delivery: { institution_clerk: ['clerk', 'admin'], client: ['userUnit'] },
  instrument: { owner: ['hospital'], regulator: ['regulator'] },
  metrology_order: {
    ...{ client: ['hospital'], client_admin: ['hospital'] },
    ...{ laboratory_clerk: ['metrologyClerk'], laboratory_admin: ['metrologyAdmin'] },
  },
  metrology_item: {
    laboratory_clerk: ['metrologyClerk'],
    laboratory_admin: ['metrologyAdmin'],
    verifier: ['verifier'],
    tester: ['verifier'],
  },
  metrology_capability: { laboratory: ['metrologyAdmin'] },
  testing_capability: { laboratory: ['metrologyAdmin'] },
  equipment: { manager: ['equipmentManager'] },
  equipment_booking: { requester: ['machineShop'], manager: ['equipmentManager'] },
  equipment_closure: { manager: ['equipmentManager'] },
  help_request: {
    requester: ['machineShop', 'machineShopUser'],
    assignee: ['expert'],
    operator: ['operator'],
    expert: [],
  },
  expert: { expert: ['expert'], operator: ['operator'] },
  standard: { operator: ['operator'] },
  organisation: { administrator: ['userUnit'], reviewer: ['operator'] },
  membership: { administrator: ['userUnit'], member: ['userUnit'] },
  mandate: { offeror: ['userUnit'], mandator: ['userUnit'], offeree: ['contractor'], holder: ['contractor'] },
  invitation: { administrator: ['userUnit'], invitee: ['machineShopUser'] },
  join_request: { requester: ['machineShopUser'], administrator: ['userUnit'], reviewer: [] },
  'user.account': { security_admin: ['securityAdmin'] },
  consent: { person: ['userUnit'] },
  data_request: { person: ['userUnit'], operator: ['operator'] },
};

/** Who may do what names its record in the query (one that nobody has) or in the body; for all others it is not there. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'GET /v1/attachments': [],
  'POST /v1/attachments': ['userUnit', 'contractor', 'clerk'],
  'POST /v1/report-deliveries': ['clerk', 'admin'],
  'POST /v1/forms': [...USER_UNIT, ...CONTRACTOR, ...INSPECTION],
};

/** What the api must answer somebody. */
export type Expected = 'unauthenticated' | 'wrong_key' | 'forbidden' | 'hidden' | 'not_a_party' | 'admitted';

/** @throws Error when nothing is declared for the records or the parties of the operation */
export function expectedOf(operation: Operation, principal: Principal): Expected {
  if (!hasRole(operation, principal)) return 'forbidden';
  const admitted = ABOUT[operation.name];
  if (!operation.path.includes('{')) return !admitted || admitted.includes(principal.name) ? 'admitted' : 'hidden';
  if (!Object.values(operation.names).every((kind) => sees(kind, principal.name))) return 'hidden';
  return !operation.parties || isParty(operation, principal.name) ? 'admitted' : 'not_a_party';
}

function hasRole(operation: Operation, { roles }: Principal): boolean {
  return operation.roles.length === 0 || operation.roles.some((role) => roles.includes(role));
}

function sees(kind: string, name: string): boolean {
  const seers = SEEN_BY[kind];
  if (!seers) throw new Error(`nobody said who sees a ${kind}`);
  return seers === EVERYBODY || seers.includes(name);
}

function isParty({ names, parties = [], ...operation }: Operation, name: string): boolean {
  const known = PARTIES[names.id ?? ''] ?? {};
  const missing = parties.filter((party) => !known[party]);
  if (missing.length > 0) throw new Error(`${operation.name}: nobody said who is ${missing.join(', ')}`);
  return parties.some((party) => known[party]?.includes(name));
}
