import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders, what each subject of an order costs, and the lines of its bill. */
export class Payments1763700004000 implements MigrationInterface {
  name = 'Payments1763700004000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payment_orders (
        id uuid CONSTRAINT payment_orders_pkey PRIMARY KEY,
        number text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL CONSTRAINT payment_orders_state_check CHECK (state IN ('created', 'paid', 'closed')),
        payer_id uuid NOT NULL CONSTRAINT payment_orders_payer_id_fkey REFERENCES organisations (id),
        payee_id uuid NOT NULL CONSTRAINT payment_orders_payee_id_fkey REFERENCES organisations (id),
        charge_nature text NOT NULL CONSTRAINT payment_orders_charge_nature_check CHECK (
          charge_nature IN ('operational', 'non_tax')),
        amount_fen integer NOT NULL CONSTRAINT payment_orders_amount_fen_check CHECK (amount_fen > 0),
        paid_on date,
        bank_reference text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT payment_orders_number_key UNIQUE (number),
        CONSTRAINT payment_orders_paid_check CHECK ((state = 'paid') = (paid_on IS NOT NULL))
      );
      CREATE INDEX payment_orders_payer_idx ON payment_orders (payer_id, created_at, id);
      CREATE INDEX payment_orders_payee_idx ON payment_orders (payee_id, created_at, id);

      CREATE TABLE payment_allocations (
        id uuid CONSTRAINT payment_allocations_pkey PRIMARY KEY,
        order_id uuid NOT NULL CONSTRAINT payment_allocations_order_id_fkey REFERENCES payment_orders (id),
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        label text NOT NULL,
        amount_fen integer NOT NULL CONSTRAINT payment_allocations_amount_fen_check CHECK (amount_fen > 0),
        lines jsonb NOT NULL,
        is_live boolean NOT NULL DEFAULT true
      );
      CREATE UNIQUE INDEX payment_allocations_one_live_key ON payment_allocations (kind, subject_id) WHERE is_live;
      CREATE INDEX payment_allocations_order_idx ON payment_allocations (order_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE payment_allocations, payment_orders');
  }
}
