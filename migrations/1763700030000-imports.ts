import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sheets on their way into registers: how far each is, what became of its rows, and how organisations' columns are read. */
export class Imports1763700030000 implements MigrationInterface {
  name = 'Imports1763700030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Sheets name their user units.
      CREATE INDEX organisations_exact_name_idx ON organisations (name);

      CREATE TABLE import_mappings (
        id uuid CONSTRAINT import_mappings_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT import_mappings_organisation_id_fkey REFERENCES organisations (id),
        kind text NOT NULL,
        name text NOT NULL,
        columns jsonb NOT NULL CONSTRAINT import_mappings_columns_check CHECK (jsonb_typeof(columns) = 'array'),
        created_at timestamptz NOT NULL,
        CONSTRAINT import_mappings_name_key UNIQUE (organisation_id, kind, name)
      );
      CREATE INDEX import_mappings_organisation_idx ON import_mappings (organisation_id, created_at, id);

      CREATE TABLE imports (
        id uuid CONSTRAINT imports_pkey PRIMARY KEY,
        kind text NOT NULL,
        organisation_id uuid NOT NULL CONSTRAINT imports_organisation_id_fkey REFERENCES organisations (id),
        user_id uuid NOT NULL CONSTRAINT imports_user_id_fkey REFERENCES users (id),
        api_key_id uuid CONSTRAINT imports_api_key_id_fkey REFERENCES api_keys (id),
        state text NOT NULL DEFAULT 'queued'
          CONSTRAINT imports_state_check CHECK (state IN ('queued', 'running', 'ready', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        failure_code text,
        failure_reason text,
        format text NOT NULL CONSTRAINT imports_format_check CHECK (format IN ('csv', 'xlsx')),
        file_name text,
        file_key text NOT NULL,
        file_sha256 text NOT NULL CONSTRAINT imports_file_check CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
        mapping jsonb,
        total integer,
        done_row integer NOT NULL DEFAULT 0,
        created integer NOT NULL DEFAULT 0,
        updated integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        refused integer NOT NULL DEFAULT 0,
        cancelled_at timestamptz,
        finished_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT imports_failed_check CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
        CONSTRAINT imports_counters_check CHECK (
          created >= 0 AND updated >= 0 AND unchanged >= 0 AND refused >= 0
          AND created + updated + unchanged + refused <= coalesce(total, 0)),
        -- An import that is ready has an outcome for every row.
        CONSTRAINT imports_complete_check CHECK (
          state <> 'ready' OR cancelled_at IS NOT NULL OR created + updated + unchanged + refused = total)
      );
      CREATE INDEX imports_organisation_idx ON imports (organisation_id, created_at, id);
      CREATE INDEX imports_waiting_idx ON imports (queued_at) WHERE state IN ('queued', 'running');

      CREATE TABLE import_rows (
        import_id uuid NOT NULL CONSTRAINT import_rows_import_id_fkey REFERENCES imports (id),
        row_no integer NOT NULL,
        outcome text NOT NULL CONSTRAINT import_rows_outcome_check CHECK (
          outcome IN ('created', 'updated', 'unchanged', 'refused')),
        record_id uuid,
        code text,
        details jsonb,
        CONSTRAINT import_rows_pkey PRIMARY KEY (import_id, row_no),
        CONSTRAINT import_rows_refused_check CHECK (
          (outcome = 'refused') = (code IS NOT NULL) AND (outcome = 'refused') = (record_id IS NULL))
      );
      CREATE TRIGGER import_rows_append_only BEFORE UPDATE OR DELETE ON import_rows
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE INDEX import_rows_outcome_idx ON import_rows (import_id, outcome, row_no);
      CREATE INDEX import_rows_record_idx ON import_rows (import_id, record_id) WHERE record_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE import_rows, imports, import_mappings; DROP INDEX organisations_exact_name_idx');
  }
}
