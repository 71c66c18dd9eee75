import type { MigrationInterface, QueryRunner } from 'typeorm';

// Every effective_to / valid_to is the last day in force, hence daterange(…, '[]').
const catalogue = `
CREATE TABLE verification_items (
  code text CONSTRAINT verification_items_pkey PRIMARY KEY,
  no smallint NOT NULL,
  name_zh text NOT NULL,
  CONSTRAINT verification_items_code_check CHECK (code ~ '^QJ-[0-9]{2,3}$'),
  CONSTRAINT verification_items_no_key UNIQUE (no)
);
CREATE TABLE verification_item_terms (
  item_code text NOT NULL CONSTRAINT verification_item_terms_item_code_fkey REFERENCES verification_items (code),
  level1_no text,
  level2_no text,
  supervision text NOT NULL,
  mode text,
  purposes text[] NOT NULL,
  scope_text text,
  effective_from date NOT NULL,
  effective_to date,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT verification_item_terms_pkey PRIMARY KEY (item_code, effective_from),
  CONSTRAINT verification_item_terms_supervision_check CHECK (
    supervision IN ('type_approval', 'verification', 'type_approval_and_verification')),
  CONSTRAINT verification_item_terms_mode_check CHECK (
    mode IN ('initial_only_scrap', 'initial_only_rotate', 'periodic')),
  CONSTRAINT verification_item_terms_verified_check CHECK ((mode IS NULL) = (supervision = 'type_approval')),
  CONSTRAINT verification_item_terms_purposes_check CHECK (purposes <@ ARRAY[
    'trade_settlement', 'safety_protection', 'medical_health', 'environmental_monitoring']),
  CONSTRAINT verification_item_terms_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT verification_item_terms_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT verification_item_terms_dates_excl EXCLUDE USING gist
    (item_code WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE verification_regulations (
  number text CONSTRAINT verification_regulations_pkey PRIMARY KEY,
  series text NOT NULL,
  title text NOT NULL,
  cycle_months smallint,
  cycle_rule_text text,
  effective_from date NOT NULL,
  effective_to date,
  supersedes text,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT verification_regulations_number_check CHECK (number = series OR number LIKE series || '-____'),
  CONSTRAINT verification_regulations_cycle_check CHECK (cycle_months BETWEEN 1 AND 240),
  CONSTRAINT verification_regulations_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT verification_regulations_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT verification_regulations_dates_excl EXCLUDE USING gist
    (series WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE verification_item_regulations (
  item_code text NOT NULL CONSTRAINT verification_item_regulations_item_code_fkey REFERENCES verification_items (code),
  series text NOT NULL,
  rank smallint NOT NULL,
  cycle_months smallint,
  cycle_rule_text text,
  effective_from date NOT NULL,
  effective_to date,
  CONSTRAINT verification_item_regulations_pkey PRIMARY KEY (item_code, series, effective_from),
  CONSTRAINT verification_item_regulations_cycle_check CHECK (cycle_months BETWEEN 1 AND 240),
  CONSTRAINT verification_item_regulations_dates_check CHECK (effective_to >= effective_from)
);`;

const instruments = `
CREATE TABLE instrument_ledgers (
  owner_id uuid CONSTRAINT instrument_ledgers_pkey PRIMARY KEY
    CONSTRAINT instrument_ledgers_owner_id_fkey REFERENCES organisations (id),
  no integer NOT NULL CONSTRAINT instrument_ledgers_no_key UNIQUE,
  entered integer NOT NULL DEFAULT 0,
  CONSTRAINT instrument_ledgers_entered_check CHECK (entered >= 0)
);
CREATE TABLE instruments (
  id uuid CONSTRAINT instruments_pkey PRIMARY KEY,
  ledger_no text NOT NULL CONSTRAINT instruments_ledger_no_key UNIQUE,
  owner_id uuid NOT NULL CONSTRAINT instruments_owner_id_fkey REFERENCES organisations (id),
  state text NOT NULL CONSTRAINT instruments_state_check CHECK (state IN ('draft', 'filed', 'returned')),
  return_reason text,
  status text NOT NULL CONSTRAINT instruments_status_check CHECK (
    status IN ('in_use', 'standby', 'sealed', 'repairing', 'scrapped', 'lost')),
  name text NOT NULL,
  model_spec text NOT NULL,
  serial_no text NOT NULL,
  manufacturer text,
  origin_country text,
  measuring_range text,
  range_quantity text,
  range_low numeric,
  range_high numeric,
  range_unit text,
  range_low_si numeric,
  range_high_si numeric,
  accuracy_class text,
  accuracy_type text CONSTRAINT instruments_accuracy_type_check CHECK (accuracy_type IN ('class', 'mpe', 'uncertainty')),
  division text,
  purpose text NOT NULL CONSTRAINT instruments_purpose_check CHECK (purpose IN (
    'trade_settlement', 'safety_protection', 'medical_health', 'environmental_monitoring', 'other')),
  catalogue_item_code text
    CONSTRAINT instruments_catalogue_item_code_fkey REFERENCES verification_items (code),
  regulation_series text,
  is_mandatory boolean NOT NULL,
  mandatory_override boolean,
  mandatory_override_reason text,
  district_code text CONSTRAINT instruments_district_code_fkey REFERENCES districts (code),
  use_place text,
  manage_level text CONSTRAINT instruments_manage_level_check CHECK (manage_level IN ('A', 'B', 'C')),
  submit_mode text NOT NULL CONSTRAINT instruments_submit_mode_check CHECK (submit_mode IN ('lab', 'onsite', 'either')),
  cycle_months smallint CONSTRAINT instruments_cycle_months_check CHECK (cycle_months BETWEEN 1 AND 240),
  last_verified_on date,
  valid_until date,
  certificate_no text,
  last_calibrated_on date,
  is_use_prohibited boolean NOT NULL DEFAULT false,
  remark text,
  laboratory_ids uuid[] NOT NULL DEFAULT '{}',
  search_terms text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT instruments_range_check CHECK (
    num_nonnulls(range_quantity, range_low, range_high, range_unit, range_low_si, range_high_si) IN (0, 6)
    AND range_low_si <= range_high_si),
  CONSTRAINT instruments_returned_check CHECK ((return_reason IS NOT NULL) = (state = 'returned')),
  CONSTRAINT instruments_override_check CHECK (
    (mandatory_override IS NULL) = (mandatory_override_reason IS NULL)
    AND (mandatory_override IS NULL OR is_mandatory = mandatory_override)),
  CONSTRAINT instruments_filed_check CHECK (NOT is_mandatory OR district_code IS NOT NULL OR state <> 'filed')
);
CREATE UNIQUE INDEX instruments_one_entry_key ON instruments (owner_id, serial_no, name, model_spec)
  WHERE status <> 'scrapped';
CREATE INDEX instruments_owner_created_idx ON instruments (owner_id, created_at, id);
CREATE INDEX instruments_owner_due_idx ON instruments (owner_id, valid_until, id);
CREATE INDEX instruments_district_created_idx ON instruments (district_code text_pattern_ops, created_at, id);
CREATE INDEX instruments_district_due_idx ON instruments (district_code text_pattern_ops, valid_until, id);
CREATE INDEX instruments_created_idx ON instruments (created_at, id);
CREATE INDEX instruments_due_idx ON instruments (valid_until, id) WHERE status IN ('in_use', 'standby');
CREATE INDEX instruments_laboratories_idx ON instruments USING gin (laboratory_ids);
CREATE INDEX instruments_search_idx ON instruments USING gin (search_terms);
CREATE INDEX instruments_catalogue_item_idx ON instruments (catalogue_item_code) WHERE catalogue_item_code IS NOT NULL;`;

// U = u_constant + u_proportional × |x − zero|: u_constant in u_unit, x in the unit of the range, zero where that scale's
// zero is not the SI unit's (°C). The _si columns are what the search reads.
const capabilities = `
CREATE TABLE metrology_capabilities (
  id uuid CONSTRAINT metrology_capabilities_pkey PRIMARY KEY,
  laboratory_id uuid NOT NULL CONSTRAINT metrology_capabilities_laboratory_id_fkey REFERENCES organisations (id),
  state text NOT NULL CONSTRAINT metrology_capabilities_state_check CHECK (state IN ('active', 'suspended', 'withdrawn')),
  service text NOT NULL CONSTRAINT metrology_capabilities_service_check CHECK (service IN ('verification', 'calibration')),
  quantity text NOT NULL,
  instrument text NOT NULL,
  method_no text NOT NULL,
  method_title text,
  range_low numeric NOT NULL,
  range_high numeric NOT NULL,
  range_unit text NOT NULL,
  range_low_si numeric NOT NULL,
  range_high_si numeric NOT NULL,
  zero_si numeric NOT NULL DEFAULT 0,
  u_constant numeric NOT NULL,
  u_unit text NOT NULL,
  u_constant_si numeric NOT NULL,
  u_proportional numeric NOT NULL DEFAULT 0,
  coverage_factor numeric NOT NULL DEFAULT 2,
  limitation text,
  scope_source text NOT NULL CONSTRAINT metrology_capabilities_scope_source_check CHECK (
    scope_source IN ('cnas', 'public_standard', 'authorisation')),
  accreditation_no text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  price_fen integer NOT NULL,
  promised_days smallint NOT NULL,
  search_terms text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT metrology_capabilities_range_check CHECK (range_low_si <= range_high_si),
  CONSTRAINT metrology_capabilities_uncertainty_check CHECK (
    u_constant >= 0 AND u_constant_si >= 0 AND u_proportional >= 0 AND u_constant_si + u_proportional > 0),
  CONSTRAINT metrology_capabilities_coverage_check CHECK (coverage_factor BETWEEN 1 AND 5),
  CONSTRAINT metrology_capabilities_validity_check CHECK (valid_from <= valid_to),
  CONSTRAINT metrology_capabilities_price_check CHECK (price_fen >= 0),
  CONSTRAINT metrology_capabilities_days_check CHECK (promised_days BETWEEN 1 AND 365)
);
CREATE UNIQUE INDEX metrology_capabilities_one_row_key ON metrology_capabilities
  (laboratory_id, service, instrument, method_no, quantity, range_low_si, range_high_si, scope_source)
  WHERE state <> 'withdrawn';
CREATE INDEX metrology_capabilities_laboratory_idx ON metrology_capabilities (laboratory_id, created_at, id);
CREATE INDEX metrology_capabilities_created_idx ON metrology_capabilities (created_at, id);
CREATE INDEX metrology_capabilities_range_idx ON metrology_capabilities (quantity, range_high_si, range_low_si)
  WHERE state = 'active';
CREATE INDEX metrology_capabilities_search_idx ON metrology_capabilities USING gin (search_terms);`;

/** The ledger of instruments, the catalogue of mandatory verification with its regulations, and what laboratories can do. */
export class MetrologyLedger1763700010000 implements MigrationInterface {
  name = 'MetrologyLedger1763700010000';

  async up(db: QueryRunner): Promise<void> {
    for (const statements of [catalogue, instruments, capabilities]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE metrology_capabilities, instruments, instrument_ledgers, verification_item_regulations,
      verification_regulations, verification_item_terms, verification_items`);
  }
}
