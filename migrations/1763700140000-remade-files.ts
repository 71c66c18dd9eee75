import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file that the store lost is made again; a signature makes it another file, and the lost one stays genuine. */
export class RemadeFiles1763700140000 implements MigrationInterface {
  name = 'RemadeFiles1763700140000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE report_files DROP CONSTRAINT report_files_document_key;
      ALTER TABLE report_files ADD CONSTRAINT report_files_document_key UNIQUE (rendering_id, document, sha256);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE report_files DROP CONSTRAINT report_files_document_key;
      ALTER TABLE report_files ADD CONSTRAINT report_files_document_key UNIQUE (rendering_id, document);
    `);
  }
}
