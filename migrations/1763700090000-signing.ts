import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With which certificates institutions sign, and which of them signed what. */
export class Signing1763700090000 implements MigrationInterface {
  name = 'Signing1763700090000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signing_keys (
        id uuid CONSTRAINT signing_keys_pkey PRIMARY KEY,
        institution_id uuid NOT NULL CONSTRAINT signing_keys_institution_id_fkey REFERENCES organisations (id),
        fingerprint text NOT NULL CONSTRAINT signing_keys_fingerprint_key UNIQUE,
        subject text NOT NULL,
        issuer text NOT NULL,
        serial text NOT NULL,
        algorithm text NOT NULL CONSTRAINT signing_keys_algorithm_check CHECK (
          algorithm IN ('ecdsa-sha256', 'rsa-sha256')),
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL,
        is_test boolean NOT NULL,
        certificates text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX signing_keys_institution_idx ON signing_keys (institution_id, created_at, id);

      CREATE TABLE test_signing_keys (
        id uuid CONSTRAINT test_signing_keys_pkey PRIMARY KEY,
        institution_id uuid CONSTRAINT test_signing_keys_institution_id_fkey REFERENCES organisations (id),
        certificate text NOT NULL,
        sealed_key text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX test_signing_keys_institution_idx ON test_signing_keys (institution_id, created_at);

      CREATE TABLE report_signatures (
        id uuid CONSTRAINT report_signatures_pkey PRIMARY KEY
          CONSTRAINT report_signatures_id_fkey REFERENCES report_files (id),
        signing_key_id uuid NOT NULL CONSTRAINT report_signatures_signing_key_id_fkey REFERENCES signing_keys (id),
        digest text NOT NULL,
        signed_at timestamptz NOT NULL,
        timestamped_at timestamptz
      );
      CREATE INDEX report_signatures_digest_idx ON report_signatures (digest);
      CREATE INDEX report_files_sha256_idx ON report_files (sha256);
    `);
    for (const table of ['signing_keys', 'test_signing_keys', 'report_signatures']) {
      await db.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      `);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX report_files_sha256_idx;
      DROP TABLE report_signatures, test_signing_keys, signing_keys;
    `);
  }
}
