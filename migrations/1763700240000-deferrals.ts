import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is particular to one kind of due, and the terms of those who pay later. */
export class Deferrals1763700240000 implements MigrationInterface {
  name = 'Deferrals1763700240000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(DUE_KINDS);
    await db.query(TERMS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM due_reminders WHERE due_id IN (SELECT id FROM dues WHERE kind = 'deferred_payment');
      DELETE FROM dues WHERE kind = 'deferred_payment';
      DELETE FROM due_passes WHERE subject_type = 'payment_order';
      UPDATE payment_credits SET days = 30 WHERE days IS NULL;
      ALTER TABLE payment_credits ALTER COLUMN days SET NOT NULL;
      ALTER TABLE payment_orders DROP COLUMN deferral_rule;
      DROP TABLE payment_term_rules, due_kind_rules;
    `);
  }
}

const DUE_KINDS = `
  CREATE TABLE due_kind_rules (
    version text CONSTRAINT due_kind_rules_pkey PRIMARY KEY,
    kind text NOT NULL,
    -- By when one must act to keep the due day: so many working days, or months, before it.
    act_working_days smallint,
    act_months smallint,
    -- A ladder of its own in the place of the common one of due_reminder_rules.
    rungs smallint[],
    repeat_days smallint,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT due_kind_rules_act_check CHECK (
      num_nonnulls(act_working_days, act_months) <= 1 AND act_working_days > 0 AND act_months > 0),
    CONSTRAINT due_kind_rules_rungs_check CHECK (
      cardinality(rungs) > 0 AND array_position(rungs, NULL) IS NULL AND -1000 < ALL (rungs) AND 1000 > ALL (rungs)),
    CONSTRAINT due_kind_rules_repeat_days_check CHECK (repeat_days > 0 AND num_nonnulls(rungs, repeat_days) <> 1),
    CONSTRAINT due_kind_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT due_kind_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT due_kind_rules_dates_excl EXCLUDE USING gist
      (kind WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO due_kind_rules (version, kind, act_working_days, act_months, rungs, repeat_days, effective_from, source,
    confidence) VALUES
    ('verification-act-1', 'instrument_verification', 15, NULL, NULL, NULL, '2020-01-01',
     'HANDBOOK 1.9: e-CQS, booking of mandatory verification in one region', 'medium'),
    ('inspection-act-1', 'elevator_inspection', NULL, 1, NULL, NULL, '2014-01-01', '特种设备安全法 第四十条', 'high'),
    ('deferral-ladder-1', 'deferred_payment', NULL, NULL, '{-7,-1,0,1,7}', 7, '2020-01-01',
     'usual dunning; to be confirmed by finance', 'low');`;

const TERMS = `
  CREATE TABLE payment_term_rules (
    version text CONSTRAINT payment_term_rules_pkey PRIMARY KEY,
    -- Whom it is owed to; null: everybody who has no terms of their own.
    payee_id uuid CONSTRAINT payment_term_rules_payee_id_fkey REFERENCES organisations (id),
    days smallint NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT payment_term_rules_days_check CHECK (days BETWEEN 1 AND 365),
    CONSTRAINT payment_term_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT payment_term_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT payment_term_rules_dates_excl EXCLUDE USING gist
      (coalesce(payee_id, '00000000-0000-0000-0000-000000000000') WITH =,
       daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO payment_term_rules (version, days, effective_from, source, confidence) VALUES
    ('terms-1', 30, '2020-01-01', 'HANDBOOK 7.2: settled by the month 月结; to be confirmed by finance', 'low');

  ALTER TABLE payment_credits ALTER COLUMN days DROP NOT NULL;
  ALTER TABLE payment_orders ADD COLUMN deferral_rule text;
  UPDATE payment_orders SET deferral_rule = 'credit' WHERE deferred_until IS NOT NULL;`;
