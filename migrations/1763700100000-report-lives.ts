import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of a report once it is out: amended, revoked, archived; and the dated rules of its duties. */
export class ReportLives1763700100000 implements MigrationInterface {
  name = 'ReportLives1763700100000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(RULES);
    await db.query(LIVES);
    await db.query(FROZEN);
    await db.query(REVOCATIONS);
    await db.query(STATED);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(BACK);
  }
}

const RULES = `
  CREATE TABLE report_rules (
    version text CONSTRAINT report_rules_pkey PRIMARY KEY,
    -- Of one kind of report, of one institution; null: of all. The narrowest rule in force decides.
    kind text,
    institution_id uuid CONSTRAINT report_rules_institution_id_fkey REFERENCES organisations (id),
    author_may_check boolean NOT NULL,
    author_may_approve boolean NOT NULL,
    checker_may_approve boolean NOT NULL,
    -- A signatory revokes alone; else signatory and administrator together.
    revoked_by_one boolean NOT NULL,
    retention_years smallint NOT NULL CONSTRAINT report_rules_retention_years_check CHECK (retention_years >= 6),
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL,
    CONSTRAINT report_rules_dates_check CHECK (effective_to >= effective_from),
    CONSTRAINT report_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT report_rules_scope_excl EXCLUDE USING gist (
      coalesce(kind, '') WITH =, coalesce(institution_id, '00000000-0000-0000-0000-000000000000') WITH =,
      daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO report_rules VALUES
    ('reports-1', NULL, NULL, false, false, true, false, 6, '2020-01-01', NULL,
     'HANDBOOK 12.6, 1.8; 检验检测机构监督管理办法 (总局令39号)', 'medium');`;

const LIVES = `
  ALTER TABLE reports
    ADD COLUMN replaces_id uuid CONSTRAINT reports_replaces_id_fkey REFERENCES reports (id),
    ADD COLUMN superseded_at timestamptz,
    ADD COLUMN revoked_at timestamptz,
    DROP CONSTRAINT reports_state_check,
    DROP CONSTRAINT reports_kind_subject_key,
    DROP CONSTRAINT reports_checker_check,
    DROP CONSTRAINT reports_approver_check,
    DROP CONSTRAINT reports_checked_check,
    DROP CONSTRAINT reports_number_check,
    DROP CONSTRAINT reports_issued_check,
    ADD CONSTRAINT reports_state_check CHECK (
      state IN ('draft', 'returned', 'checked', 'approved', 'issued', 'superseded', 'revoked', 'archived', 'withdrawn')),
    ADD CONSTRAINT reports_two_people_check CHECK (checker_id <> author_id OR approver_id <> author_id),
    ADD CONSTRAINT reports_checked_check CHECK (
      state IN ('draft', 'returned', 'withdrawn') OR checker_id IS NOT NULL),
    ADD CONSTRAINT reports_number_check CHECK (
      state = 'withdrawn' OR (number IS NULL) = (state IN ('draft', 'returned', 'checked'))),
    ADD CONSTRAINT reports_issued_check CHECK (
      (issued_at IS NOT NULL) = (state IN ('issued', 'superseded', 'revoked', 'archived'))),
    ADD CONSTRAINT reports_superseded_check CHECK (
      CASE state WHEN 'superseded' THEN superseded_at IS NOT NULL
        WHEN 'archived' THEN true ELSE superseded_at IS NULL END),
    ADD CONSTRAINT reports_revoked_check CHECK (
      CASE state WHEN 'revoked' THEN revoked_at IS NOT NULL WHEN 'archived' THEN true ELSE revoked_at IS NULL END),
    ADD CONSTRAINT reports_end_check CHECK (num_nonnulls(superseded_at, revoked_at) < 2),
    ADD CONSTRAINT reports_withdrawn_check CHECK (state <> 'withdrawn' OR replaces_id IS NOT NULL);

  -- One report of a subject in force, and one amendment of a report under way or out.
  CREATE UNIQUE INDEX reports_subject_key ON reports (subject_id, kind) WHERE replaces_id IS NULL AND revoked_at IS NULL;
  CREATE UNIQUE INDEX reports_amendment_key ON reports (replaces_id) WHERE state <> 'withdrawn';
  CREATE INDEX reports_in_force_idx ON reports (subject_id) WHERE issued_at IS NOT NULL;
  CREATE INDEX reports_number_idx ON reports (number) WHERE issued_at IS NOT NULL;
  CREATE INDEX reports_archive_idx ON reports (issued_at) WHERE state IN ('issued', 'superseded', 'revoked');
  DROP INDEX reports_owner_idx;
  CREATE INDEX reports_owner_idx ON reports (owner_id, created_at, id)
    WHERE issued_at IS NOT NULL AND owner_id IS NOT NULL;`;

/** What has a number changes by nothing but its state, and that only forwards; the rules of duties hold here, too. */
const FROZEN = `
  DROP TRIGGER reports_frozen ON reports;
  CREATE TRIGGER reports_frozen BEFORE UPDATE ON reports FOR EACH ROW
    WHEN (OLD.number IS NOT NULL AND
      (NEW.kind, NEW.subject_id, NEW.institution_id, NEW.replaces_id, NEW.content, NEW.content_hash, NEW.number, NEW.token,
       NEW.author_id, NEW.checker_id, NEW.approver_id, NEW.approved_at)
        IS DISTINCT FROM
      (OLD.kind, OLD.subject_id, OLD.institution_id, OLD.replaces_id, OLD.content, OLD.content_hash, OLD.number, OLD.token,
       OLD.author_id, OLD.checker_id, OLD.approver_id, OLD.approved_at))
    EXECUTE FUNCTION refuse_thaw();
  CREATE TRIGGER reports_ended BEFORE UPDATE ON reports FOR EACH ROW
    WHEN (OLD.state IN ('issued', 'superseded', 'revoked', 'archived', 'withdrawn') AND (
      (OLD.state <> 'issued' AND NEW.state <> OLD.state AND (OLD.state IN ('archived', 'withdrawn') OR NEW.state <> 'archived'))
      OR NEW.issued_at IS DISTINCT FROM OLD.issued_at
      OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
      OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)))
    EXECUTE FUNCTION refuse_thaw();

  CREATE FUNCTION refuse_report_duties() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE rule report_rules;
    BEGIN
      SELECT * INTO rule FROM report_rules r
      WHERE (r.kind IS NULL OR r.kind = NEW.kind) AND (r.institution_id IS NULL OR r.institution_id = NEW.institution_id)
        AND current_date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity')
      ORDER BY r.institution_id IS NULL, r.kind IS NULL LIMIT 1;
      IF (NEW.checker_id = NEW.author_id AND NOT coalesce(rule.author_may_check, false))
        OR (NEW.approver_id = NEW.author_id AND NOT coalesce(rule.author_may_approve, false))
        OR (NEW.approver_id = NEW.checker_id AND NOT coalesce(rule.checker_may_approve, false)) THEN
        RAISE EXCEPTION 'the rule % asks for other people', rule.version
          USING ERRCODE = 'check_violation', CONSTRAINT = 'reports_duties_check', TABLE = 'reports';
      END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER reports_signers BEFORE UPDATE ON reports FOR EACH ROW
    WHEN (NEW.state IN ('checked', 'approved') AND (NEW.checker_id, NEW.approver_id)
      IS DISTINCT FROM (OLD.checker_id, OLD.approver_id))
    EXECUTE FUNCTION refuse_report_duties();

  CREATE FUNCTION refuse_lower_number() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'restrict_violation'; END $$;
  CREATE TRIGGER number_series_rising BEFORE UPDATE ON number_series FOR EACH ROW
    WHEN (NEW.value < OLD.value OR NEW.series <> OLD.series) EXECUTE FUNCTION refuse_lower_number();
  CREATE TRIGGER number_series_kept BEFORE DELETE ON number_series FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

const REVOCATIONS = `
  CREATE TABLE report_revocations (
    id uuid CONSTRAINT report_revocations_pkey PRIMARY KEY,
    report_id uuid NOT NULL CONSTRAINT report_revocations_report_id_fkey REFERENCES reports (id),
    institution_id uuid NOT NULL CONSTRAINT report_revocations_institution_id_fkey REFERENCES organisations (id),
    state text NOT NULL CONSTRAINT report_revocations_state_check CHECK (
      state IN ('proposed', 'effective', 'refused', 'withdrawn')),
    reason text NOT NULL,
    public_reason text NOT NULL,
    evidence text NOT NULL,
    answer text,
    proposed_by_id uuid NOT NULL CONSTRAINT report_revocations_proposed_by_id_fkey REFERENCES users (id),
    -- The institution itself, or the regulator who ordered it.
    organisation_id uuid NOT NULL CONSTRAINT report_revocations_organisation_id_fkey REFERENCES organisations (id),
    proposed_as text[] NOT NULL,
    decided_by_id uuid CONSTRAINT report_revocations_decided_by_id_fkey REFERENCES users (id),
    decided_at timestamptz,
    is_statutory boolean NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT report_revocations_decided_check CHECK (
      (decided_at IS NOT NULL) = (state IN ('effective', 'refused')) AND num_nonnulls(decided_by_id, decided_at) <> 1)
  );
  CREATE UNIQUE INDEX report_revocations_live_key ON report_revocations (report_id)
    WHERE state IN ('proposed', 'effective');
  CREATE INDEX report_revocations_report_idx ON report_revocations (report_id, created_at);
  CREATE TRIGGER report_revocations_kept BEFORE DELETE ON report_revocations
    FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

/** What stood in the registers before, and stands beside, the reports: what is left when they are revoked. */
const STATED = `
  ALTER TABLE elevators ADD COLUMN stated_passed_on date, ADD COLUMN reported_passed_on date;
  UPDATE elevators d SET reported_passed_on = f.passed_on, stated_passed_on = NULLIF(d.last_passed_on, f.passed_on)
  FROM (SELECT elevator_id, max(inspected_on) AS passed_on FROM elevator_filings
        WHERE conclusion IN ('pass', 'pass_after_rectification') AND state IN ('report_issued', 'archived')
        GROUP BY elevator_id) AS f
  WHERE f.elevator_id = d.id;
  ALTER TABLE instruments ADD COLUMN stated_verified_on date, ADD COLUMN stated_valid_until date;`;

const BACK = `
  ALTER TABLE instruments DROP COLUMN stated_valid_until, DROP COLUMN stated_verified_on;
  ALTER TABLE elevators DROP COLUMN reported_passed_on, DROP COLUMN stated_passed_on;
  DROP TABLE report_revocations;
  DROP TRIGGER number_series_kept ON number_series;
  DROP TRIGGER number_series_rising ON number_series;
  DROP TRIGGER reports_signers ON reports;
  DROP TRIGGER reports_ended ON reports;
  DROP TRIGGER reports_frozen ON reports;
  DROP FUNCTION refuse_lower_number();
  DROP FUNCTION refuse_report_duties();
  CREATE TRIGGER reports_frozen BEFORE UPDATE ON reports FOR EACH ROW
    WHEN (OLD.state IN ('approved', 'issued') AND
      (NEW.content, NEW.number, NEW.token, NEW.author_id, NEW.checker_id, NEW.approver_id)
        IS DISTINCT FROM (OLD.content, OLD.number, OLD.token, OLD.author_id, OLD.checker_id, OLD.approver_id))
    EXECUTE FUNCTION refuse_thaw();
  DROP INDEX reports_owner_idx, reports_archive_idx, reports_number_idx, reports_in_force_idx, reports_amendment_key,
    reports_subject_key;
  CREATE INDEX reports_owner_idx ON reports (owner_id, created_at, id) WHERE state = 'issued' AND owner_id IS NOT NULL;
  ALTER TABLE reports
    DROP CONSTRAINT reports_withdrawn_check, DROP CONSTRAINT reports_end_check, DROP CONSTRAINT reports_revoked_check,
    DROP CONSTRAINT reports_superseded_check, DROP CONSTRAINT reports_issued_check, DROP CONSTRAINT reports_number_check,
    DROP CONSTRAINT reports_checked_check, DROP CONSTRAINT reports_two_people_check, DROP CONSTRAINT reports_state_check,
    DROP COLUMN revoked_at, DROP COLUMN superseded_at, DROP COLUMN replaces_id,
    ADD CONSTRAINT reports_state_check CHECK (state IN ('draft', 'returned', 'checked', 'approved', 'issued')),
    ADD CONSTRAINT reports_kind_subject_key UNIQUE (kind, subject_id),
    ADD CONSTRAINT reports_checker_check CHECK (checker_id <> author_id),
    ADD CONSTRAINT reports_approver_check CHECK (approver_id <> author_id),
    ADD CONSTRAINT reports_checked_check CHECK (state NOT IN ('checked', 'approved', 'issued') OR checker_id IS NOT NULL),
    ADD CONSTRAINT reports_number_check CHECK ((number IS NOT NULL) = (state IN ('approved', 'issued'))),
    ADD CONSTRAINT reports_issued_check CHECK ((issued_at IS NOT NULL) = (state = 'issued'));
  DROP TABLE report_rules;`;
