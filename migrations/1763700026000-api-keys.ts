import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of organisations' systems: hashes only, with an end. And who asked how often, which a crash may forget. */
export class ApiKeys1763700026000 implements MigrationInterface {
  name = 'ApiKeys1763700026000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_keys (
        id uuid CONSTRAINT api_keys_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT api_keys_organisation_id_fkey REFERENCES organisations (id),
        created_by_id uuid NOT NULL CONSTRAINT api_keys_created_by_id_fkey REFERENCES users (id),
        name text NOT NULL CONSTRAINT api_keys_name_check CHECK (length(name) BETWEEN 1 AND 60),
        scopes text[] NOT NULL CONSTRAINT api_keys_scopes_check CHECK (cardinality(scopes) > 0),
        secret_hash text NOT NULL CONSTRAINT api_keys_secret_hash_check CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        rotated_at timestamptz,
        last_used_at timestamptz,
        last_used_address text,
        revoked_at timestamptz,
        revoked_by_id uuid CONSTRAINT api_keys_revoked_by_id_fkey REFERENCES users (id),
        CONSTRAINT api_keys_expires_at_check CHECK (
          expires_at > created_at AND expires_at <= created_at + interval '366 days'),
        CONSTRAINT api_keys_revoked_check CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL))
      );
      CREATE INDEX api_keys_organisation_idx ON api_keys (organisation_id, created_at DESC, id DESC);
      CREATE INDEX api_keys_created_by_idx ON api_keys (created_by_id);
      CREATE UNLOGGED TABLE rate_limits (
        key text CONSTRAINT rate_limits_pkey PRIMARY KEY,
        time_window bigint NOT NULL,
        taken integer NOT NULL
      ) WITH (fillfactor = 50);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_keys, rate_limits');
  }
}
