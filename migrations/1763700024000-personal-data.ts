import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Encrypted columns, who looked, consents, and what people ask about their own data. */
export class PersonalData1763700024000 implements MigrationInterface {
  name = 'PersonalData1763700024000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ENCRYPTION);
    await db.query(ACCESSES);
    await db.query(CONSENTS);
    await db.query(REQUESTS);
    await db.query(RULES);
  }

  /** What is encrypted stays so: without the keys nothing else can be made of it, and no later version can read it back. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM users WHERE phone LIKE 'v1.%' OR phone IS NULL) THEN
          RAISE EXCEPTION 'phones are encrypted; this migration cannot be taken back without losing them';
        END IF;
      END $$;
      DROP TABLE retention_rules, data_exports, data_requests, consents, consent_texts, personal_data_accesses;
      DROP TRIGGER users_phone_encrypted ON users;
      DROP TRIGGER users_id_number_encrypted ON users;
      DROP TRIGGER elevator_filings_contact_phone_encrypted ON elevator_filings;
      DROP TRIGGER equipment_bookings_contact_phone_encrypted ON equipment_bookings;
      DROP TRIGGER metrology_orders_contact_phone_encrypted ON metrology_orders;
      DROP FUNCTION refuse_plain_text();
      ALTER TABLE metrology_orders DROP COLUMN contact_phone_index, ALTER COLUMN contact_phone SET NOT NULL;
      ALTER TABLE equipment_bookings DROP COLUMN contact_phone_index;
      ALTER TABLE elevator_filings DROP COLUMN contact_phone_index;
      DROP INDEX users_plain_phone_key;
      ALTER TABLE users DROP COLUMN phone_index, DROP COLUMN id_number, DROP COLUMN id_number_index, DROP COLUMN erased_at,
        ALTER COLUMN phone SET NOT NULL, ADD CONSTRAINT users_phone_key UNIQUE (phone);
    `);
  }
}

/**
 * Values from before stay readable until the re-encryption has come by; nothing plain can be written any more, whoever
 * forgets to encrypt. `phone` is null once a person has been erased.
 */
const ENCRYPTION = `
  ALTER TABLE users DROP CONSTRAINT users_phone_key, ALTER COLUMN phone DROP NOT NULL,
    ADD phone_index text, ADD id_number text, ADD id_number_index text, ADD erased_at timestamptz,
    ADD CONSTRAINT users_phone_index_key UNIQUE (phone_index),
    ADD CONSTRAINT users_id_number_index_key UNIQUE (id_number_index),
    ADD CONSTRAINT users_id_number_check CHECK ((id_number IS NULL) = (id_number_index IS NULL)),
    ADD CONSTRAINT users_erased_check CHECK (erased_at IS NULL OR (phone IS NULL AND phone_index IS NULL AND id_number IS NULL));
  CREATE UNIQUE INDEX users_plain_phone_key ON users (phone) WHERE phone_index IS NULL;

  ALTER TABLE elevator_filings ADD contact_phone_index text;
  ALTER TABLE equipment_bookings ADD contact_phone_index text;
  ALTER TABLE metrology_orders ADD contact_phone_index text, ALTER COLUMN contact_phone DROP NOT NULL;
  CREATE INDEX elevator_filings_contact_phone_idx ON elevator_filings (contact_phone_index)
    WHERE contact_phone_index IS NOT NULL;
  CREATE INDEX equipment_bookings_contact_phone_idx ON equipment_bookings (contact_phone_index)
    WHERE contact_phone_index IS NOT NULL;
  CREATE INDEX metrology_orders_contact_phone_idx ON metrology_orders (contact_phone_index)
    WHERE contact_phone_index IS NOT NULL;

  CREATE FUNCTION refuse_plain_text() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%.% takes encrypted values only', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'check_violation'; END $$;
  CREATE TRIGGER users_phone_encrypted BEFORE INSERT OR UPDATE OF phone ON users
    FOR EACH ROW WHEN (NEW.phone NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('phone');
  CREATE TRIGGER users_id_number_encrypted BEFORE INSERT OR UPDATE OF id_number ON users
    FOR EACH ROW WHEN (NEW.id_number NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('id_number');
  CREATE TRIGGER elevator_filings_contact_phone_encrypted BEFORE INSERT OR UPDATE OF contact_phone ON elevator_filings
    FOR EACH ROW WHEN (NEW.contact_phone NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('contact_phone');
  CREATE TRIGGER equipment_bookings_contact_phone_encrypted BEFORE INSERT OR UPDATE OF contact_phone ON equipment_bookings
    FOR EACH ROW WHEN (NEW.contact_phone NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('contact_phone');
  CREATE TRIGGER metrology_orders_contact_phone_encrypted BEFORE INSERT OR UPDATE OF contact_phone ON metrology_orders
    FOR EACH ROW WHEN (NEW.contact_phone NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('contact_phone');`;

const ACCESSES = `
  CREATE TABLE personal_data_accesses (
    id uuid CONSTRAINT personal_data_accesses_pkey PRIMARY KEY,
    actor_id uuid NOT NULL CONSTRAINT personal_data_accesses_actor_id_fkey REFERENCES users (id),
    organisation_id uuid NOT NULL CONSTRAINT personal_data_accesses_organisation_id_fkey REFERENCES organisations (id),
    subject_id uuid CONSTRAINT personal_data_accesses_subject_id_fkey REFERENCES users (id),
    column_name text NOT NULL,
    record_id uuid NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX personal_data_accesses_subject_idx ON personal_data_accesses (subject_id, at, id);
  CREATE INDEX personal_data_accesses_actor_idx ON personal_data_accesses (actor_id, at, id);
  CREATE TRIGGER personal_data_accesses_append_only BEFORE UPDATE OR DELETE ON personal_data_accesses
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER personal_data_accesses_no_truncate BEFORE TRUNCATE ON personal_data_accesses
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;

const CONSENTS = `
  CREATE TABLE consent_texts (
    purpose text NOT NULL,
    version text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    text_zh text NOT NULL,
    text_en text NOT NULL,
    is_needed boolean NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL CONSTRAINT consent_texts_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT consent_texts_pkey PRIMARY KEY (purpose, version),
    CONSTRAINT consent_texts_dates_excl
      EXCLUDE USING gist (purpose WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );
  CREATE TABLE consents (
    id uuid CONSTRAINT consents_pkey PRIMARY KEY,
    state text NOT NULL CONSTRAINT consents_state_check CHECK (state IN ('given', 'withdrawn')),
    user_id uuid NOT NULL CONSTRAINT consents_user_id_fkey REFERENCES users (id),
    purpose text NOT NULL,
    text_version text NOT NULL,
    channel text NOT NULL CONSTRAINT consents_channel_check CHECK (channel IN ('web', 'wechat', 'app', 'registration')),
    given_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    updated_at timestamptz NOT NULL,
    CONSTRAINT consents_text_fkey FOREIGN KEY (purpose, text_version) REFERENCES consent_texts (purpose, version),
    CONSTRAINT consents_withdrawn_check CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX consents_given_key ON consents (user_id, purpose) WHERE state = 'given';
  CREATE INDEX consents_user_idx ON consents (user_id, given_at, id);`;

const REQUESTS = `
  CREATE TABLE data_requests (
    id uuid CONSTRAINT data_requests_pkey PRIMARY KEY,
    kind text NOT NULL CONSTRAINT data_requests_kind_check CHECK (kind IN ('access', 'correction', 'deletion')),
    state text NOT NULL CONSTRAINT data_requests_state_check CHECK (
      state IN ('submitted', 'approved', 'refused', 'withdrawn', 'done')),
    user_id uuid NOT NULL CONSTRAINT data_requests_user_id_fkey REFERENCES users (id),
    corrected_name text,
    reason text,
    refusal_reason text,
    holds jsonb NOT NULL DEFAULT '[]',
    indexes jsonb,
    erase_again_on date,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    decided_at timestamptz,
    updated_at timestamptz NOT NULL,
    CONSTRAINT data_requests_correction_check CHECK (kind = 'correction' OR corrected_name IS NULL),
    CONSTRAINT data_requests_again_check CHECK ((erase_again_on IS NULL) = (indexes IS NULL))
  );
  CREATE UNIQUE INDEX data_requests_open_key ON data_requests (user_id, kind) WHERE state IN ('submitted', 'approved');
  CREATE INDEX data_requests_user_idx ON data_requests (user_id, created_at, id);
  CREATE INDEX data_requests_created_idx ON data_requests (created_at, id);
  CREATE INDEX data_requests_again_idx ON data_requests (erase_again_on) WHERE erase_again_on IS NOT NULL;

  CREATE TABLE data_exports (
    id uuid CONSTRAINT data_exports_pkey PRIMARY KEY,
    data_request_id uuid NOT NULL CONSTRAINT data_exports_data_request_id_fkey REFERENCES data_requests (id),
    user_id uuid NOT NULL CONSTRAINT data_exports_user_id_fkey REFERENCES users (id),
    session_id uuid NOT NULL,
    state text NOT NULL CONSTRAINT data_exports_state_check CHECK (state IN ('queued', 'running', 'ready', 'failed')),
    queued_at timestamptz NOT NULL,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    failure_code text,
    failure_reason text,
    content text,
    expires_at timestamptz,
    downloaded_at timestamptz,
    CONSTRAINT data_exports_request_key UNIQUE (data_request_id)
  );
  CREATE INDEX data_exports_waiting_idx ON data_exports (queued_at) WHERE state IN ('queued', 'running');
  CREATE INDEX data_exports_expiry_idx ON data_exports (expires_at) WHERE content IS NOT NULL;
  CREATE TABLE retention_rules (
    kind text NOT NULL,
    years smallint NOT NULL CONSTRAINT retention_rules_years_check CHECK (years BETWEEN 0 AND 100),
    basis_zh text NOT NULL,
    basis_en text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL CONSTRAINT retention_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT retention_rules_pkey PRIMARY KEY (kind, effective_from),
    CONSTRAINT retention_rules_dates_excl
      EXCLUDE USING gist (kind WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );`;

const RULES = `
  INSERT INTO retention_rules (kind, years, basis_zh, basis_en, effective_from, source, confidence) VALUES
    ('report', 6, '检验检测报告及原始记录的保存期限不少于6年', 'Reports and original records are kept for at least 6 years',
     '2021-06-01', '检验检测机构监督管理办法 (市场监管总局令第39号) art. 12', 'medium'),
    ('elevator_filing', 6, '报检资料随检验报告归档保存', 'Filings are archived with the report they led to',
     '2021-06-01', 'follows the keeping time of the report; to be confirmed by the institution', 'low'),
    ('metrology_order', 6, '委托资料随证书归档保存', 'Orders are archived with the certificates they led to',
     '2021-06-01', 'follows the keeping time of the report; to be confirmed by the institution', 'low'),
    ('equipment_booking', 3, '合同资料在诉讼时效期间内保存', 'Contract papers are kept while claims can be brought',
     '2021-01-01', '民法典 art. 188 (three years); to be confirmed by the providers', 'low');

  INSERT INTO consent_texts (purpose, version, title_zh, title_en, text_zh, text_en, is_needed, effective_from, source,
                             confidence) VALUES
    ('service', '2026-01', '服务协议与隐私政策', 'Terms of service and privacy policy',
     '为办理您所申请的业务，平台处理您的姓名、手机号以及您填写的联系信息；手机号和身份证号加密存储，默认脱敏显示。您可随时查阅、更正、导出和申请删除。',
     'To carry out what you apply for, the platform processes your name, your phone number and the contact details that you enter; phone and ID numbers are stored encrypted and shown masked. You can read, correct, export and ask to delete them at any time.',
     true, '2026-01-01', '个人信息保护法 art. 13, 17; wording to be confirmed by the operator', 'low'),
    ('reminders', '2026-01', '到期与办理提醒', 'Reminders',
     '平台可通过短信或微信向您发送到期和办理进度提醒。不同意不影响办理业务，可随时撤回。',
     'The platform may remind you of due dates and progress by text message or WeChat. Refusing has no effect on any service; you can withdraw at any time.',
     false, '2026-01-01', '个人信息保护法 art. 14, 15, 16; wording to be confirmed by the operator', 'low'),
    ('id_number', '2026-01', '身份证号的处理', 'Processing of the ID number',
     '身份证号属于敏感个人信息，仅用于核验从业资格和签署文件，单独征得您的同意后处理。',
     'The ID number is sensitive personal information; with your separate consent it is used only to verify qualifications and to sign documents.',
     false, '2026-01-01', '个人信息保护法 art. 28, 29; wording to be confirmed by the operator', 'low');`;
