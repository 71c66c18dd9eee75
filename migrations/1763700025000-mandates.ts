import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mandates, in the place of the right that a device's contractor had by being named in the register. Nobody gave the
 * contractors of the register a mandate, so none is made here: they keep the filings that they made, and ask for one.
 */
export class Mandates1763700025000 implements MigrationInterface {
  name = 'Mandates1763700025000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(RIGHTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE reports r SET viewer_ids = array_remove(ARRAY[f.user_unit_id, f.maintenance_unit_id], NULL)
      FROM elevator_filings f WHERE r.kind = 'elevator_inspection_report' AND f.id = r.subject_id;
      ALTER TABLE reports DROP CONSTRAINT reports_object_check, DROP COLUMN owner_id, DROP COLUMN object_kind,
        DROP COLUMN object_id;
      DROP INDEX elevator_filings_filed_by_idx;
      CREATE INDEX elevator_filings_maintenance_unit_idx ON elevator_filings (maintenance_unit_id, created_at, id);
      ALTER TABLE elevator_filings DROP COLUMN mandate_id;
      DROP TABLE mandate_reliances, mandate_subjects, mandates;
      DROP SEQUENCE mandate_number_seq;
    `);
  }
}

const TABLES = `
  CREATE SEQUENCE mandate_number_seq MAXVALUE 999999 CYCLE;

  CREATE TABLE mandates (
    id uuid CONSTRAINT mandates_pkey PRIMARY KEY,
    number text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL CONSTRAINT mandates_state_check CHECK (state IN (
      'offered', 'active', 'declined', 'withdrawn', 'revoked', 'ended')),
    mandator_id uuid NOT NULL CONSTRAINT mandates_mandator_id_fkey REFERENCES organisations (id),
    holder_id uuid NOT NULL CONSTRAINT mandates_holder_id_fkey REFERENCES organisations (id),
    offered_by_id uuid NOT NULL CONSTRAINT mandates_offered_by_id_fkey REFERENCES organisations (id),
    covers_all boolean NOT NULL,
    subject_count integer,
    scopes text[] NOT NULL CONSTRAINT mandates_scopes_check CHECK (
      cardinality(scopes) > 0 AND scopes <@ ARRAY['file', 'pay', 'receive_reports']),
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    evidence_kind text NOT NULL CONSTRAINT mandates_evidence_kind_check CHECK (evidence_kind IN (
      'maintenance_contract', 'letter_of_authorisation', 'other')),
    evidence_number text NOT NULL,
    evidence_note text,
    end_reason text,
    accepted_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT mandates_number_key UNIQUE (number),
    CONSTRAINT mandates_sides_check CHECK (mandator_id <> holder_id),
    CONSTRAINT mandates_offered_by_check CHECK (offered_by_id IN (mandator_id, holder_id)),
    CONSTRAINT mandates_dates_check CHECK (valid_from <= valid_to),
    CONSTRAINT mandates_subjects_check CHECK (covers_all = (subject_count IS NULL)),
    CONSTRAINT mandates_accepted_check CHECK (accepted_at IS NOT NULL OR state NOT IN ('active', 'revoked')),
    -- Two mandates over everything at the same time: who revokes one would believe that the right is gone.
    CONSTRAINT mandates_all_excl EXCLUDE USING gist (
      kind WITH =, mandator_id WITH =, holder_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
      WHERE (state = 'active' AND covers_all)
  );
  CREATE INDEX mandates_mandator_idx ON mandates (mandator_id, created_at, id);
  CREATE INDEX mandates_holder_idx ON mandates (holder_id, created_at, id);
  CREATE INDEX mandates_held_idx ON mandates (holder_id, mandator_id) WHERE state = 'active';
  CREATE INDEX mandates_end_idx ON mandates (valid_to) WHERE state IN ('offered', 'active');

  CREATE TABLE mandate_subjects (
    mandate_id uuid NOT NULL CONSTRAINT mandate_subjects_mandate_id_fkey REFERENCES mandates (id),
    subject_id uuid NOT NULL,
    CONSTRAINT mandate_subjects_pkey PRIMARY KEY (mandate_id, subject_id)
  );

  CREATE TABLE mandate_reliances (
    mandate_id uuid NOT NULL CONSTRAINT mandate_reliances_mandate_id_fkey REFERENCES mandates (id),
    organisation_id uuid NOT NULL CONSTRAINT mandate_reliances_organisation_id_fkey REFERENCES organisations (id),
    CONSTRAINT mandate_reliances_pkey PRIMARY KEY (organisation_id, mandate_id)
  );`;

/** What the right by the register stood in: lists of filings, and the readers of reports. */
const RIGHTS = `
  ALTER TABLE elevator_filings
    ADD COLUMN mandate_id uuid CONSTRAINT elevator_filings_mandate_id_fkey REFERENCES mandates (id);
  CREATE INDEX elevator_filings_mandate_idx ON elevator_filings (mandate_id, created_at, id) WHERE mandate_id IS NOT NULL;
  DROP INDEX elevator_filings_maintenance_unit_idx;
  CREATE INDEX elevator_filings_filed_by_idx ON elevator_filings (filed_by_organisation_id, created_at, id);

  ALTER TABLE reports
    ADD COLUMN owner_id uuid CONSTRAINT reports_owner_id_fkey REFERENCES organisations (id),
    ADD COLUMN object_kind text,
    ADD COLUMN object_id uuid,
    ADD CONSTRAINT reports_object_check CHECK (num_nonnulls(owner_id, object_kind, object_id) IN (0, 3));
  UPDATE reports r SET viewer_ids = ARRAY[f.user_unit_id], owner_id = f.user_unit_id, object_kind = 'elevator',
    object_id = f.elevator_id
  FROM elevator_filings f WHERE r.kind = 'elevator_inspection_report' AND f.id = r.subject_id;
  CREATE INDEX reports_owner_idx ON reports (owner_id, created_at, id) WHERE state = 'issued' AND owner_id IS NOT NULL;`;
