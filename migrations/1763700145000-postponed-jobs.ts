import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job that waits because its way was barred says so while it is queued, and while it is tried again. */
export class PostponedJobs1763700145000 implements MigrationInterface {
  name = 'PostponedJobs1763700145000';

  async up(db: QueryRunner): Promise<void> {
    for (const table of ['forms', 'report_exports']) {
      await db.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_failed_check;
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_failed_check CHECK (
          CASE state WHEN 'failed' THEN failure_code IS NOT NULL WHEN 'ready' THEN failure_code IS NULL ELSE true END);
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['forms', 'report_exports']) {
      await db.query(`
        UPDATE ${table} SET failure_code = NULL, failure_reason = NULL WHERE state <> 'failed';
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_failed_check;
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_failed_check CHECK (
          (state = 'failed') = (failure_code IS NOT NULL));
      `);
    }
  }
}
