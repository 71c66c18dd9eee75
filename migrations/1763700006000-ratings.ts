import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 好差评: one judgement per subject and person. */
export class Ratings1763700006000 implements MigrationInterface {
  name = 'Ratings1763700006000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ratings (
        id uuid CONSTRAINT ratings_pkey PRIMARY KEY,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        rater_id uuid NOT NULL CONSTRAINT ratings_rater_id_fkey REFERENCES users (id),
        rater_organisation_id uuid NOT NULL
          CONSTRAINT ratings_rater_organisation_id_fkey REFERENCES organisations (id),
        rated_organisation_id uuid NOT NULL
          CONSTRAINT ratings_rated_organisation_id_fkey REFERENCES organisations (id),
        grade smallint NOT NULL CONSTRAINT ratings_grade_check CHECK (grade BETWEEN 1 AND 5),
        timeliness smallint CONSTRAINT ratings_timeliness_check CHECK (timeliness BETWEEN 1 AND 5),
        expertise smallint CONSTRAINT ratings_expertise_check CHECK (expertise BETWEEN 1 AND 5),
        attitude smallint CONSTRAINT ratings_attitude_check CHECK (attitude BETWEEN 1 AND 5),
        price smallint CONSTRAINT ratings_price_check CHECK (price BETWEEN 1 AND 5),
        comment text,
        created_at timestamptz NOT NULL,
        CONSTRAINT ratings_once_key UNIQUE (subject_kind, subject_id, rater_id)
      );
      CREATE INDEX ratings_rated_idx ON ratings (rated_organisation_id, created_at, id);
      CREATE TRIGGER ratings_append_only BEFORE UPDATE OR DELETE ON ratings
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE ratings');
  }
}
