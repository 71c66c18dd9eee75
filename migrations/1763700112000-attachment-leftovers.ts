import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was removed from records goes from the store, too, after a time. */
export class AttachmentLeftovers1763700112000 implements MigrationInterface {
  name = 'AttachmentLeftovers1763700112000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE attachments ADD content_deleted_at timestamptz,
        ADD CONSTRAINT attachments_content_deleted_check CHECK (content_deleted_at IS NULL OR state = 'removed');
      CREATE INDEX attachments_leftover_idx ON attachments (removed_at)
        WHERE state = 'removed' AND file_key IS NOT NULL AND content_deleted_at IS NULL;
      CREATE INDEX attachments_file_idx ON attachments (file_key) WHERE file_key IS NOT NULL;
      CREATE INDEX attachments_attacher_idx ON attachments (attached_by_id, created_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX attachments_attacher_idx, attachments_file_idx, attachments_leftover_idx;
      ALTER TABLE attachments DROP CONSTRAINT attachments_content_deleted_check, DROP COLUMN content_deleted_at;
    `);
  }
}
