import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told, by which channels, and how each message fared. */
export class Notices1763700060000 implements MigrationInterface {
  name = 'Notices1763700060000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(NOTICES);
    await db.query(EMAIL_ADDRESSES);
    await db.query(DELIVERIES);
    await db.query(RECIPIENTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX memberships_operators_idx;
      DROP TABLE notice_deliveries, email_addresses, notice_preferences, notices;
    `);
  }
}

/**
 * `(transaction_id, position)` is the order in which notices are sent out: whoever commits late has a transaction that
 * was still running when the others were read, so that nothing is inserted before what somebody has read already.
 */
const NOTICES = `
  CREATE TABLE notices (
    id uuid DEFAULT gen_random_uuid() CONSTRAINT notices_pkey PRIMARY KEY,
    transaction_id bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    position bigint GENERATED ALWAYS AS IDENTITY,
    recipient_id uuid NOT NULL CONSTRAINT notices_recipient_id_fkey REFERENCES users (id),
    organisation_id uuid CONSTRAINT notices_organisation_id_fkey REFERENCES organisations (id),
    kind text NOT NULL CONSTRAINT notices_kind_check CHECK (kind ~ '^[a-z0-9_]+[.][a-z0-9_]+$'),
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    facts jsonb NOT NULL CONSTRAINT notices_facts_check CHECK (jsonb_typeof(facts) = 'object'),
    href text NOT NULL,
    created_at timestamptz NOT NULL,
    read_at timestamptz
  );
  CREATE INDEX notices_recipient_idx ON notices (recipient_id, created_at, id);
  CREATE INDEX notices_unread_idx ON notices (recipient_id, created_at, id) WHERE read_at IS NULL;
  CREATE INDEX notices_sending_idx ON notices (transaction_id, position);
  CREATE INDEX notices_recipient_sending_idx ON notices (recipient_id, transaction_id, position);
  CREATE INDEX notices_created_idx ON notices (created_at);

  CREATE TABLE notice_preferences (
    user_id uuid CONSTRAINT notice_preferences_pkey PRIMARY KEY
      CONSTRAINT notice_preferences_user_id_fkey REFERENCES users (id),
    language text NOT NULL DEFAULT 'zh-CN' CONSTRAINT notice_preferences_language_check CHECK (language IN ('zh-CN', 'en')),
    channels jsonb NOT NULL DEFAULT '{}'
      CONSTRAINT notice_preferences_channels_check CHECK (jsonb_typeof(channels) = 'object'),
    quiet_from text CONSTRAINT notice_preferences_quiet_from_check CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    quiet_to text CONSTRAINT notice_preferences_quiet_to_check CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL,
    CONSTRAINT notice_preferences_quiet_check CHECK (
      (quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from IS DISTINCT FROM coalesce(quiet_to, ''))
  );`;

const EMAIL_ADDRESSES = `
  CREATE TABLE email_addresses (
    id uuid CONSTRAINT email_addresses_pkey PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT email_addresses_user_id_fkey REFERENCES users (id)
      CONSTRAINT email_addresses_user_key UNIQUE,
    email text NOT NULL,
    email_index text NOT NULL,
    code_hash text,
    code_expires_at timestamptz,
    code_tries smallint NOT NULL DEFAULT 0,
    code_sent_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    CONSTRAINT email_addresses_code_check CHECK ((code_hash IS NULL) = (code_expires_at IS NULL))
  );
  CREATE TRIGGER email_addresses_email_encrypted BEFORE INSERT OR UPDATE OF email ON email_addresses
    FOR EACH ROW WHEN (NEW.email NOT LIKE 'v1.%') EXECUTE FUNCTION refuse_plain_text('email');`;

/** A row without a notice carries the code that confirms an address, sealed. */
const DELIVERIES = `
  CREATE TABLE notice_deliveries (
    id uuid DEFAULT gen_random_uuid() CONSTRAINT notice_deliveries_pkey PRIMARY KEY,
    notice_id uuid CONSTRAINT notice_deliveries_notice_id_fkey REFERENCES notices (id) ON DELETE CASCADE,
    recipient_id uuid NOT NULL CONSTRAINT notice_deliveries_recipient_id_fkey REFERENCES users (id),
    channel text NOT NULL CONSTRAINT notice_deliveries_channel_check CHECK (channel IN ('email')),
    sealed text,
    state text NOT NULL DEFAULT 'queued'
      CONSTRAINT notice_deliveries_state_check CHECK (state IN ('queued', 'running', 'ready', 'failed')),
    queued_at timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz,
    attempts smallint NOT NULL DEFAULT 0,
    failure_code text,
    failure_reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    CONSTRAINT notice_deliveries_notice_key UNIQUE (notice_id, channel),
    CONSTRAINT notice_deliveries_lease_check CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CONSTRAINT notice_deliveries_sealed_check CHECK (notice_id IS NULL OR sealed IS NULL)
  );
  CREATE INDEX notice_deliveries_open_idx ON notice_deliveries (queued_at) WHERE state IN ('queued', 'running');
  CREATE INDEX notice_deliveries_recipient_idx ON notice_deliveries (recipient_id, created_at, id);
  CREATE INDEX notice_deliveries_created_idx ON notice_deliveries (created_at);`;

/** Operators are few among all members, and are told often. */
const RECIPIENTS = `
  CREATE INDEX memberships_operators_idx ON memberships (user_id) WHERE state = 'active' AND 'operator' = ANY (roles);`;
