import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ins, each a family of refresh tokens, and what failed ones cost. */
export class Sessions1763700020000 implements MigrationInterface {
  name = 'Sessions1763700020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users (id),
        refresh_hash text NOT NULL,
        previous_hash text,
        rotated_at timestamptz,
        user_agent text,
        address text,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text CONSTRAINT sessions_end_reason_check CHECK (
          end_reason IN ('signed_out', 'revoked', 'refresh_reused')),
        CONSTRAINT sessions_ended_check CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      CREATE TABLE sign_in_delays (
        key text CONSTRAINT sign_in_delays_pkey PRIMARY KEY,
        failures integer NOT NULL,
        held_until timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_delays_updated_idx ON sign_in_delays (updated_at);
      CREATE INDEX sessions_user_idx ON sessions (user_id, last_used_at) WHERE ended_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE sessions, sign_in_delays');
  }
}
