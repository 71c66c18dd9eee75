import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forms that people print before anything is done: each a job, and the file that it made. */
export class Forms1763700131000 implements MigrationInterface {
  name = 'Forms1763700131000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE forms (
        id uuid CONSTRAINT forms_pkey PRIMARY KEY,
        kind text NOT NULL,
        subject_ids uuid[] NOT NULL CONSTRAINT forms_subject_ids_check CHECK (cardinality(subject_ids) > 0),
        organisation_id uuid NOT NULL CONSTRAINT forms_organisation_id_fkey REFERENCES organisations (id),
        user_id uuid NOT NULL CONSTRAINT forms_user_id_fkey REFERENCES users (id),
        -- What it is set from: may hold phones, so it is sealed, and goes when the file is there.
        sealed text,
        state text NOT NULL DEFAULT 'queued'
          CONSTRAINT forms_state_check CHECK (state IN ('queued', 'running', 'ready', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        failure_code text,
        failure_reason text,
        file_key text,
        file_sha256 text CONSTRAINT forms_file_check CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
        file_bytes integer,
        created_at timestamptz NOT NULL,
        CONSTRAINT forms_failed_check CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
        CONSTRAINT forms_ready_check CHECK (
          state <> 'ready'
          OR (sealed IS NULL AND file_key IS NOT NULL AND file_sha256 IS NOT NULL AND file_bytes IS NOT NULL))
      );
      CREATE INDEX forms_organisation_idx ON forms (organisation_id, created_at, id);
      CREATE INDEX forms_waiting_idx ON forms (queued_at) WHERE state IN ('queued', 'running');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE forms');
  }
}
