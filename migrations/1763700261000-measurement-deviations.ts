import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ISO/IEC 17025 7.8.2.1 n asks for it of every report, not only of those on samples. */
export class MeasurementDeviations1763700261000 implements MigrationInterface {
  name = 'MeasurementDeviations1763700261000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE metrology_measurements ADD COLUMN deviations text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE metrology_measurements DROP COLUMN deviations');
  }
}
