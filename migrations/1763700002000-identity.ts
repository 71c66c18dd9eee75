import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, people, who works where as what, and what they are qualified for. */
export class Identity1763700002000 implements MigrationInterface {
  name = 'Identity1763700002000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organisations (
        id uuid CONSTRAINT organisations_pkey PRIMARY KEY,
        name text NOT NULL,
        name_en text,
        uscc text,
        is_uscc_overridden boolean NOT NULL DEFAULT false,
        capabilities text[] NOT NULL,
        district_code text CONSTRAINT organisations_district_code_fkey REFERENCES districts (code),
        address text,
        phone text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT organisations_uscc_key UNIQUE (uscc),
        CONSTRAINT organisations_capabilities_check CHECK (
          capabilities <@ ARRAY['user_unit', 'maintenance_unit', 'institution', 'regulator', 'platform']
          AND cardinality(capabilities) > 0)
      );
      CREATE INDEX organisations_name_idx ON organisations USING gin (name gin_trgm_ops);
      CREATE INDEX organisations_capabilities_idx ON organisations USING gin (capabilities);
      CREATE INDEX organisations_created_at_idx ON organisations (created_at, id);

      CREATE TABLE users (
        id uuid CONSTRAINT users_pkey PRIMARY KEY,
        name text NOT NULL,
        phone text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT users_phone_key UNIQUE (phone)
      );

      CREATE TABLE memberships (
        id uuid CONSTRAINT memberships_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT memberships_user_id_fkey REFERENCES users (id),
        organisation_id uuid NOT NULL CONSTRAINT memberships_organisation_id_fkey REFERENCES organisations (id),
        roles text[] NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT memberships_user_organisation_key UNIQUE (user_id, organisation_id),
        CONSTRAINT memberships_roles_check CHECK (
          roles <@ ARRAY['ent_admin', 'ent_user', 'org_clerk', 'inspector', 'checker', 'signatory', 'org_admin',
                         'finance', 'regulator', 'expert', 'operator']
          AND cardinality(roles) > 0)
      );
      CREATE INDEX memberships_organisation_idx ON memberships (organisation_id, created_at, id);

      CREATE TABLE qualifications (
        id uuid CONSTRAINT qualifications_pkey PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT qualifications_organisation_id_fkey REFERENCES organisations (id),
        user_id uuid CONSTRAINT qualifications_user_id_fkey REFERENCES users (id),
        scope text NOT NULL,
        certificate_no text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT qualifications_validity_check CHECK (valid_from <= valid_to),
        CONSTRAINT qualifications_certificate_key UNIQUE (organisation_id, scope, certificate_no)
      );
      CREATE INDEX qualifications_organisation_idx ON qualifications (organisation_id, scope, valid_to, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE qualifications, memberships, users, organisations');
  }
}
