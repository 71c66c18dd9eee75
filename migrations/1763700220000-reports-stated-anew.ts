import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A subject whose amended report was revoked may have a new one: what was superseded stands in nobody's way. */
export class ReportsStatedAnew1763700220000 implements MigrationInterface {
  name = 'ReportsStatedAnew1763700220000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX reports_subject_key;
      CREATE UNIQUE INDEX reports_subject_key ON reports (subject_id, kind)
        WHERE replaces_id IS NULL AND revoked_at IS NULL AND superseded_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX reports_subject_key;
      CREATE UNIQUE INDEX reports_subject_key ON reports (subject_id, kind)
        WHERE replaces_id IS NULL AND revoked_at IS NULL;
    `);
  }
}
