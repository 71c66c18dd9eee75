import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code can prove a new phone, too. */
export class PhoneChange1763700027000 implements MigrationInterface {
  name = 'PhoneChange1763700027000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_purpose_check,
        ADD CONSTRAINT one_time_codes_purpose_check CHECK (purpose IN ('sign_in', 'reset_password', 'change_phone'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM one_time_codes WHERE purpose = 'change_phone';
      ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_purpose_check,
        ADD CONSTRAINT one_time_codes_purpose_check CHECK (purpose IN ('sign_in', 'reset_password'));
    `);
  }
}
