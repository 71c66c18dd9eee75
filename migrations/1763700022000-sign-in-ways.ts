import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time codes and the messages that carry them, second factors, WeChat accounts, and what is handed out in between. */
export class SignInWays1763700022000 implements MigrationInterface {
  name = 'SignInWays1763700022000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sms_messages (
        id uuid CONSTRAINT sms_messages_pkey PRIMARY KEY,
        template text NOT NULL,
        recipient text NOT NULL,
        sealed text,
        is_decoy boolean NOT NULL,
        send_before timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'queued' CONSTRAINT sms_messages_state_check CHECK (
          state IN ('queued', 'running', 'ready', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        attempts smallint NOT NULL DEFAULT 0,
        failure_code text,
        failure_reason text,
        handed_over_at timestamptz,
        provider text,
        provider_reference text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        CONSTRAINT sms_messages_failed_check CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
        CONSTRAINT sms_messages_sent_check CHECK (sent_at IS NULL OR (state = 'ready' AND sealed IS NULL))
      );
      CREATE INDEX sms_messages_waiting_idx ON sms_messages (queued_at) WHERE state IN ('queued', 'running');
      CREATE INDEX sms_messages_created_idx ON sms_messages (created_at);
      CREATE TABLE sms_budgets (
        day date CONSTRAINT sms_budgets_pkey PRIMARY KEY,
        taken integer NOT NULL
      );

      CREATE TABLE one_time_codes (
        phone_key text NOT NULL,
        purpose text NOT NULL CONSTRAINT one_time_codes_purpose_check CHECK (purpose IN ('sign_in', 'reset_password')),
        user_id uuid CONSTRAINT one_time_codes_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        code_hash text NOT NULL,
        tries smallint NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT one_time_codes_pkey PRIMARY KEY (phone_key, purpose)
      );
      CREATE INDEX one_time_codes_expires_idx ON one_time_codes (expires_at);
      CREATE TABLE code_requests (
        key text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX code_requests_key_idx ON code_requests (key, at);
      CREATE INDEX code_requests_at_idx ON code_requests (at);

      CREATE TABLE sign_in_tickets (
        hash text CONSTRAINT sign_in_tickets_pkey PRIMARY KEY,
        kind text NOT NULL CONSTRAINT sign_in_tickets_kind_check CHECK (kind IN ('second_factor', 'wechat_link')),
        content jsonb NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_tickets_expires_idx ON sign_in_tickets (expires_at);

      CREATE TABLE second_factors (
        user_id uuid CONSTRAINT second_factors_pkey PRIMARY KEY
          CONSTRAINT second_factors_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        sealed_secret text NOT NULL,
        last_step bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz
      );
      CREATE TABLE recovery_codes (
        user_id uuid NOT NULL CONSTRAINT recovery_codes_user_id_fkey REFERENCES second_factors (user_id) ON DELETE CASCADE,
        code_hash text NOT NULL,
        used_at timestamptz,
        CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
      );
      ALTER TABLE sessions ADD COLUMN stepped_up_until timestamptz;

      CREATE TABLE wechat_identities (
        id uuid CONSTRAINT wechat_identities_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT wechat_identities_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        app text NOT NULL CONSTRAINT wechat_identities_app_check CHECK (app IN ('mini_program', 'official_account')),
        openid text NOT NULL,
        unionid text,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT wechat_identities_openid_key UNIQUE (app, openid),
        CONSTRAINT wechat_identities_unionid_excl EXCLUDE USING gist (unionid WITH =, user_id WITH <>)
      );
      CREATE INDEX wechat_identities_user_idx ON wechat_identities (user_id, created_at);
      CREATE INDEX wechat_identities_unionid_idx ON wechat_identities (unionid);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE wechat_identities, recovery_codes, second_factors, sign_in_tickets, code_requests, one_time_codes,
        sms_budgets, sms_messages;
      ALTER TABLE sessions DROP COLUMN stepped_up_until;
    `);
  }
}
