import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders for verification and calibration, their items, windows, results and certificates. */
export class MetrologyOrders1763700011000 implements MigrationInterface {
  name = 'MetrologyOrders1763700011000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE metrology_order_number_seq');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SEQUENCE metrology_order_number_seq');
  }
}
