import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The board counts a third of all open dues of a city: it finds all that it counts in one index. */
export class DueBoard1763700086000 implements MigrationInterface {
  name = 'DueBoard1763700086000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX dues_district_idx;
      CREATE INDEX dues_board_idx ON dues (due_on) INCLUDE (district_code, kind, is_in_hand)
        WHERE state = 'open';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX dues_board_idx;
      CREATE INDEX dues_district_idx ON dues (district_code text_pattern_ops, due_on, kind) WHERE state = 'open';
    `);
  }
}
