import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Help requests, their conversations and clocks, and experts. */
export class Assistance1763700013000 implements MigrationInterface {
  name = 'Assistance1763700013000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE help_request_number_seq');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SEQUENCE help_request_number_seq');
  }
}
