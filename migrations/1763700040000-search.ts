import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is found, drawn from the records of all lines; and how far a rebuilding of it has come. */
export class Search1763700040000 implements MigrationInterface {
  name = 'Search1763700040000';

  async up(db: QueryRunner): Promise<void> {
    // Words, reader and kind are looked up in one index at once. New entries wait in a list that every search reads, so
    // it is kept short. How common a word is decides by which index it is found: that is worth knowing of many words.
    await db.query(`
      CREATE TABLE search_documents (
        kind text NOT NULL CONSTRAINT search_documents_kind_check CHECK (kind ~ '^[a-z_]{1,40}$'),
        record_id uuid NOT NULL,
        organisation_id uuid CONSTRAINT search_documents_organisation_id_fkey REFERENCES organisations (id),
        district_code text,
        seen_by text[] NOT NULL CONSTRAINT search_documents_seen_by_check CHECK (cardinality(seen_by) > 0),
        title text NOT NULL CONSTRAINT search_documents_title_check CHECK (title <> ''),
        body text NOT NULL,
        codes text[] NOT NULL,
        terms text[] NOT NULL,
        ranges jsonb NOT NULL CONSTRAINT search_documents_ranges_check CHECK (jsonb_typeof(ranges) = 'array'),
        source text,
        updated_at timestamptz NOT NULL,
        CONSTRAINT search_documents_pkey PRIMARY KEY (kind, record_id)
      );
      CREATE INDEX search_documents_terms_idx ON search_documents USING gin (terms, seen_by)
        WITH (gin_pending_list_limit = 512);
      CREATE INDEX search_documents_organisation_idx ON search_documents (organisation_id);
      ALTER TABLE search_documents ALTER COLUMN terms SET STATISTICS 500;
      CREATE TABLE search_rebuilds (
        kind text CONSTRAINT search_rebuilds_pkey PRIMARY KEY,
        after_id uuid NOT NULL,
        finished_at timestamptz
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE search_documents, search_rebuilds');
  }
}
