import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices, filings and their batches. */
export class Elevators1763700003000 implements MigrationInterface {
  name = 'Elevators1763700003000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE elevators (
        id uuid CONSTRAINT elevators_pkey PRIMARY KEY,
        category_code text CONSTRAINT elevators_category_code_fkey REFERENCES elevator_categories (code),
        registration_code text,
        device_code text,
        use_registration_no text,
        internal_no text,
        product_no text,
        rescue_no text,
        model text,
        manufacturer text,
        manufactured_on date,
        user_unit_id uuid NOT NULL CONSTRAINT elevators_user_unit_id_fkey REFERENCES organisations (id),
        maintenance_unit_id uuid CONSTRAINT elevators_maintenance_unit_id_fkey REFERENCES organisations (id),
        institution_id uuid CONSTRAINT elevators_institution_id_fkey REFERENCES organisations (id),
        district_code text CONSTRAINT elevators_district_code_fkey REFERENCES districts (code),
        site_name text,
        address text NOT NULL,
        state text NOT NULL DEFAULT 'in_use'
          CONSTRAINT elevators_state_check CHECK (state IN ('in_use', 'out_of_use', 'scrapped')),
        is_use_prohibited boolean NOT NULL DEFAULT false,
        rated_load_kg numeric,
        rated_speed_ms numeric,
        floors smallint,
        stops smallint,
        doors smallint,
        lift_height_m numeric,
        section_length_m numeric,
        nominal_width_mm integer,
        inclination_deg numeric,
        is_public_transport boolean NOT NULL DEFAULT false,
        base_month text CONSTRAINT elevators_base_month_check CHECK (base_month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        last_passed_on date,
        next_inspection_due_on date,
        next_self_test_due_on date,
        schedule_rule text CONSTRAINT elevators_schedule_rule_fkey REFERENCES elevator_schedule_rules (version),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT elevators_registration_code_key UNIQUE (registration_code),
        CONSTRAINT elevators_device_code_key UNIQUE (device_code),
        CONSTRAINT elevators_use_registration_no_key UNIQUE (use_registration_no),
        CONSTRAINT elevators_internal_no_key UNIQUE (user_unit_id, internal_no),
        CONSTRAINT elevators_identified_check CHECK (
          num_nonnulls(registration_code, device_code, use_registration_no, internal_no) > 0)
      );
      CREATE INDEX elevators_user_unit_due_idx ON elevators (user_unit_id, next_inspection_due_on, id);
      CREATE INDEX elevators_maintenance_unit_due_idx ON elevators (maintenance_unit_id, next_inspection_due_on, id);
      CREATE INDEX elevators_institution_due_idx ON elevators (institution_id, next_inspection_due_on, id);
      CREATE INDEX elevators_user_unit_created_idx ON elevators (user_unit_id, created_at, id);
      CREATE INDEX elevators_maintenance_unit_created_idx ON elevators (maintenance_unit_id, created_at, id);
      CREATE INDEX elevators_institution_created_idx ON elevators (institution_id, created_at, id);
      CREATE INDEX elevators_created_idx ON elevators (created_at, id);
      CREATE INDEX elevators_due_idx ON elevators (next_inspection_due_on, id);
      CREATE INDEX elevators_internal_no_idx ON elevators (internal_no text_pattern_ops);
      CREATE INDEX elevators_district_idx ON elevators (district_code text_pattern_ops, created_at, id);
      CREATE INDEX elevators_place_idx ON elevators USING gin ((coalesce(site_name, '') || ' ' || address) gin_trgm_ops);

      CREATE TABLE elevator_filing_batches (
        id uuid CONSTRAINT elevator_filing_batches_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL
          CONSTRAINT elevator_filing_batches_organisation_id_fkey REFERENCES organisations (id),
        filed_by_id uuid NOT NULL CONSTRAINT elevator_filing_batches_filed_by_id_fkey REFERENCES users (id),
        total integer NOT NULL,
        accepted integer NOT NULL,
        refused integer NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT elevator_filing_batches_counters_check CHECK (accepted >= 0 AND refused >= 0 AND total = accepted + refused)
      );
      CREATE INDEX elevator_filing_batches_organisation_idx
        ON elevator_filing_batches (organisation_id, created_at, id);

      CREATE TABLE elevator_filings (
        id uuid CONSTRAINT elevator_filings_pkey PRIMARY KEY,
        number text,
        acceptance_no text,
        batch_id uuid CONSTRAINT elevator_filings_batch_id_fkey REFERENCES elevator_filing_batches (id),
        elevator_id uuid NOT NULL CONSTRAINT elevator_filings_elevator_id_fkey REFERENCES elevators (id),
        kind text NOT NULL CONSTRAINT elevator_filings_kind_check CHECK (kind IN ('periodic_inspection')),
        due_year smallint NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CONSTRAINT elevator_filings_state_check CHECK (state IN (
          'draft', 'submitted', 'supplement_required', 'not_accepted', 'accepted', 'fee_assessed', 'paid', 'scheduled',
          'dispatched', 'on_site', 'concluded', 'report_issued', 'archived', 'withdrawn')),
        conclusion text CONSTRAINT elevator_filings_conclusion_check CHECK (
          conclusion IN ('pass', 'pass_after_rectification', 'fail')),
        user_unit_id uuid NOT NULL CONSTRAINT elevator_filings_user_unit_id_fkey REFERENCES organisations (id),
        maintenance_unit_id uuid
          CONSTRAINT elevator_filings_maintenance_unit_id_fkey REFERENCES organisations (id),
        institution_id uuid NOT NULL CONSTRAINT elevator_filings_institution_id_fkey REFERENCES organisations (id),
        district_code text CONSTRAINT elevator_filings_district_code_fkey REFERENCES districts (code),
        filed_by_id uuid NOT NULL CONSTRAINT elevator_filings_filed_by_id_fkey REFERENCES users (id),
        filed_by_organisation_id uuid NOT NULL
          CONSTRAINT elevator_filings_filed_by_organisation_id_fkey REFERENCES organisations (id),
        requested_on date,
        contact_name text,
        contact_phone text,
        remark text,
        is_late boolean NOT NULL DEFAULT false,
        overdue_opinion_no text,
        supplement_request text,
        refusal_reason text,
        fee_fen integer CONSTRAINT elevator_filings_fee_fen_check CHECK (fee_fen > 0),
        fee_rule_id text CONSTRAINT elevator_filings_fee_rule_id_fkey REFERENCES elevator_fee_rules (id),
        fee_lines jsonb,
        scheduled_on date,
        scheduled_period text CONSTRAINT elevator_filings_scheduled_period_check CHECK (
          scheduled_period IN ('morning', 'afternoon')),
        inspector_ids uuid[] NOT NULL DEFAULT '{}',
        site_conditions jsonb,
        items jsonb,
        inspected_on date,
        opinion_notice_no text,
        inspection_remark text,
        next_inspection_due_on date,
        report_id uuid,
        submitted_at timestamptz,
        issued_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT elevator_filings_number_key UNIQUE (number),
        CONSTRAINT elevator_filings_acceptance_no_key UNIQUE (acceptance_no),
        CONSTRAINT elevator_filings_number_check CHECK (number IS NOT NULL OR state IN ('draft', 'withdrawn')),
        CONSTRAINT elevator_filings_conclusion_state_check CHECK (
          (conclusion IS NOT NULL) = (state IN ('concluded', 'report_issued', 'archived')))
      );
      CREATE UNIQUE INDEX elevator_filings_one_open_key ON elevator_filings (elevator_id, kind, due_year)
        WHERE state NOT IN ('not_accepted', 'withdrawn', 'report_issued', 'archived');
      CREATE INDEX elevator_filings_elevator_idx ON elevator_filings (elevator_id, created_at, id);
      CREATE INDEX elevator_filings_user_unit_idx ON elevator_filings (user_unit_id, created_at, id);
      CREATE INDEX elevator_filings_maintenance_unit_idx ON elevator_filings (maintenance_unit_id, created_at, id);
      CREATE INDEX elevator_filings_institution_idx ON elevator_filings (institution_id, created_at, id);
      CREATE INDEX elevator_filings_institution_state_idx ON elevator_filings (institution_id, state, created_at, id);
      CREATE INDEX elevator_filings_batch_idx ON elevator_filings (batch_id, created_at, id) WHERE batch_id IS NOT NULL;
      CREATE INDEX elevator_filings_created_idx ON elevator_filings (created_at, id);
      CREATE INDEX elevator_filings_district_idx ON elevator_filings (district_code text_pattern_ops, created_at, id);
      CREATE INDEX elevator_filings_inspectors_idx ON elevator_filings USING gin (inspector_ids);
      CREATE INDEX elevator_filings_archive_idx ON elevator_filings (issued_at) WHERE state = 'report_issued';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE elevator_filings, elevator_filing_batches, elevators');
  }
}
