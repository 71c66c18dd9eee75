import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What falls due when, who is reminded of it, and the facts of the lines that it is computed from. */
export class Dues1763700050000 implements MigrationInterface {
  name = 'Dues1763700050000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(FACTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE equipment DROP COLUMN calibration_valid_until;
      ALTER TABLE instruments DROP COLUMN calibration_due_on;
      DROP INDEX elevators_schedule_rule_idx;
      ALTER TABLE elevators DROP COLUMN brake_tested_on, DROP COLUMN governor_calibrated_on, DROP COLUMN last_self_tested_on;
      DROP TABLE elevator_test_rules, due_reminders, due_passes, dues, due_reminder_rules;
    `);
  }
}

const TABLES = `
  CREATE TABLE due_reminder_rules (
    version text CONSTRAINT due_reminder_rules_pkey PRIMARY KEY,
    -- Days after the due day, negative before it; after the last one it goes on every so many days.
    rungs smallint[] NOT NULL,
    repeat_days smallint NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT due_reminder_rules_rungs_check CHECK (
      cardinality(rungs) > 0 AND array_position(rungs, NULL) IS NULL AND -1000 < ALL (rungs) AND 1000 > ALL (rungs)),
    CONSTRAINT due_reminder_rules_repeat_days_check CHECK (repeat_days > 0),
    CONSTRAINT due_reminder_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT due_reminder_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT due_reminder_rules_dates_excl EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO due_reminder_rules VALUES
    ('ladder-1', '{-90,-60,-30,-15,-7,-1,1,7}', 7, '2020-01-01', NULL, 'HANDBOOK 1.9', 'medium');

  CREATE TABLE dues (
    id uuid CONSTRAINT dues_pkey PRIMARY KEY,
    kind text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    label text NOT NULL,
    -- As at the subject, whose foreign keys hold for these too: half a million rows are written in one night.
    organisation_id uuid NOT NULL,
    institution_id uuid,
    district_code text,
    due_on date NOT NULL,
    rule text NOT NULL,
    state text NOT NULL CONSTRAINT dues_state_check CHECK (state IN ('open', 'settled', 'dropped')),
    is_in_hand boolean NOT NULL,
    action_rel text NOT NULL,
    action_href text NOT NULL,
    reminded_rung smallint,
    remind_on date NOT NULL,
    closed_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT dues_subject_key UNIQUE (subject_id, kind, due_on),
    CONSTRAINT dues_closed_check CHECK ((state = 'open') = (closed_at IS NULL))
  );
  CREATE UNIQUE INDEX dues_one_open_key ON dues (subject_id, kind) WHERE state = 'open';
  CREATE INDEX dues_organisation_idx ON dues (organisation_id, state, due_on, id);
  CREATE INDEX dues_institution_idx ON dues (institution_id, state, due_on, id);
  CREATE INDEX dues_due_idx ON dues (state, due_on, id);
  CREATE INDEX dues_district_idx ON dues (district_code text_pattern_ops, due_on, kind) WHERE state = 'open';
  CREATE INDEX dues_remind_idx ON dues (remind_on, id) WHERE state = 'open' AND NOT is_in_hand;

  CREATE TABLE due_reminders (
    id uuid CONSTRAINT due_reminders_pkey PRIMARY KEY,
    due_id uuid NOT NULL CONSTRAINT due_reminders_due_id_fkey REFERENCES dues (id),
    rung smallint NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT due_reminders_rung_key UNIQUE (due_id, rung)
  );
  CREATE TRIGGER due_reminders_append_only BEFORE UPDATE OR DELETE ON due_reminders
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- How far the computation of the day has come: who holds the row computes, who comes later goes on behind it.
  CREATE TABLE due_passes (
    subject_type text CONSTRAINT due_passes_pkey PRIMARY KEY,
    day date NOT NULL,
    after_id uuid,
    is_finished boolean NOT NULL
  );`;

const FACTS = `
  CREATE TABLE elevator_test_rules (
    version text CONSTRAINT elevator_test_rules_pkey PRIMARY KEY,
    kind text NOT NULL CONSTRAINT elevator_test_rules_kind_check CHECK (
      kind IN ('elevator_governor_calibration', 'elevator_brake_test')),
    category_prefix text NOT NULL,
    cycle_months smallint NOT NULL,
    aged_after_years smallint,
    aged_cycle_months smallint,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT elevator_test_rules_cycle_check CHECK (cycle_months > 0 AND aged_cycle_months > 0),
    CONSTRAINT elevator_test_rules_aged_check CHECK (num_nonnulls(aged_after_years, aged_cycle_months) IN (0, 2)),
    CONSTRAINT elevator_test_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT elevator_test_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT elevator_test_rules_dates_excl EXCLUDE USING gist
      (kind WITH =, category_prefix WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO elevator_test_rules VALUES
    ('governor-1', 'elevator_governor_calibration', '31', 24, 15, 12, '2009-12-04', NULL, 'HANDBOOK 2.5', 'medium'),
    ('brake-1-passenger', 'elevator_brake_test', '311', 72, NULL, NULL, '2019-04-01', NULL, 'HANDBOOK 2.5', 'medium'),
    ('brake-1-goods', 'elevator_brake_test', '312', 72, NULL, NULL, '2019-04-01', NULL, 'HANDBOOK 2.5', 'medium');

  ALTER TABLE elevators ADD COLUMN last_self_tested_on date, ADD COLUMN governor_calibrated_on date,
    ADD COLUMN brake_tested_on date;
  CREATE INDEX elevators_schedule_rule_idx ON elevators (schedule_rule, id) WHERE base_month IS NOT NULL;
  ALTER TABLE instruments ADD COLUMN calibration_due_on date;
  ALTER TABLE equipment ADD COLUMN calibration_valid_until date;`;
