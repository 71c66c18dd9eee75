import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sheets lie encrypted and go some time after their import; a sheet can be checked without taking it; what an import made or
 * met is named as people call it. Sheets from before lie as they were sent: they are forgotten.
 */
export class ImportFiles1763700070000 implements MigrationInterface {
  name = 'ImportFiles1763700070000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE imports
        ADD validate_only boolean NOT NULL DEFAULT false,
        ADD file_gone_at timestamptz,
        ALTER file_key DROP NOT NULL,
        ALTER file_sha256 DROP NOT NULL;
      UPDATE imports SET state = 'failed', lease_until = NULL, failure_code = 'imports.file_gone',
        failure_reason = 'the sheet was not encrypted' WHERE state IN ('queued', 'running') AND cancelled_at IS NULL;
      UPDATE imports SET file_gone_at = now(), file_key = NULL, file_sha256 = NULL;
      ALTER TABLE imports ADD CONSTRAINT imports_file_gone_check CHECK (
        (file_key IS NULL) = (file_sha256 IS NULL) AND (file_key IS NOT NULL OR file_gone_at IS NOT NULL));
      CREATE INDEX imports_ended_idx ON imports (coalesce(finished_at, created_at))
        WHERE file_gone_at IS NULL AND state IN ('ready', 'failed');
      CREATE INDEX imports_file_gone_idx ON imports (file_gone_at) WHERE file_key IS NOT NULL;

      ALTER TABLE import_rows
        ADD record_number text,
        DROP CONSTRAINT import_rows_refused_check,
        -- What a mere check would create has no record.
        ADD CONSTRAINT import_rows_refused_check CHECK (
          (outcome = 'refused') = (code IS NOT NULL)
          AND CASE outcome WHEN 'refused' THEN record_id IS NULL WHEN 'created' THEN true ELSE record_id IS NOT NULL END);
    `);
  }

  /** A mere check cannot be told from an import without its column, so it goes. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE import_rows DISABLE TRIGGER import_rows_append_only;
      DELETE FROM import_rows r USING imports i WHERE i.id = r.import_id AND i.validate_only;
      ALTER TABLE import_rows ENABLE TRIGGER import_rows_append_only;
      DELETE FROM imports WHERE validate_only;
      ALTER TABLE import_rows
        DROP CONSTRAINT import_rows_refused_check,
        DROP COLUMN record_number,
        ADD CONSTRAINT import_rows_refused_check CHECK (
          (outcome = 'refused') = (code IS NOT NULL) AND (outcome = 'refused') = (record_id IS NULL));
      DROP INDEX imports_file_gone_idx, imports_ended_idx;
      ALTER TABLE imports DROP CONSTRAINT imports_file_gone_check;
      UPDATE imports SET file_key = '', file_sha256 = repeat('0', 64) WHERE file_key IS NULL;
      ALTER TABLE imports
        DROP COLUMN file_gone_at,
        DROP COLUMN validate_only,
        ALTER file_key SET NOT NULL,
        ALTER file_sha256 SET NOT NULL;
    `);
  }
}
