import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows from a low grade, and the numbers behind it. */
export class RatingsGrowth1763700052000 implements MigrationInterface {
  name = 'RatingsGrowth1763700052000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE rating_rules (
        version text CONSTRAINT rating_rules_pkey PRIMARY KEY,
        -- This grade and those below it open a task, to be answered within so many days.
        low_grade smallint NOT NULL CONSTRAINT rating_rules_low_grade_check CHECK (low_grade BETWEEN 1 AND 4),
        answer_days smallint NOT NULL CONSTRAINT rating_rules_answer_days_check CHECK (answer_days > 0),
        -- A service is rated within so many days of its end.
        window_days smallint NOT NULL CONSTRAINT rating_rules_window_days_check CHECK (window_days > 0),
        effective_from date NOT NULL,
        effective_to date,
        source text NOT NULL,
        confidence text NOT NULL,
        CONSTRAINT rating_rules_dates_check CHECK (effective_to >= effective_from),
        CONSTRAINT rating_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
        CONSTRAINT rating_rules_dates_excl EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
      );
      INSERT INTO rating_rules VALUES ('ratings-1', 2, 10, 180, '2020-01-01', NULL, 'HANDBOOK 5.4', 'medium');

      ALTER TABLE ratings ADD CONSTRAINT ratings_not_self_check CHECK (rater_organisation_id <> rated_organisation_id);

      CREATE TABLE rating_tasks (
        id uuid CONSTRAINT rating_tasks_pkey PRIMARY KEY,
        rating_id uuid NOT NULL CONSTRAINT rating_tasks_rating_id_fkey REFERENCES ratings (id),
        organisation_id uuid NOT NULL CONSTRAINT rating_tasks_organisation_id_fkey REFERENCES organisations (id),
        state text NOT NULL CONSTRAINT rating_tasks_state_check CHECK (state IN ('open', 'answered', 'closed')),
        answer_by date NOT NULL,
        answer text,
        answered_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT rating_tasks_rating_id_key UNIQUE (rating_id),
        CONSTRAINT rating_tasks_answer_check CHECK (state = 'open' OR (answer IS NOT NULL AND answered_at IS NOT NULL))
      );
      CREATE INDEX rating_tasks_organisation_idx ON rating_tasks (organisation_id, created_at, id);
      CREATE INDEX rating_tasks_created_idx ON rating_tasks (created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE rating_tasks;
      ALTER TABLE ratings DROP CONSTRAINT ratings_not_self_check;
      DROP TABLE rating_rules;
    `);
  }
}
