import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what: events, the chain that seals them, its anchors and its cuts. */
export class Audit1763700023000 implements MigrationInterface {
  name = 'Audit1763700023000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_events (
        id uuid CONSTRAINT audit_events_pkey PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id uuid,
        organisation_id uuid,
        session_id uuid,
        what text NOT NULL,
        event text,
        record_type text,
        record_id uuid,
        result text NOT NULL,
        address text,
        request_id text,
        before_hash text,
        after_hash text,
        details jsonb NOT NULL
      );
      CREATE INDEX audit_events_at_idx ON audit_events (at, id);
      CREATE INDEX audit_events_organisation_idx ON audit_events (organisation_id, at, id)
        WHERE organisation_id IS NOT NULL;
      CREATE INDEX audit_events_actor_idx ON audit_events (actor_id, at, id) WHERE actor_id IS NOT NULL;
      CREATE INDEX audit_events_record_idx ON audit_events (record_id, at, id) WHERE record_id IS NOT NULL;

      -- Committed events that the sealer has not seen yet.
      CREATE TABLE audit_unsealed (event_id uuid CONSTRAINT audit_unsealed_pkey PRIMARY KEY);
      -- With the rights of the owner: who writes events can hide none from the sealer by forgetting this.
      CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN INSERT INTO public.audit_unsealed (event_id) SELECT id FROM added; RETURN NULL; END $$;
      CREATE TRIGGER audit_events_await_seal AFTER INSERT ON audit_events REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();

      CREATE TABLE audit_seals (
        seal_no bigint CONSTRAINT audit_seals_pkey PRIMARY KEY,
        event_id uuid NOT NULL CONSTRAINT audit_seals_event_key UNIQUE,
        content_hash text NOT NULL,
        hash text NOT NULL
      );
      -- The end of the chain, in one row. It only ever goes on.
      CREATE TABLE audit_head (
        only_row boolean CONSTRAINT audit_head_pkey PRIMARY KEY DEFAULT true
          CONSTRAINT audit_head_only_row_check CHECK (only_row),
        seal_no bigint NOT NULL,
        hash text NOT NULL
      );
      INSERT INTO audit_head (seal_no, hash) VALUES (0, repeat('0', 64));
      CREATE FUNCTION audit_refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.seal_no > OLD.seal_no THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'the chain only goes on' USING ERRCODE = 'restrict_violation';
        END $$;
      CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_return();
      CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE audit_anchors (
        day date CONSTRAINT audit_anchors_pkey PRIMARY KEY,
        seal_no bigint NOT NULL,
        hash text NOT NULL,
        file_key text NOT NULL,
        file_sha256 text NOT NULL,
        anchored_at timestamptz NOT NULL
      );
      CREATE TABLE audit_cuts (
        seal_no bigint CONSTRAINT audit_cuts_pkey PRIMARY KEY,
        hash text NOT NULL,
        cut_at timestamptz NOT NULL
      );

      CREATE FUNCTION audit_refuse_before_cut() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE place bigint;
        BEGIN
          IF TG_TABLE_NAME = 'audit_seals' THEN place := OLD.seal_no;
          ELSE SELECT seal_no INTO place FROM audit_seals WHERE event_id = OLD.id; END IF;
          IF place <= (SELECT max(seal_no) FROM audit_cuts) THEN RETURN OLD; END IF;
          RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$;
    `);
    for (const table of ['audit_events', 'audit_seals']) {
      await db.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER ${table}_kept BEFORE DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION audit_refuse_before_cut();`);
    }
    for (const table of ['audit_anchors', 'audit_cuts']) {
      await db.query(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();`);
    }
    for (const table of ['audit_events', 'audit_seals', 'audit_head', 'audit_anchors', 'audit_cuts']) {
      await db.query(`CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit_cuts, audit_anchors, audit_head, audit_seals, audit_unsealed, audit_events;
      DROP FUNCTION audit_refuse_before_cut(), audit_refuse_return(), audit_await_seal();
    `);
  }
}
