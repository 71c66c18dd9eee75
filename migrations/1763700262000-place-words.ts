import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Places are looked for by their words, which the documents of the search know: triples of characters find no word of two,
 * as most Chinese ones are, and were the dearest index of the register to keep.
 */
export class PlaceWords1763700262000 implements MigrationInterface {
  name = 'PlaceWords1763700262000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX elevators_place_idx');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX elevators_place_idx ON elevators USING gin ((coalesce(site_name, '') || ' ' || address) gin_trgm_ops)`,
    );
  }
}
