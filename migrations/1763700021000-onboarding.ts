import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How organisations come and go, who belongs to them, and how people are asked in or ask themselves. */
export class Onboarding1763700021000 implements MigrationInterface {
  name = 'Onboarding1763700021000';

  async up(db: QueryRunner): Promise<void> {
    // What the platform entered is verified. Whether it also entered an enterprise is not known: those prove themselves.
    await db.query(`
      ALTER TABLE organisations
        ADD COLUMN state text NOT NULL DEFAULT 'registered',
        ADD COLUMN longitude numeric,
        ADD COLUMN latitude numeric,
        ADD COLUMN verified_at timestamptz,
        ADD COLUMN review_note text;
      UPDATE organisations SET state = 'verified', verified_at = created_at
        WHERE capabilities && ARRAY['institution', 'regulator', 'platform'];
      ALTER TABLE organisations
        ADD CONSTRAINT organisations_state_check CHECK (
          state IN ('unclaimed', 'registered', 'verifying', 'verified', 'frozen', 'cancelled')),
        ADD CONSTRAINT organisations_verified_check CHECK (state <> 'verified' OR verified_at IS NOT NULL),
        ADD CONSTRAINT organisations_coordinates_check CHECK (
          (longitude IS NULL) = (latitude IS NULL)
          AND longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90);
      CREATE INDEX organisations_state_idx ON organisations (state, created_at, id);

      ALTER TABLE memberships
        ADD COLUMN state text NOT NULL DEFAULT 'active',
        ADD COLUMN ended_at timestamptz,
        ADD CONSTRAINT memberships_state_check CHECK (state IN ('active', 'ended')),
        ADD CONSTRAINT memberships_ended_check CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
        DROP CONSTRAINT memberships_user_organisation_key;
      CREATE UNIQUE INDEX memberships_active_key ON memberships (user_id, organisation_id) WHERE state = 'active';
      CREATE INDEX memberships_user_idx ON memberships (user_id, organisation_id);
      DROP INDEX memberships_one_duty_key;
      CREATE UNIQUE INDEX memberships_one_duty_key ON memberships (user_id)
        WHERE state = 'active' AND roles && ARRAY['system_admin', 'security_admin', 'audit_admin'];

      CREATE TABLE join_requests (
        id uuid CONSTRAINT join_requests_pkey PRIMARY KEY,
        state text NOT NULL CONSTRAINT join_requests_state_check CHECK (
          state IN ('open', 'approved', 'refused', 'withdrawn')),
        organisation_id uuid NOT NULL CONSTRAINT join_requests_organisation_id_fkey REFERENCES organisations (id),
        user_id uuid NOT NULL CONSTRAINT join_requests_user_id_fkey REFERENCES users (id),
        is_claim boolean NOT NULL,
        stated_name text,
        note text,
        reason text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX join_requests_open_key ON join_requests (organisation_id, user_id) WHERE state = 'open';
      CREATE INDEX join_requests_user_idx ON join_requests (user_id, created_at, id);
      CREATE INDEX join_requests_organisation_idx ON join_requests (organisation_id, created_at, id);
      CREATE INDEX join_requests_claims_idx ON join_requests (created_at, id) WHERE is_claim;

      CREATE TABLE organisation_evidence (
        id uuid CONSTRAINT organisation_evidence_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL
          CONSTRAINT organisation_evidence_organisation_id_fkey REFERENCES organisations (id),
        join_request_id uuid CONSTRAINT organisation_evidence_join_request_id_fkey REFERENCES join_requests (id),
        user_id uuid NOT NULL CONSTRAINT organisation_evidence_user_id_fkey REFERENCES users (id),
        kind text NOT NULL CONSTRAINT organisation_evidence_kind_check CHECK (
          kind IN ('business_licence', 'bank_transfer', 'legal_representative', 'authorisation_letter')),
        licence_no text NOT NULL,
        legal_representative text NOT NULL,
        licence_issued_on date NOT NULL,
        reference text,
        file_sha256 text CONSTRAINT organisation_evidence_file_check CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL
      );
      CREATE INDEX organisation_evidence_organisation_idx ON organisation_evidence (organisation_id, id);
      CREATE INDEX organisation_evidence_join_request_idx ON organisation_evidence (join_request_id, id)
        WHERE join_request_id IS NOT NULL;

      CREATE TABLE invitations (
        id uuid CONSTRAINT invitations_pkey PRIMARY KEY,
        state text NOT NULL CONSTRAINT invitations_state_check CHECK (
          state IN ('open', 'accepted', 'declined', 'revoked', 'expired')),
        organisation_id uuid NOT NULL CONSTRAINT invitations_organisation_id_fkey REFERENCES organisations (id),
        invited_by uuid NOT NULL CONSTRAINT invitations_invited_by_fkey REFERENCES users (id),
        phone_key text NOT NULL,
        phone_hint text NOT NULL,
        roles text[] NOT NULL CONSTRAINT invitations_roles_check CHECK (cardinality(roles) > 0),
        token_hash text NOT NULL CONSTRAINT invitations_token_hash_key UNIQUE,
        expires_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX invitations_open_key ON invitations (organisation_id, phone_key) WHERE state = 'open';
      CREATE INDEX invitations_organisation_idx ON invitations (organisation_id, created_at, id);
      CREATE INDEX invitations_phone_idx ON invitations (phone_key, created_at, id) WHERE state = 'open';
      CREATE INDEX invitations_expiry_idx ON invitations (expires_at) WHERE state = 'open';
    `);
  }

  /** Who left is forgotten: the table before knew no end of a membership. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE invitations, organisation_evidence, join_requests;
      DELETE FROM memberships WHERE state = 'ended';
      DROP INDEX memberships_active_key, memberships_user_idx, memberships_one_duty_key;
      CREATE UNIQUE INDEX memberships_one_duty_key ON memberships (user_id)
        WHERE roles && ARRAY['system_admin', 'security_admin', 'audit_admin'];
      ALTER TABLE memberships DROP COLUMN state, DROP COLUMN ended_at,
        ADD CONSTRAINT memberships_user_organisation_key UNIQUE (user_id, organisation_id);
      DROP INDEX organisations_state_idx;
      ALTER TABLE organisations DROP CONSTRAINT organisations_coordinates_check,
        DROP CONSTRAINT organisations_verified_check, DROP CONSTRAINT organisations_state_check,
        DROP COLUMN state, DROP COLUMN longitude, DROP COLUMN latitude, DROP COLUMN verified_at, DROP COLUMN review_note;
    `);
  }
}
