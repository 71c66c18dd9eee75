import type { MigrationInterface, QueryRunner } from 'typeorm';

const roles = `'ent_admin', 'ent_user', 'org_clerk', 'inspector', 'checker', 'signatory', 'org_admin', 'finance',
  'regulator', 'expert', 'operator'`;

/** Accounts can be suspended; three duties of the platform are held by three people (三员分立). */
export class Duties1763700020500 implements MigrationInterface {
  name = 'Duties1763700020500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE users
        ADD COLUMN state text NOT NULL DEFAULT 'active',
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz,
        ADD CONSTRAINT users_state_check CHECK (state IN ('active', 'suspended'));
      UPDATE users SET updated_at = created_at;
      ALTER TABLE users ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN state DROP DEFAULT;
      CREATE INDEX users_created_at_idx ON users (created_at, id);

      ALTER TABLE memberships
        DROP CONSTRAINT memberships_roles_check,
        ADD CONSTRAINT memberships_roles_check CHECK (
          roles <@ ARRAY[${roles}, 'system_admin', 'security_admin', 'audit_admin'] AND cardinality(roles) > 0),
        ADD CONSTRAINT memberships_duties_check CHECK (
          ('system_admin' = ANY (roles))::int + ('security_admin' = ANY (roles))::int
          + ('audit_admin' = ANY (roles))::int <= 1);
      CREATE UNIQUE INDEX memberships_one_duty_key ON memberships (user_id)
        WHERE roles && ARRAY['system_admin', 'security_admin', 'audit_admin'];
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX memberships_one_duty_key;
      ALTER TABLE memberships
        DROP CONSTRAINT memberships_duties_check,
        DROP CONSTRAINT memberships_roles_check,
        ADD CONSTRAINT memberships_roles_check CHECK (roles <@ ARRAY[${roles}] AND cardinality(roles) > 0);
      DROP INDEX users_created_at_idx;
      ALTER TABLE users DROP CONSTRAINT users_state_check, DROP COLUMN state, DROP COLUMN version, DROP COLUMN updated_at;
    `);
  }
}
