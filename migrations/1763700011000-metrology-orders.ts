import type { MigrationInterface, QueryRunner } from 'typeorm';

// Every effective_to / valid_until is the last day in force, hence daterange(…, '[]').
const rules = `
CREATE TABLE metrology_order_rules (
  version text CONSTRAINT metrology_order_rules_pkey PRIMARY KEY,
  quotation_days smallint NOT NULL,
  sample_days smallint NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT metrology_order_rules_days_check CHECK (quotation_days > 0 AND sample_days > 0),
  CONSTRAINT metrology_order_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT metrology_order_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT metrology_order_rules_dates_excl EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE metrology_rounding_rules (
  version text CONSTRAINT metrology_rounding_rules_pkey PRIMARY KEY,
  two_digits_up_to smallint NOT NULL,
  uncertainty_mode text NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT metrology_rounding_rules_digits_check CHECK (two_digits_up_to BETWEEN 0 AND 9),
  CONSTRAINT metrology_rounding_rules_mode_check CHECK (uncertainty_mode IN ('up', 'half_even')),
  CONSTRAINT metrology_rounding_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT metrology_rounding_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT metrology_rounding_rules_dates_excl EXCLUDE USING gist
    (daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE metrology_template_rules (
  version text CONSTRAINT metrology_template_rules_pkey PRIMARY KEY,
  template text NOT NULL,
  method_no text NOT NULL,
  facts jsonb NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT metrology_template_rules_template_check CHECK (template IN ('pressure_gauge', 'weighing_instrument')),
  CONSTRAINT metrology_template_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT metrology_template_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT metrology_template_rules_dates_excl EXCLUDE USING gist
    (method_no WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);`;

// MPE in percent of the span; steps in scale intervals e. The stop pin and the upper tenth: table 1 of JJG 52-2013.
const ruleRows = `
INSERT INTO metrology_order_rules VALUES ('ORDER-2026', 15, 30, '2020-01-01', NULL, 'HANDBOOK 12.1 [design]', 'medium');
INSERT INTO metrology_rounding_rules VALUES
  ('JJF1059.1-2012', 2, 'up', '2013-06-03', NULL, 'JJF 1059.1-2012 5.3.8: 首位有效数字为1或2取两位，只进不舍', 'medium');
INSERT INTO metrology_template_rules VALUES
  ('JJG52-2013', 'pressure_gauge', 'JJG 52-2013', '{
    "classes": {
      "1": {"mpe": "1", "upper": "1.6", "zero": "1"},
      "1.6": {"mpe": "1.6", "upper": "2.5", "zero": "1.6"},
      "2.5": {"mpe": "2.5", "upper": "4", "zero": "2.5"},
      "4": {"mpe": "4", "upper": "4", "zero": "4"}
    },
    "sameAs": {"1.5": "1.6"}, "upperFrom": "0.9", "tapping": "0.5", "hysteresis": "1", "leastPoints": 5
  }', '2013-12-27', NULL, 'JJG 52-2013 table 1, 5.2 to 5.5', 'medium'),
  ('JJG539-2016', 'weighing_instrument', 'JJG 539-2016', '{
    "classes": {
      "III": {
        "steps": [{"upTo": "500", "mpe": "0.5"}, {"upTo": "2000", "mpe": "1"}, {"upTo": "10000", "mpe": "1.5"}],
        "intervals": {"least": 100, "leastFrom5g": 500, "most": 10000}
      },
      "IIII": {
        "steps": [{"upTo": "50", "mpe": "0.5"}, {"upTo": "200", "mpe": "1"}, {"upTo": "1000", "mpe": "1.5"}],
        "intervals": {"least": 100, "leastFrom5g": 100, "most": 1000}
      }
    },
    "inServiceFactor": "2", "zero": "0.25", "leastLoads": {"initial": 10, "subsequent": 5, "in_service": 5}, "leastRuns": 3
  }', '2017-05-30', NULL, 'JJG 539-2016 5.1 to 5.5; OIML R 76', 'medium');`;

const windows = `
CREATE TABLE appointment_windows (
  id uuid CONSTRAINT appointment_windows_pkey PRIMARY KEY,
  laboratory_id uuid NOT NULL CONSTRAINT appointment_windows_laboratory_id_fkey REFERENCES organisations (id),
  on_day date NOT NULL,
  from_time text NOT NULL,
  to_time text NOT NULL,
  capacity smallint NOT NULL,
  booked smallint NOT NULL DEFAULT 0,
  is_open boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT appointment_windows_times_check CHECK (
    from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND to_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND from_time < to_time),
  CONSTRAINT appointment_windows_capacity_check CHECK (capacity BETWEEN 1 AND 1000),
  CONSTRAINT appointment_windows_booked_check CHECK (booked >= 0 AND booked <= capacity),
  CONSTRAINT appointment_windows_times_key UNIQUE (laboratory_id, on_day, from_time, to_time)
);
CREATE INDEX appointment_windows_day_idx ON appointment_windows (on_day, id);
CREATE INDEX appointment_windows_laboratory_day_idx ON appointment_windows (laboratory_id, on_day, id);`;

const orders = `
CREATE SEQUENCE metrology_order_number_seq;
CREATE TABLE metrology_orders (
  id uuid CONSTRAINT metrology_orders_pkey PRIMARY KEY,
  number text,
  state text NOT NULL CONSTRAINT metrology_orders_state_check CHECK (state IN (
    'draft', 'submitted', 'returned_for_change', 'rejected', 'quoted', 'accepted', 'awaiting_sample', 'in_progress',
    'completed', 'closed', 'cancelled')),
  client_id uuid NOT NULL CONSTRAINT metrology_orders_client_id_fkey REFERENCES organisations (id),
  laboratory_id uuid NOT NULL CONSTRAINT metrology_orders_laboratory_id_fkey REFERENCES organisations (id),
  district_code text CONSTRAINT metrology_orders_district_code_fkey REFERENCES districts (code),
  service text NOT NULL CONSTRAINT metrology_orders_service_check CHECK (service IN ('verification', 'calibration')),
  site text NOT NULL CONSTRAINT metrology_orders_site_check CHECK (site IN ('lab', 'onsite')),
  site_address text,
  return_mode text NOT NULL CONSTRAINT metrology_orders_return_mode_check CHECK (return_mode IN ('pickup', 'express')),
  return_address text,
  decision_rule text NOT NULL CONSTRAINT metrology_orders_decision_rule_check CHECK (
    decision_rule IN ('none', 'simple_acceptance', 'guard_band')),
  agreed_interval_months smallint CONSTRAINT metrology_orders_agreed_interval_check CHECK (
    agreed_interval_months BETWEEN 1 AND 240),
  addressee_name text,
  addressee_address text,
  contact_name text NOT NULL,
  contact_phone text NOT NULL,
  requested_on date,
  is_urgent boolean NOT NULL DEFAULT false,
  agrees_to_subcontract boolean NOT NULL DEFAULT false,
  remark text,
  change_request text,
  rejection_reason text,
  total_fen integer CONSTRAINT metrology_orders_total_fen_check CHECK (total_fen >= 0),
  quote_valid_until date,
  window_id uuid CONSTRAINT metrology_orders_window_id_fkey REFERENCES appointment_windows (id),
  expected_on date,
  paid_fen integer CONSTRAINT metrology_orders_paid_fen_check CHECK (paid_fen > 0),
  settled_at timestamptz,
  created_by_id uuid NOT NULL CONSTRAINT metrology_orders_created_by_id_fkey REFERENCES users (id),
  submitted_at timestamptz,
  completed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT metrology_orders_number_key UNIQUE (number),
  CONSTRAINT metrology_orders_number_check CHECK (number IS NOT NULL OR state IN ('draft', 'cancelled')),
  CONSTRAINT metrology_orders_quote_check CHECK (
    state NOT IN ('quoted', 'accepted', 'awaiting_sample', 'in_progress', 'completed', 'closed') OR total_fen IS NOT NULL),
  CONSTRAINT metrology_orders_settled_check CHECK ((settled_at IS NULL) = (paid_fen IS NULL)),
  CONSTRAINT metrology_orders_expected_check CHECK (
    state NOT IN ('awaiting_sample', 'in_progress') OR expected_on IS NOT NULL),
  CONSTRAINT metrology_orders_window_check CHECK (window_id IS NULL OR site = 'lab')
);
CREATE INDEX metrology_orders_client_idx ON metrology_orders (client_id, created_at, id);
CREATE INDEX metrology_orders_laboratory_idx ON metrology_orders (laboratory_id, created_at, id);
CREATE INDEX metrology_orders_laboratory_state_idx ON metrology_orders (laboratory_id, state, created_at, id);
CREATE INDEX metrology_orders_created_idx ON metrology_orders (created_at, id);
CREATE INDEX metrology_orders_district_idx ON metrology_orders (district_code text_pattern_ops, created_at, id);
CREATE INDEX metrology_orders_window_idx ON metrology_orders (window_id) WHERE window_id IS NOT NULL;
CREATE INDEX metrology_orders_quoted_idx ON metrology_orders (quote_valid_until) WHERE state = 'quoted';
CREATE INDEX metrology_orders_awaiting_idx ON metrology_orders (expected_on) WHERE state = 'awaiting_sample';`;

const items = `
CREATE TABLE metrology_items (
  id uuid CONSTRAINT metrology_items_pkey PRIMARY KEY,
  order_id uuid NOT NULL CONSTRAINT metrology_items_order_id_fkey REFERENCES metrology_orders (id),
  order_number text,
  position smallint NOT NULL,
  state text NOT NULL CONSTRAINT metrology_items_state_check CHECK (state IN (
    'pending', 'received', 'assigned', 'result_entered', 'checked', 'approved', 'certified_pass', 'certified_fail',
    'calibrated', 'not_done', 'handed_back')),
  instrument_id uuid NOT NULL CONSTRAINT metrology_items_instrument_id_fkey REFERENCES instruments (id),
  client_id uuid NOT NULL CONSTRAINT metrology_items_client_id_fkey REFERENCES organisations (id),
  laboratory_id uuid NOT NULL CONSTRAINT metrology_items_laboratory_id_fkey REFERENCES organisations (id),
  district_code text CONSTRAINT metrology_items_district_code_fkey REFERENCES districts (code),
  service text NOT NULL CONSTRAINT metrology_items_service_check CHECK (service IN ('verification', 'calibration')),
  is_mandatory boolean NOT NULL,
  request text,
  capability_id uuid CONSTRAINT metrology_items_capability_id_fkey REFERENCES metrology_capabilities (id),
  capability jsonb,
  price_fen integer CONSTRAINT metrology_items_price_fen_check CHECK (price_fen >= 0),
  promised_on date,
  sample_no text,
  condition text,
  accessories text,
  received_on date,
  verifier_id uuid CONSTRAINT metrology_items_verifier_id_fkey REFERENCES users (id),
  conclusion text CONSTRAINT metrology_items_conclusion_check CHECK (conclusion IN ('pass', 'fail', 'undetermined')),
  performed_on date,
  valid_until date,
  measurement_id uuid,
  report_id uuid,
  not_done_reason text,
  handed_back_on date,
  hand_back_note text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT metrology_items_position_key UNIQUE (order_id, position) DEFERRABLE,
  CONSTRAINT metrology_items_sample_no_key UNIQUE (sample_no),
  CONSTRAINT metrology_items_free_check CHECK (NOT (is_mandatory AND service = 'verification' AND price_fen > 0)),
  CONSTRAINT metrology_items_received_check CHECK (
    state IN ('pending', 'not_done') OR (sample_no IS NOT NULL AND received_on IS NOT NULL)),
  CONSTRAINT metrology_items_verifier_check CHECK (
    state IN ('pending', 'received', 'not_done', 'handed_back') OR verifier_id IS NOT NULL),
  CONSTRAINT metrology_items_measured_check CHECK (
    state NOT IN ('result_entered', 'checked', 'approved', 'certified_pass', 'certified_fail', 'calibrated')
    OR (measurement_id IS NOT NULL AND report_id IS NOT NULL)),
  CONSTRAINT metrology_items_not_done_check CHECK (state <> 'not_done' OR not_done_reason IS NOT NULL),
  CONSTRAINT metrology_items_handed_back_check CHECK ((state = 'handed_back') = (handed_back_on IS NOT NULL))
);
CREATE UNIQUE INDEX metrology_items_one_open_key ON metrology_items (instrument_id)
  WHERE state IN ('pending', 'received', 'assigned', 'result_entered', 'checked', 'approved');
CREATE INDEX metrology_items_instrument_idx ON metrology_items (instrument_id, created_at, id);
CREATE INDEX metrology_items_client_idx ON metrology_items (client_id, created_at, id);
CREATE INDEX metrology_items_laboratory_idx ON metrology_items (laboratory_id, created_at, id);
CREATE INDEX metrology_items_laboratory_state_idx ON metrology_items (laboratory_id, state, created_at, id);
CREATE INDEX metrology_items_verifier_idx ON metrology_items (verifier_id, created_at, id) WHERE verifier_id IS NOT NULL;
CREATE INDEX metrology_items_created_idx ON metrology_items (created_at, id);
CREATE INDEX metrology_items_district_idx ON metrology_items (district_code text_pattern_ops, created_at, id);`;

const work = `
CREATE TABLE measurement_standards (
  id uuid CONSTRAINT measurement_standards_pkey PRIMARY KEY,
  laboratory_id uuid NOT NULL CONSTRAINT measurement_standards_laboratory_id_fkey REFERENCES organisations (id),
  name text NOT NULL,
  model text,
  serial_no text NOT NULL,
  measuring_range text NOT NULL,
  accuracy text NOT NULL,
  assessment_no text,
  assessed_until date,
  traceability_no text NOT NULL,
  traceable_until date NOT NULL,
  is_in_use boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT measurement_standards_serial_no_key UNIQUE (laboratory_id, name, serial_no),
  CONSTRAINT measurement_standards_assessment_check CHECK ((assessment_no IS NULL) = (assessed_until IS NULL))
);
CREATE INDEX measurement_standards_laboratory_idx ON measurement_standards (laboratory_id, created_at, id);

CREATE TABLE metrology_measurements (
  id uuid CONSTRAINT metrology_measurements_pkey PRIMARY KEY,
  item_id uuid NOT NULL CONSTRAINT metrology_measurements_item_id_fkey REFERENCES metrology_items (id),
  revision smallint NOT NULL,
  entered_by_id uuid NOT NULL CONSTRAINT metrology_measurements_entered_by_id_fkey REFERENCES users (id),
  performed_on date NOT NULL,
  place text NOT NULL,
  temperature_c numeric NOT NULL,
  humidity_percent numeric NOT NULL,
  other_conditions text,
  template text NOT NULL CONSTRAINT metrology_measurements_template_check CHECK (
    template IN ('pressure_gauge', 'weighing_instrument', 'general')),
  readings jsonb NOT NULL,
  rules jsonb NOT NULL,
  standard_ids uuid[] NOT NULL,
  decision_rule text NOT NULL CONSTRAINT metrology_measurements_decision_rule_check CHECK (
    decision_rule IN ('none', 'simple_acceptance', 'guard_band')),
  checks jsonb NOT NULL,
  tables jsonb NOT NULL,
  conclusion text CONSTRAINT metrology_measurements_conclusion_check CHECK (
    conclusion IN ('pass', 'fail', 'undetermined')),
  remark text,
  created_at timestamptz NOT NULL,
  CONSTRAINT metrology_measurements_revision_key UNIQUE (item_id, revision)
);
CREATE TRIGGER metrology_measurements_kept BEFORE UPDATE OR DELETE ON metrology_measurements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE metrology_items ADD CONSTRAINT metrology_items_measurement_id_fkey
  FOREIGN KEY (measurement_id) REFERENCES metrology_measurements (id);

CREATE TABLE metrology_results (
  id uuid CONSTRAINT metrology_results_pkey PRIMARY KEY,
  measurement_id uuid NOT NULL CONSTRAINT metrology_results_measurement_id_fkey REFERENCES metrology_measurements (id),
  position smallint NOT NULL,
  section text NOT NULL,
  label text,
  unit text NOT NULL,
  nominal numeric,
  reference numeric,
  indication numeric,
  error numeric,
  mpe numeric,
  uncertainty numeric,
  k numeric,
  direction text CONSTRAINT metrology_results_direction_check CHECK (direction IN ('up', 'down')),
  run smallint,
  status text CONSTRAINT metrology_results_status_check CHECK (status IN ('as_found', 'as_left')),
  conformity text CONSTRAINT metrology_results_conformity_check CHECK (conformity IN ('pass', 'fail', 'undetermined')),
  CONSTRAINT metrology_results_position_key UNIQUE (measurement_id, position)
);
CREATE TRIGGER metrology_results_kept BEFORE UPDATE OR DELETE ON metrology_results
  FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

/** Orders for verification and calibration, their items, appointments, and what was measured. */
export class MetrologyOrders1763700011000 implements MigrationInterface {
  name = 'MetrologyOrders1763700011000';

  async up(db: QueryRunner): Promise<void> {
    for (const statements of [rules, ruleRows, windows, orders, items, work]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE metrology_items DROP CONSTRAINT metrology_items_measurement_id_fkey;
      DROP TABLE metrology_results, metrology_measurements, measurement_standards, metrology_items, metrology_orders,
        appointment_windows, metrology_template_rules, metrology_rounding_rules, metrology_order_rules;
      DROP SEQUENCE metrology_order_number_seq;
    `);
  }
}
