import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes that many devices of a register do not have; each is unique where it is known. */
const CODES = ['registration_code', 'device_code', 'use_registration_no'];

/**
 * Whatever is entered is entered into every index. What a device does not have, nobody looks for, so no index keeps it;
 * and open dues by their day are kept once, for the board and for the list.
 */
export class LeanIndexes1763700260000 implements MigrationInterface {
  name = 'LeanIndexes1763700260000';

  async up(db: QueryRunner): Promise<void> {
    const codes = CODES.map(
      (code) => `
        ALTER TABLE elevators DROP CONSTRAINT elevators_${code}_key;
        CREATE UNIQUE INDEX elevators_${code}_key ON elevators (${code}) WHERE ${code} IS NOT NULL;`,
    );
    await db.query(`${codes.join('')}
      ${rebuilt(' WHERE maintenance_unit_id IS NOT NULL', ' WHERE district_code IS NOT NULL')}
      DROP INDEX dues_due_idx, dues_board_idx;
      CREATE INDEX dues_open_idx ON dues (due_on, id) INCLUDE (district_code, kind, is_in_hand) WHERE state = 'open';
      CREATE INDEX dues_closed_idx ON dues (state, due_on, id) WHERE state <> 'open';`);
  }

  async down(db: QueryRunner): Promise<void> {
    const codes = CODES.map(
      (code) => `
        DROP INDEX elevators_${code}_key;
        ALTER TABLE elevators ADD CONSTRAINT elevators_${code}_key UNIQUE (${code});`,
    );
    await db.query(`${codes.join('')}
      ${rebuilt('', '')}
      DROP INDEX dues_open_idx, dues_closed_idx;
      CREATE INDEX dues_due_idx ON dues (state, due_on, id);
      CREATE INDEX dues_board_idx ON dues (due_on) INCLUDE (district_code, kind, is_in_hand) WHERE state = 'open';`);
  }
}

function rebuilt(maintained: string, placed: string): string {
  return `
    DROP INDEX elevators_maintenance_unit_due_idx, elevators_maintenance_unit_created_idx, elevators_district_idx;
    CREATE INDEX elevators_maintenance_unit_due_idx ON elevators (maintenance_unit_id, next_inspection_due_on, id)${maintained};
    CREATE INDEX elevators_maintenance_unit_created_idx ON elevators (maintenance_unit_id, created_at, id)${maintained};
    CREATE INDEX elevators_district_idx ON elevators (district_code text_pattern_ops, created_at, id)${placed};`;
}
