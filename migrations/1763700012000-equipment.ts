import type { MigrationInterface, QueryRunner } from 'typeorm';

const rules = `
  CREATE TABLE equipment_booking_rules (
    version text CONSTRAINT equipment_booking_rules_pkey PRIMARY KEY,
    hold_minutes smallint NOT NULL,
    early_start_minutes smallint NOT NULL,
    no_show_minutes smallint NOT NULL,
    max_resources smallint NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT equipment_booking_rules_minutes_check CHECK (
      hold_minutes > 0 AND early_start_minutes >= 0 AND no_show_minutes > 0 AND max_resources BETWEEN 1 AND 10),
    CONSTRAINT equipment_booking_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT equipment_booking_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT equipment_booking_rules_dates_excl
      EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO equipment_booking_rules VALUES
    ('sharing-2026', 10, 15, 60, 5, '2020-01-01', NULL,
     'Start window and no-show after 60 minutes: rules of several universities (HANDBOOK 4.3, 12.3); hold and number of resources: own design',
     'medium');`;

const directory = `
  CREATE TABLE equipment (
    id uuid CONSTRAINT equipment_pkey PRIMARY KEY,
    provider_id uuid NOT NULL CONSTRAINT equipment_provider_id_fkey REFERENCES organisations (id),
    inner_no text NOT NULL,
    name text NOT NULL,
    name_en text,
    unit_kind text NOT NULL CONSTRAINT equipment_unit_kind_check CHECK (unit_kind IN ('single', 'centre', 'facility')),
    classification_code text CONSTRAINT equipment_classification_code_check CHECK (classification_code ~ '^[0-9]{6}$'),
    source text CONSTRAINT equipment_source_check CHECK (
      source IN ('purchased', 'developed', 'transferred', 'donated', 'exchanged', 'found', 'other')),
    is_customs_supervised boolean NOT NULL DEFAULT false,
    original_value_fen bigint CONSTRAINT equipment_original_value_fen_check CHECK (original_value_fen >= 0),
    origin text,
    manufacturer text,
    capitalised_on date,
    category text NOT NULL CONSTRAINT equipment_category_check CHECK (category IN ('general', 'special')),
    model text,
    specifications text NOT NULL,
    functions text,
    disciplines text[] NOT NULL DEFAULT '{}',
    services text,
    achievements text,
    sharing_rules text,
    price_note text,
    district_code text CONSTRAINT equipment_district_code_fkey REFERENCES districts (code),
    address text NOT NULL,
    contact_name text,
    contact_phone text,
    contact_email text,
    postcode text,
    modes text[] NOT NULL
      CONSTRAINT equipment_modes_check CHECK (
        cardinality(modes) > 0 AND modes <@ ARRAY['by_time', 'by_time_assisted', 'by_sample']),
    open_rule jsonb NOT NULL,
    state text NOT NULL CONSTRAINT equipment_state_check CHECK (state IN ('open', 'maintenance', 'retired')),
    search_terms text[] NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT equipment_inner_no_key UNIQUE (provider_id, inner_no)
  );
  CREATE INDEX equipment_created_idx ON equipment (created_at, id) WHERE state <> 'retired';
  CREATE INDEX equipment_provider_idx ON equipment (provider_id, created_at, id);
  CREATE INDEX equipment_district_idx ON equipment (district_code text_pattern_ops, created_at, id);
  CREATE INDEX equipment_search_idx ON equipment USING gin (search_terms);

  CREATE TABLE equipment_capabilities (
    id uuid CONSTRAINT equipment_capabilities_pkey PRIMARY KEY,
    equipment_id uuid NOT NULL CONSTRAINT equipment_capabilities_equipment_id_fkey REFERENCES equipment (id),
    name text NOT NULL,
    quantity text NOT NULL,
    low numeric,
    high numeric NOT NULL,
    unit text NOT NULL,
    resolution numeric,
    resolution_unit text,
    uncertainty numeric,
    uncertainty_unit text,
    coverage_factor numeric,
    note text,
    evidence text,
    evidence_valid_to date,
    si_low numeric,
    si_high numeric NOT NULL,
    si_uncertainty numeric,
    created_at timestamptz NOT NULL,
    CONSTRAINT equipment_capabilities_range_check CHECK (si_low <= si_high),
    CONSTRAINT equipment_capabilities_uncertainty_check CHECK (
      num_nonnulls(uncertainty, uncertainty_unit, coverage_factor, si_uncertainty) IN (0, 4) AND si_uncertainty > 0),
    CONSTRAINT equipment_capabilities_resolution_check CHECK (num_nonnulls(resolution, resolution_unit) IN (0, 2)),
    CONSTRAINT equipment_capabilities_evidence_check CHECK (evidence_valid_to IS NULL OR evidence IS NOT NULL)
  );
  CREATE INDEX equipment_capabilities_equipment_idx ON equipment_capabilities (equipment_id, id);
  CREATE INDEX equipment_capabilities_uncertainty_idx ON equipment_capabilities (quantity, si_uncertainty, id);

  CREATE TABLE equipment_tariffs (
    id uuid CONSTRAINT equipment_tariffs_pkey PRIMARY KEY,
    equipment_id uuid NOT NULL CONSTRAINT equipment_tariffs_equipment_id_fkey REFERENCES equipment (id),
    prices jsonb NOT NULL CONSTRAINT equipment_tariffs_prices_check CHECK (jsonb_typeof(prices) = 'object'),
    effective_from date NOT NULL,
    effective_to date,
    created_at timestamptz NOT NULL,
    CONSTRAINT equipment_tariffs_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT equipment_tariffs_dates_excl
      EXCLUDE USING gist (equipment_id WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );`;

const bookings = `
  CREATE SEQUENCE booking_number_seq;
  CREATE TABLE equipment_bookings (
    id uuid CONSTRAINT equipment_bookings_pkey PRIMARY KEY,
    number text,
    provider_id uuid NOT NULL CONSTRAINT equipment_bookings_provider_id_fkey REFERENCES organisations (id),
    organisation_id uuid NOT NULL CONSTRAINT equipment_bookings_organisation_id_fkey REFERENCES organisations (id),
    booked_by_id uuid NOT NULL CONSTRAINT equipment_bookings_booked_by_id_fkey REFERENCES users (id),
    equipment_ids uuid[] NOT NULL CONSTRAINT equipment_bookings_equipment_ids_check CHECK (
      cardinality(equipment_ids) BETWEEN 1 AND 10),
    mode text NOT NULL CONSTRAINT equipment_bookings_mode_check CHECK (
      mode IN ('by_time', 'by_time_assisted', 'by_sample')),
    state text NOT NULL CONSTRAINT equipment_bookings_state_check CHECK (state IN (
      'draft', 'pending_approval', 'approved', 'in_use', 'finished', 'fee_pending', 'settled', 'closed', 'rejected',
      'cancelled', 'no_show')),
    user_class text NOT NULL CONSTRAINT equipment_bookings_user_class_check CHECK (
      user_class IN ('internal', 'partner', 'external', 'sme')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    hold_expires_at timestamptz,
    purpose text NOT NULL,
    samples integer,
    sample_note text,
    sample_return text CONSTRAINT equipment_bookings_sample_return_check CHECK (sample_return IN ('returned', 'disposed')),
    is_hazardous boolean NOT NULL DEFAULT false,
    hazard_note text,
    contact_phone text,
    estimate_fen integer,
    fee_fen integer CONSTRAINT equipment_bookings_fee_fen_check CHECK (fee_fen >= 0),
    fee_lines jsonb,
    result_note text,
    reason text,
    report_id uuid,
    submitted_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    statement_issued_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT equipment_bookings_number_key UNIQUE (number),
    CONSTRAINT equipment_bookings_number_check CHECK (number IS NOT NULL OR state IN ('draft', 'cancelled')),
    CONSTRAINT equipment_bookings_period_check CHECK (starts_at < ends_at),
    CONSTRAINT equipment_bookings_samples_check CHECK ((mode = 'by_sample') = (samples IS NOT NULL) AND samples > 0),
    CONSTRAINT equipment_bookings_hazard_check CHECK (NOT is_hazardous OR hazard_note IS NOT NULL),
    CONSTRAINT equipment_bookings_use_check CHECK (ended_at >= started_at),
    CONSTRAINT equipment_bookings_fee_check CHECK (
      (fee_fen IS NOT NULL AND fee_lines IS NOT NULL) OR state NOT IN ('fee_pending', 'settled', 'closed'))
  );
  CREATE INDEX equipment_bookings_organisation_idx ON equipment_bookings (organisation_id, created_at, id);
  CREATE INDEX equipment_bookings_provider_idx ON equipment_bookings (provider_id, created_at, id);
  CREATE INDEX equipment_bookings_organisation_start_idx ON equipment_bookings (organisation_id, starts_at, id);
  CREATE INDEX equipment_bookings_provider_start_idx ON equipment_bookings (provider_id, starts_at, id);
  CREATE INDEX equipment_bookings_created_idx ON equipment_bookings (created_at, id);
  CREATE INDEX equipment_bookings_start_idx ON equipment_bookings (starts_at, id);
  CREATE INDEX equipment_bookings_open_idx ON equipment_bookings (booked_by_id)
    WHERE state IN ('draft', 'pending_approval', 'approved', 'in_use');
  CREATE INDEX equipment_bookings_waiting_idx ON equipment_bookings (starts_at)
    WHERE state IN ('draft', 'pending_approval', 'approved');
  CREATE INDEX equipment_bookings_equipment_idx ON equipment_bookings USING gin (equipment_ids);`;

// The provider comes first: a distributed PostgreSQL allows the constraint only with its key under `=`.
const calendar = `
  CREATE TABLE equipment_closures (
    id uuid CONSTRAINT equipment_closures_pkey PRIMARY KEY,
    equipment_id uuid NOT NULL CONSTRAINT equipment_closures_equipment_id_fkey REFERENCES equipment (id),
    provider_id uuid NOT NULL CONSTRAINT equipment_closures_provider_id_fkey REFERENCES organisations (id),
    state text NOT NULL CONSTRAINT equipment_closures_state_check CHECK (state IN ('in_force', 'lifted')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    reason text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT equipment_closures_period_check CHECK (starts_at < ends_at)
  );
  CREATE INDEX equipment_closures_start_idx ON equipment_closures (starts_at, id);
  CREATE INDEX equipment_closures_equipment_idx ON equipment_closures (equipment_id, starts_at, id);

  CREATE TABLE occupancies (
    id uuid CONSTRAINT occupancies_pkey PRIMARY KEY,
    provider_id uuid NOT NULL,
    resource_id uuid NOT NULL CONSTRAINT occupancies_resource_id_fkey REFERENCES equipment (id),
    place smallint NOT NULL CONSTRAINT occupancies_place_check CHECK (place > 0),
    during tstzrange NOT NULL,
    kind text NOT NULL,
    booking_id uuid CONSTRAINT occupancies_booking_id_fkey REFERENCES equipment_bookings (id),
    closure_id uuid CONSTRAINT occupancies_closure_id_fkey REFERENCES equipment_closures (id),
    expires_at timestamptz,
    CONSTRAINT occupancies_kind_check CHECK (kind IN ('hold', 'pending', 'confirmed', 'closure')),
    CONSTRAINT occupancies_subject_check CHECK (
      num_nonnulls(booking_id, closure_id) = 1 AND (kind = 'closure') = (closure_id IS NOT NULL)),
    CONSTRAINT occupancies_expires_at_check CHECK ((kind = 'hold') = (expires_at IS NOT NULL)),
    CONSTRAINT occupancies_during_check CHECK (
      NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during) AND lower_inc(during) AND NOT upper_inc(during)),
    CONSTRAINT occupancies_free_excl EXCLUDE USING gist
      (provider_id WITH =, resource_id WITH =, place WITH =, during WITH &&)
  );
  CREATE INDEX occupancies_booking_idx ON occupancies (booking_id) WHERE booking_id IS NOT NULL;
  CREATE INDEX occupancies_closure_idx ON occupancies (closure_id) WHERE closure_id IS NOT NULL;
  CREATE INDEX occupancies_expiry_idx ON occupancies (expires_at) WHERE kind = 'hold';
  CREATE INDEX occupancies_resource_expiry_idx ON occupancies (resource_id, expires_at) WHERE kind = 'hold';

  CREATE TABLE equipment_usages (
    id uuid CONSTRAINT equipment_usages_pkey PRIMARY KEY,
    booking_id uuid NOT NULL CONSTRAINT equipment_usages_booking_id_fkey REFERENCES equipment_bookings (id),
    equipment_id uuid NOT NULL CONSTRAINT equipment_usages_equipment_id_fkey REFERENCES equipment (id),
    provider_id uuid NOT NULL CONSTRAINT equipment_usages_provider_id_fkey REFERENCES organisations (id),
    organisation_id uuid NOT NULL CONSTRAINT equipment_usages_organisation_id_fkey REFERENCES organisations (id),
    user_id uuid NOT NULL CONSTRAINT equipment_usages_user_id_fkey REFERENCES users (id),
    place smallint NOT NULL,
    mode text NOT NULL,
    user_class text NOT NULL,
    purpose text NOT NULL,
    booked_from timestamptz NOT NULL,
    booked_to timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    effective_minutes integer,
    overrun_minutes integer,
    samples integer,
    result_note text,
    fee_fen integer,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT equipment_usages_use_check CHECK (ended_at >= started_at),
    CONSTRAINT equipment_usages_ended_check CHECK (
      num_nonnulls(ended_at, effective_minutes, overrun_minutes) IN (0, 3)),
    CONSTRAINT equipment_usages_booking_key UNIQUE (booking_id, equipment_id)
  );
  -- One machine, one user at a time, whatever the calendar says.
  CREATE UNIQUE INDEX equipment_usages_running_key ON equipment_usages (equipment_id, place) WHERE ended_at IS NULL;
  CREATE INDEX equipment_usages_equipment_idx ON equipment_usages (equipment_id, place, ended_at);
  CREATE INDEX equipment_usages_provider_idx ON equipment_usages (provider_id, started_at, id);
  CREATE INDEX equipment_usages_organisation_idx ON equipment_usages (organisation_id, started_at, id);
  CREATE INDEX equipment_usages_started_idx ON equipment_usages (started_at, id);`;

/** 大型仪器共享: the directory with capabilities and tariffs, the calendar, bookings and usage records. */
export class Equipment1763700012000 implements MigrationInterface {
  name = 'Equipment1763700012000';

  async up(db: QueryRunner): Promise<void> {
    for (const sql of [rules, directory, bookings, calendar]) await db.query(sql);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE equipment_usages, occupancies, equipment_closures, equipment_bookings, equipment_tariffs,
      equipment_capabilities, equipment, equipment_booking_rules`);
    await db.query('DROP SEQUENCE booking_number_seq');
  }
}
