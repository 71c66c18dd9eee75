import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds with many documents, or words of their own; all others share a partition. */
const KINDS = [
  ...['elevator', 'equipment', 'expert', 'help_request', 'instrument'],
  ...['metrology_capability', 'organisation', 'regulation', 'standard'],
];

/**
 * A partition for each kind: how common a word is, and who reads how much, is known of each kind apart, and that decides
 * by which way documents are found fastest. Terms and keys no longer say of which kind they are.
 */
export class SearchPartitions1763700250000 implements MigrationInterface {
  name = 'SearchPartitions1763700250000';

  async up(db: QueryRunner): Promise<void> {
    const partitions = KINDS.map((kind) => partition(kind, `FOR VALUES IN ('${kind}')`));
    await db.query(`
      UPDATE search_documents SET terms = ARRAY(SELECT substr(t, 3) FROM unnest(terms) AS t),
        seen_by = ARRAY(SELECT substr(k, 3) FROM unnest(seen_by) AS k);
      ${movedFrom('search_documents_whole', 'PARTITION BY LIST (kind)')}
      CREATE SCHEMA partitions;
      ${[...partitions, partition('other', 'DEFAULT')].join('\n')}
      ${filledFrom('search_documents_whole')}`);
  }

  async down(db: QueryRunner): Promise<void> {
    const marked = (column: string): string =>
      `${column} = ARRAY(SELECT left(kind, 1) || right(kind, 1) || t FROM unnest(${column}) AS t)`;
    await db.query(`
      ${movedFrom('search_documents_parted', '')}
      ALTER TABLE search_documents ALTER COLUMN terms SET STATISTICS 500;
      ${filledFrom('search_documents_parted')}
      DROP SCHEMA partitions;
      UPDATE search_documents SET ${marked('terms')}, ${marked('seen_by')};`);
  }
}

function partition(name: string, bounds: string): string {
  const table = `partitions.search_documents_${name}`;
  return `CREATE TABLE ${table} PARTITION OF search_documents ${bounds};
    ALTER TABLE ${table} ALTER COLUMN terms SET STATISTICS 300, ALTER COLUMN seen_by SET STATISTICS 300;`;
}

function movedFrom(old: string, parted: string): string {
  return `ALTER TABLE search_documents RENAME TO ${old};
    CREATE TABLE search_documents (LIKE ${old} INCLUDING DEFAULTS INCLUDING CONSTRAINTS) ${parted};`;
}

function filledFrom(old: string): string {
  return `INSERT INTO search_documents SELECT * FROM ${old};
    DROP TABLE ${old};
    ALTER TABLE search_documents ADD CONSTRAINT search_documents_pkey PRIMARY KEY (kind, record_id),
      ADD CONSTRAINT search_documents_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id);
    CREATE INDEX search_documents_terms_idx ON search_documents USING gin (terms, seen_by)
      WITH (gin_pending_list_limit = 512);
    CREATE INDEX search_documents_organisation_idx ON search_documents (organisation_id);`;
}
