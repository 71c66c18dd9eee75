import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that people attach to records, and which documents a filing takes. */
export class Attachments1763700061000 implements MigrationInterface {
  name = 'Attachments1763700061000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ATTACHMENTS);
    await db.query(DOCUMENTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE elevator_document_rules, attachments;');
  }
}

const ATTACHMENTS = `
  CREATE TABLE attachments (
    id uuid CONSTRAINT attachments_pkey PRIMARY KEY,
    state text NOT NULL CONSTRAINT attachments_state_check CHECK (state IN ('awaited', 'stored', 'removed')),
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    document text NOT NULL,
    name text NOT NULL CONSTRAINT attachments_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    type text NOT NULL,
    bytes integer NOT NULL CONSTRAINT attachments_bytes_check CHECK (bytes > 0),
    sha256 text CONSTRAINT attachments_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    file_key text,
    attached_by_id uuid NOT NULL CONSTRAINT attachments_attached_by_id_fkey REFERENCES users (id),
    organisation_id uuid NOT NULL CONSTRAINT attachments_organisation_id_fkey REFERENCES organisations (id),
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    stored_at timestamptz,
    removed_at timestamptz,
    CONSTRAINT attachments_stored_check CHECK (
      (state = 'awaited') <= (file_key IS NULL) AND (state = 'stored') <= (file_key IS NOT NULL)
      AND (file_key IS NULL) = (sha256 IS NULL) AND (file_key IS NULL) = (stored_at IS NULL)),
    CONSTRAINT attachments_removed_check CHECK ((state = 'removed') = (removed_at IS NOT NULL))
  );
  CREATE INDEX attachments_subject_idx ON attachments (subject_type, subject_id, created_at, id) WHERE state <> 'removed';`;

/** HANDBOOK §2.7. Which of them an institution insists on differs; none is required until an institution says so. */
const DOCUMENTS = `
  CREATE TABLE elevator_document_rules (
    document text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    is_required boolean NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL
      CONSTRAINT elevator_document_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT elevator_document_rules_pkey PRIMARY KEY (document, effective_from),
    CONSTRAINT elevator_document_rules_dates_excl
      EXCLUDE USING gist (document WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO elevator_document_rules (document, name_zh, name_en, is_required, effective_from, source, confidence)
  SELECT document, name_zh, name_en, false, '2020-01-01', 'HANDBOOK 2.7', 'medium' FROM (VALUES
    ('application_form', '申请表(盖章)', 'Application form with seal'),
    ('use_registration', '使用登记证', 'Use registration certificate'),
    ('maintenance_contract', '维保合同', 'Maintenance contract'),
    ('self_test_report', '维保单位年度自行检查报告', 'Annual self-test report'),
    ('governor_calibration', '限速器校验报告', 'Governor calibration report'),
    ('safety_manager_certificate', '安全管理人员证', 'Certificate of the safety manager'),
    ('last_report', '上次报告/整改', 'Last report or rectification'),
    ('overdue_opinion', '安全监察机构意见', 'Opinion of the safety authority'),
    ('payment_voucher', '缴费凭证', 'Payment voucher'),
    ('other', '其他', 'Other')
  ) AS documents (document, name_zh, name_en);`;
