import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports packed into zips: how far each is, and what became of its reports. */
export class ReportExports1763700110000 implements MigrationInterface {
  name = 'ReportExports1763700110000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE report_exports (
        id uuid CONSTRAINT report_exports_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT report_exports_organisation_id_fkey REFERENCES organisations (id),
        user_id uuid NOT NULL CONSTRAINT report_exports_user_id_fkey REFERENCES users (id),
        api_key_id uuid CONSTRAINT report_exports_api_key_id_fkey REFERENCES api_keys (id),
        state text NOT NULL DEFAULT 'queued'
          CONSTRAINT report_exports_state_check CHECK (state IN ('queued', 'running', 'ready', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        failure_code text,
        failure_reason text,
        total integer NOT NULL CONSTRAINT report_exports_total_check CHECK (total BETWEEN 1 AND 1000),
        done integer NOT NULL DEFAULT 0 CONSTRAINT report_exports_done_check CHECK (done BETWEEN 0 AND total),
        file_key text,
        file_sha256 text CONSTRAINT report_exports_file_check CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
        file_bytes bigint,
        cancelled_at timestamptz,
        finished_at timestamptz,
        expires_at timestamptz,
        swept_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT report_exports_failed_check CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
        CONSTRAINT report_exports_ready_check CHECK (
          state <> 'ready' OR cancelled_at IS NOT NULL
          OR (file_key IS NOT NULL AND file_sha256 IS NOT NULL AND file_bytes IS NOT NULL AND expires_at IS NOT NULL))
      );
      CREATE INDEX report_exports_organisation_idx ON report_exports (organisation_id, created_at, id);
      CREATE INDEX report_exports_waiting_idx ON report_exports (queued_at) WHERE state IN ('queued', 'running');
      CREATE INDEX report_exports_kept_idx ON report_exports (expires_at) WHERE file_key IS NOT NULL AND swept_at IS NULL;

      -- Ids as they were asked for: one of nothing, or of somebody else's report, is refused like the other.
      CREATE TABLE report_export_items (
        export_id uuid NOT NULL CONSTRAINT report_export_items_export_id_fkey REFERENCES report_exports (id),
        position integer NOT NULL,
        report_id uuid NOT NULL,
        outcome text CONSTRAINT report_export_items_outcome_check CHECK (outcome IN ('included', 'refused')),
        code text,
        files text[] NOT NULL DEFAULT '{}',
        CONSTRAINT report_export_items_pkey PRIMARY KEY (export_id, position),
        CONSTRAINT report_export_items_refused_check CHECK ((outcome IS NOT DISTINCT FROM 'refused') = (code IS NOT NULL))
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE report_export_items, report_exports');
  }
}
