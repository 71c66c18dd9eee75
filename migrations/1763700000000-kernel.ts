import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every line stands on: numbers, history, stored answers. */
export class Kernel1763700000000 implements MigrationInterface {
  name = 'Kernel1763700000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE TABLE number_series (
        series text CONSTRAINT number_series_pkey PRIMARY KEY,
        value bigint NOT NULL CONSTRAINT number_series_value_check CHECK (value > 0)
      );
      CREATE SEQUENCE filing_number_seq MAXVALUE 999999 CYCLE;
      CREATE SEQUENCE acceptance_number_seq MAXVALUE 999999 CYCLE;
      CREATE SEQUENCE payment_order_number_seq MAXVALUE 999999 CYCLE;

      CREATE TABLE record_history (
        id uuid CONSTRAINT record_history_pkey PRIMARY KEY,
        record_type text NOT NULL,
        record_id uuid NOT NULL,
        event text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        actor_id uuid,
        organisation_id uuid,
        visibility text NOT NULL
          CONSTRAINT record_history_visibility_check CHECK (visibility IN ('parties', 'institution')),
        note text,
        details jsonb NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX record_history_record_idx ON record_history (record_type, record_id, id);

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER record_history_append_only BEFORE UPDATE OR DELETE ON record_history
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER record_history_no_truncate BEFORE TRUNCATE ON record_history
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE idempotency_keys (
        caller text NOT NULL,
        route text NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status smallint NOT NULL,
        headers jsonb NOT NULL,
        body jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, route, key)
      );
      CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE idempotency_keys;
      DROP TABLE record_history;
      DROP FUNCTION refuse_change();
      DROP SEQUENCE payment_order_number_seq;
      DROP SEQUENCE acceptance_number_seq;
      DROP SEQUENCE filing_number_seq;
      DROP TABLE number_series;
      DROP EXTENSION IF EXISTS pg_trgm;
      DROP EXTENSION IF EXISTS btree_gist;
    `);
  }
}
