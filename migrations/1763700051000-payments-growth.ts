import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deferral for credit customers, top-ups, refunds by two people, and the sums as constraints. */
export class PaymentsGrowth1763700051000 implements MigrationInterface {
  name = 'PaymentsGrowth1763700051000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(SUMS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER payment_refunds_sum ON payment_refunds;
      DROP TRIGGER payment_allocations_sum ON payment_allocations;
      DROP TRIGGER payment_orders_sum ON payment_orders;
      DROP FUNCTION check_payment_sums();
      DROP TABLE payment_refunds, payment_credits;
      DROP INDEX payment_allocations_one_live_key;
      UPDATE payment_allocations SET is_live = false WHERE is_top_up;
      CREATE UNIQUE INDEX payment_allocations_one_live_key ON payment_allocations (kind, subject_id) WHERE is_live;
      ALTER TABLE payment_allocations DROP COLUMN is_top_up;
      DROP INDEX payment_orders_deferred_idx;
      ALTER TABLE payment_orders DROP CONSTRAINT payment_orders_refunded_check, DROP CONSTRAINT payment_orders_state_check,
        DROP COLUMN refunded_fen, DROP COLUMN top_up_of_id, DROP COLUMN proposed_by_id, DROP COLUMN reason,
        DROP COLUMN deferred_until;
      UPDATE payment_orders SET state = 'closed' WHERE state = 'proposed';
      UPDATE payment_orders SET state = 'created' WHERE state = 'deferred';
      ALTER TABLE payment_orders ADD CONSTRAINT payment_orders_state_check CHECK (state IN ('created', 'paid', 'closed'));
    `);
  }
}

const TABLES = `
  ALTER TABLE payment_orders DROP CONSTRAINT payment_orders_state_check,
    ADD CONSTRAINT payment_orders_state_check CHECK (state IN ('proposed', 'created', 'deferred', 'paid', 'closed')),
    ADD COLUMN refunded_fen integer NOT NULL DEFAULT 0,
    ADD COLUMN top_up_of_id uuid CONSTRAINT payment_orders_top_up_of_id_fkey REFERENCES payment_orders (id),
    ADD COLUMN proposed_by_id uuid CONSTRAINT payment_orders_proposed_by_id_fkey REFERENCES users (id),
    ADD COLUMN reason text,
    ADD COLUMN deferred_until date,
    ADD CONSTRAINT payment_orders_refunded_check CHECK (
      refunded_fen BETWEEN 0 AND amount_fen AND (refunded_fen = 0 OR state = 'paid'));
  CREATE INDEX payment_orders_deferred_idx ON payment_orders (payee_id, payer_id) WHERE state = 'deferred';

  ALTER TABLE payment_allocations ADD COLUMN is_top_up boolean NOT NULL DEFAULT false;
  DROP INDEX payment_allocations_one_live_key;
  CREATE UNIQUE INDEX payment_allocations_one_live_key ON payment_allocations (kind, subject_id)
    WHERE is_live AND NOT is_top_up;

  CREATE TABLE payment_credits (
    id uuid CONSTRAINT payment_credits_pkey PRIMARY KEY,
    payee_id uuid NOT NULL CONSTRAINT payment_credits_payee_id_fkey REFERENCES organisations (id),
    payer_id uuid NOT NULL CONSTRAINT payment_credits_payer_id_fkey REFERENCES organisations (id),
    limit_fen integer NOT NULL CONSTRAINT payment_credits_limit_fen_check CHECK (limit_fen >= 0),
    days smallint NOT NULL CONSTRAINT payment_credits_days_check CHECK (days BETWEEN 1 AND 365),
    granted_by_id uuid NOT NULL CONSTRAINT payment_credits_granted_by_id_fkey REFERENCES users (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT payment_credits_sides_key UNIQUE (payee_id, payer_id),
    CONSTRAINT payment_credits_sides_check CHECK (payee_id <> payer_id)
  );
  CREATE INDEX payment_credits_payee_idx ON payment_credits (payee_id, created_at, id);
  CREATE INDEX payment_credits_payer_idx ON payment_credits (payer_id, created_at, id);

  CREATE TABLE payment_refunds (
    id uuid CONSTRAINT payment_refunds_pkey PRIMARY KEY,
    order_id uuid NOT NULL CONSTRAINT payment_refunds_order_id_fkey REFERENCES payment_orders (id),
    payer_id uuid NOT NULL CONSTRAINT payment_refunds_payer_id_fkey REFERENCES organisations (id),
    payee_id uuid NOT NULL CONSTRAINT payment_refunds_payee_id_fkey REFERENCES organisations (id),
    state text NOT NULL CONSTRAINT payment_refunds_state_check CHECK (state IN (
      'requested', 'approved', 'rejected', 'withdrawn', 'paid_out')),
    amount_fen integer NOT NULL CONSTRAINT payment_refunds_amount_fen_check CHECK (amount_fen > 0),
    reason text NOT NULL,
    answer text,
    bank_reference text,
    requested_by_id uuid NOT NULL CONSTRAINT payment_refunds_requested_by_id_fkey REFERENCES users (id),
    approved_by_id uuid CONSTRAINT payment_refunds_approved_by_id_fkey REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT payment_refunds_two_people_check CHECK (approved_by_id <> requested_by_id),
    CONSTRAINT payment_refunds_approved_check CHECK ((state IN ('approved', 'paid_out')) = (approved_by_id IS NOT NULL)),
    CONSTRAINT payment_refunds_paid_out_check CHECK ((state = 'paid_out') = (bank_reference IS NOT NULL))
  );
  CREATE INDEX payment_refunds_order_idx ON payment_refunds (order_id, created_at, id);`;

/** At the end of each transaction: the parts make the sum, and what was refunded is what was approved. */
const SUMS = `
  CREATE FUNCTION check_payment_sums() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE one uuid;
  BEGIN
    one := CASE WHEN TG_TABLE_NAME = 'payment_orders' THEN (to_jsonb(NEW) ->> 'id')::uuid
      ELSE (to_jsonb(NEW) ->> 'order_id')::uuid END;
    IF EXISTS (SELECT FROM payment_orders o WHERE o.id = one
      AND o.amount_fen <> (SELECT coalesce(sum(a.amount_fen), 0) FROM payment_allocations a WHERE a.order_id = one)) THEN
      RAISE EXCEPTION 'the allocations of an order make its amount' USING ERRCODE = '23514',
        CONSTRAINT = 'payment_orders_allocated_check';
    END IF;
    IF EXISTS (SELECT FROM payment_orders o WHERE o.id = one AND o.refunded_fen <> (
      SELECT coalesce(sum(r.amount_fen), 0) FROM payment_refunds r
      WHERE r.order_id = one AND r.state IN ('approved', 'paid_out'))) THEN
      RAISE EXCEPTION 'what was approved is what is refunded' USING ERRCODE = '23514',
        CONSTRAINT = 'payment_orders_refunds_check';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER payment_orders_sum AFTER INSERT OR UPDATE OF amount_fen, refunded_fen ON payment_orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_sums();
  CREATE CONSTRAINT TRIGGER payment_allocations_sum AFTER INSERT OR UPDATE OF amount_fen ON payment_allocations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_sums();
  CREATE CONSTRAINT TRIGGER payment_refunds_sum AFTER INSERT OR UPDATE OF amount_fen, state ON payment_refunds
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_sums();`;
