import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shared equipment, what occupies it, bookings and usage. */
export class Equipment1763700012000 implements MigrationInterface {
  name = 'Equipment1763700012000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE booking_number_seq');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SEQUENCE booking_number_seq');
  }
}
