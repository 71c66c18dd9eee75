import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports, the jobs that typeset them, and the files that came of it. */
export class Reports1763700005000 implements MigrationInterface {
  name = 'Reports1763700005000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE reports (
        id uuid CONSTRAINT reports_pkey PRIMARY KEY,
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        institution_id uuid NOT NULL CONSTRAINT reports_institution_id_fkey REFERENCES organisations (id),
        viewer_ids uuid[] NOT NULL,
        district_code text CONSTRAINT reports_district_code_fkey REFERENCES districts (code),
        state text NOT NULL CONSTRAINT reports_state_check CHECK (
          state IN ('draft', 'returned', 'checked', 'approved', 'issued')),
        revision smallint NOT NULL DEFAULT 1,
        number text,
        token text NOT NULL,
        content jsonb NOT NULL,
        content_hash text NOT NULL,
        author_id uuid NOT NULL CONSTRAINT reports_author_id_fkey REFERENCES users (id),
        checker_id uuid CONSTRAINT reports_checker_id_fkey REFERENCES users (id),
        approver_id uuid CONSTRAINT reports_approver_id_fkey REFERENCES users (id),
        prepared_at timestamptz NOT NULL,
        checked_at timestamptz,
        approved_at timestamptz,
        issued_at timestamptz,
        return_reason text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT reports_kind_subject_key UNIQUE (kind, subject_id),
        CONSTRAINT reports_number_key UNIQUE (institution_id, number),
        CONSTRAINT reports_token_key UNIQUE (token),
        CONSTRAINT reports_checker_check CHECK (checker_id <> author_id),
        CONSTRAINT reports_approver_check CHECK (approver_id <> author_id),
        CONSTRAINT reports_checked_check CHECK (state NOT IN ('checked', 'approved', 'issued') OR checker_id IS NOT NULL),
        CONSTRAINT reports_number_check CHECK ((number IS NOT NULL) = (state IN ('approved', 'issued'))),
        CONSTRAINT reports_issued_check CHECK ((issued_at IS NOT NULL) = (state = 'issued'))
      );
      CREATE INDEX reports_institution_idx ON reports (institution_id, created_at, id);
      CREATE INDEX reports_viewers_idx ON reports USING gin (viewer_ids);

      CREATE FUNCTION refuse_thaw() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'an approved report is frozen' USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER reports_frozen BEFORE UPDATE ON reports FOR EACH ROW
        WHEN (OLD.state IN ('approved', 'issued') AND
          (NEW.content, NEW.number, NEW.token, NEW.author_id, NEW.checker_id, NEW.approver_id)
            IS DISTINCT FROM (OLD.content, OLD.number, OLD.token, OLD.author_id, OLD.checker_id, OLD.approver_id))
        EXECUTE FUNCTION refuse_thaw();
      CREATE TRIGGER reports_kept BEFORE DELETE ON reports FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE report_renderings (
        id uuid CONSTRAINT report_renderings_pkey PRIMARY KEY,
        report_id uuid NOT NULL CONSTRAINT report_renderings_report_id_fkey REFERENCES reports (id),
        purpose text NOT NULL CONSTRAINT report_renderings_purpose_check CHECK (purpose IN ('issue', 'preview')),
        revision smallint NOT NULL,
        state text NOT NULL DEFAULT 'queued' CONSTRAINT report_renderings_state_check CHECK (
          state IN ('queued', 'running', 'ready', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        attempts smallint NOT NULL DEFAULT 0,
        failure_code text,
        failure_reason text,
        CONSTRAINT report_renderings_report_key UNIQUE (report_id, purpose, revision)
      );
      CREATE INDEX report_renderings_waiting_idx ON report_renderings (queued_at) WHERE state IN ('queued', 'running');

      CREATE TABLE report_files (
        id uuid CONSTRAINT report_files_pkey PRIMARY KEY,
        rendering_id uuid NOT NULL CONSTRAINT report_files_rendering_id_fkey REFERENCES report_renderings (id),
        document text NOT NULL,
        key text NOT NULL,
        sha256 text NOT NULL,
        bytes integer NOT NULL,
        CONSTRAINT report_files_document_key UNIQUE (rendering_id, document)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE report_files, report_renderings, reports;
      DROP FUNCTION refuse_thaw();
    `);
  }
}
