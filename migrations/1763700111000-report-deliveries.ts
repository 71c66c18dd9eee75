import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Issued reports on their way to those who are to have them; and mail that is no notice to a member. */
export class ReportDeliveries1763700111000 implements MigrationInterface {
  name = 'ReportDeliveries1763700111000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(DELIVERIES);
    await db.query(MAILS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notice_deliveries WHERE mail_kind IS NOT NULL;
      DROP INDEX notice_deliveries_subject_idx;
      ALTER TABLE notice_deliveries DROP CONSTRAINT notice_deliveries_mail_check, DROP COLUMN mail_kind,
        DROP COLUMN subject_id, ALTER COLUMN recipient_id SET NOT NULL;
      DROP TABLE report_delivery_items, report_deliveries;
    `);
  }
}

/** HANDBOOK §2.7: 邮寄{收件单位, 收件人, 地址, 电话}, 快递单号, 报告领取人/时间/电话. */
const DELIVERIES = `
  CREATE TABLE report_deliveries (
    id uuid CONSTRAINT report_deliveries_pkey PRIMARY KEY,
    institution_id uuid NOT NULL CONSTRAINT report_deliveries_institution_id_fkey REFERENCES organisations (id),
    organisation_id uuid CONSTRAINT report_deliveries_organisation_id_fkey REFERENCES organisations (id),
    channel text NOT NULL CONSTRAINT report_deliveries_channel_check CHECK (channel IN ('email', 'in_app', 'post', 'pickup')),
    state text NOT NULL CONSTRAINT report_deliveries_state_check CHECK (
      state IN ('queued', 'sent', 'delivered', 'failed', 'cancelled')),
    contact_name text,
    contact_phone text,
    contact_phone_index text,
    contact_email text,
    contact_email_index text,
    address text,
    attaches_files boolean NOT NULL,
    carrier text,
    tracking_no text,
    received_by text,
    received_at timestamptz,
    failure_reason text,
    created_by_id uuid NOT NULL CONSTRAINT report_deliveries_created_by_id_fkey REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    sent_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT report_deliveries_in_app_check CHECK (channel <> 'in_app' OR organisation_id IS NOT NULL),
    CONSTRAINT report_deliveries_post_check CHECK (channel <> 'post' OR state <> 'sent' OR tracking_no IS NOT NULL),
    CONSTRAINT report_deliveries_failed_check CHECK ((state = 'failed') = (failure_reason IS NOT NULL)),
    CONSTRAINT report_deliveries_received_check CHECK ((state = 'delivered') = (received_at IS NOT NULL))
  );
  CREATE INDEX report_deliveries_institution_idx ON report_deliveries (institution_id, created_at, id);
  CREATE INDEX report_deliveries_organisation_idx ON report_deliveries (organisation_id, created_at, id);
  CREATE INDEX report_deliveries_contact_idx ON report_deliveries (contact_phone_index) WHERE contact_phone_index IS NOT NULL;
  CREATE TRIGGER report_deliveries_contact_phone_encrypted BEFORE INSERT OR UPDATE OF contact_phone ON report_deliveries
    FOR EACH ROW WHEN (NEW.contact_phone NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('contact_phone');
  CREATE TRIGGER report_deliveries_contact_email_encrypted BEFORE INSERT OR UPDATE OF contact_email ON report_deliveries
    FOR EACH ROW WHEN (NEW.contact_email NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('contact_email');

  CREATE TABLE report_delivery_items (
    delivery_id uuid NOT NULL CONSTRAINT report_delivery_items_delivery_id_fkey REFERENCES report_deliveries (id),
    report_id uuid NOT NULL CONSTRAINT report_delivery_items_report_id_fkey REFERENCES reports (id),
    position integer NOT NULL,
    downloaded_at timestamptz,
    CONSTRAINT report_delivery_items_pkey PRIMARY KEY (delivery_id, report_id)
  );
  CREATE INDEX report_delivery_items_report_idx ON report_delivery_items (report_id);`;

const MAILS = `
  ALTER TABLE notice_deliveries ADD mail_kind text, ADD subject_id uuid, ALTER COLUMN recipient_id DROP NOT NULL,
    ADD CONSTRAINT notice_deliveries_mail_check CHECK (
      (mail_kind IS NULL) = (subject_id IS NULL) AND (mail_kind IS NULL) = (recipient_id IS NOT NULL)
      AND (mail_kind IS NULL OR (notice_id IS NULL AND sealed IS NULL)));
  CREATE INDEX notice_deliveries_subject_idx ON notice_deliveries (subject_id) WHERE subject_id IS NOT NULL;`;
