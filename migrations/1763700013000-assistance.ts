import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Help requests, their conversations and clocks, and experts. */
export class Assistance1763700013000 implements MigrationInterface {
  name = 'Assistance1763700013000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(EXPERTS);
    await db.query(REQUESTS);
    await db.query(CONVERSATION);
    await db.query(CLOCKS);
    await db.query(RULES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE help_request_rules, help_request_clock_events, help_request_clocks, help_request_callbacks,
                 help_request_reads, help_request_messages, help_request_claims, help_requests, experts;
      DROP SEQUENCE help_request_number_seq;
    `);
  }
}

const CATEGORIES = `'metrology', 'standards', 'certification', 'testing', 'special_equipment', 'quality_management',
                    'brand', 'intellectual_property', 'training'`;

const EXPERTS = `
  CREATE TABLE experts (
    id uuid CONSTRAINT experts_pkey PRIMARY KEY,
    state text NOT NULL
      CONSTRAINT experts_state_check CHECK (state IN ('applied', 'reviewing', 'active', 'suspended', 'retired')),
    user_id uuid NOT NULL CONSTRAINT experts_user_id_fkey REFERENCES users (id),
    organisation_id uuid NOT NULL CONSTRAINT experts_organisation_id_fkey REFERENCES organisations (id),
    title text NOT NULL,
    degree text,
    fields text[] NOT NULL
      CONSTRAINT experts_fields_check CHECK (fields <@ ARRAY[${CATEGORIES}] AND cardinality(fields) > 0),
    industries text[] NOT NULL,
    certificates text[] NOT NULL,
    languages text[] NOT NULL,
    committees text[] NOT NULL,
    achievements text,
    service_modes text[] NOT NULL CONSTRAINT experts_service_modes_check CHECK (
      service_modes <@ ARRAY['online', 'phone', 'video', 'on_site'] AND cardinality(service_modes) > 0),
    hourly_fee_fen integer CONSTRAINT experts_hourly_fee_check CHECK (hourly_fee_fen > 0),
    max_concurrent smallint NOT NULL CONSTRAINT experts_max_concurrent_check CHECK (max_concurrent BETWEEN 1 AND 20),
    avoid_organisation_ids uuid[] NOT NULL,
    valid_until date,
    review_note text,
    terms text[] NOT NULL,
    answered_count integer NOT NULL DEFAULT 0,
    rating_count integer NOT NULL DEFAULT 0,
    rating_sum integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT experts_validity_check CHECK (state <> 'active' OR valid_until IS NOT NULL),
    CONSTRAINT experts_counters_check CHECK (
      answered_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count)
  );
  CREATE UNIQUE INDEX experts_one_profile_key ON experts (user_id) WHERE state <> 'retired';
  CREATE INDEX experts_active_idx ON experts (created_at, id) WHERE state = 'active';
  CREATE INDEX experts_created_idx ON experts (created_at, id);
  CREATE INDEX experts_user_idx ON experts (user_id, created_at, id);
  CREATE INDEX experts_terms_idx ON experts USING gin (terms);
`;

const REQUESTS = `
  CREATE SEQUENCE help_request_number_seq MAXVALUE 999999 CYCLE;

  CREATE TABLE help_requests (
    id uuid CONSTRAINT help_requests_pkey PRIMARY KEY,
    number text,
    state text NOT NULL CONSTRAINT help_requests_state_check CHECK (state IN (
      'draft', 'submitted', 'triaged', 'open', 'assigned', 'in_service', 'waiting_requester', 'answered', 'resolved',
      'closed', 'rejected', 'withdrawn')),
    type text NOT NULL
      CONSTRAINT help_requests_type_check CHECK (type IN ('urgent', 'consult', 'aid', 'complaint')),
    priority text NOT NULL CONSTRAINT help_requests_priority_check CHECK (priority IN ('low', 'normal', 'high')),
    category text NOT NULL CONSTRAINT help_requests_category_check CHECK (category IN (${CATEGORIES})),
    industry text,
    title text NOT NULL,
    description text NOT NULL,
    terms text[] NOT NULL,
    is_public boolean NOT NULL,
    is_anonymous boolean NOT NULL,
    wanted_experts smallint NOT NULL
      CONSTRAINT help_requests_wanted_experts_check CHECK (wanted_experts BETWEEN 1 AND 5),
    open_places smallint NOT NULL,
    assignee_ids uuid[] NOT NULL,
    requester_organisation_id uuid NOT NULL
      CONSTRAINT help_requests_requester_organisation_id_fkey REFERENCES organisations (id),
    requester_id uuid NOT NULL CONSTRAINT help_requests_requester_id_fkey REFERENCES users (id),
    district_code text CONSTRAINT help_requests_district_code_fkey REFERENCES districts (code),
    round smallint NOT NULL,
    reopenings smallint NOT NULL,
    transfers smallint NOT NULL,
    pauses smallint NOT NULL,
    extension text CONSTRAINT help_requests_extension_check CHECK (extension IN ('requested', 'granted', 'refused')),
    extension_reason text,
    answer text,
    answered_by_id uuid CONSTRAINT help_requests_answered_by_id_fkey REFERENCES users (id),
    answered_at timestamptz,
    rejection_reason text,
    resolution text CONSTRAINT help_requests_resolution_check CHECK (resolution IN ('accepted', 'silent')),
    closure text CONSTRAINT help_requests_closure_check CHECK (closure IN ('completed', 'no_response')),
    is_callback_due boolean NOT NULL,
    submitted_at timestamptz,
    first_responded_at timestamptz,
    resolved_at timestamptz,
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT help_requests_number_key UNIQUE (number),
    CONSTRAINT help_requests_number_check CHECK (number IS NOT NULL OR state IN ('draft', 'withdrawn')),
    CONSTRAINT help_requests_places_check CHECK (open_places BETWEEN 0 AND wanted_experts),
    CONSTRAINT help_requests_resolution_answer_check CHECK (
      (resolution IS NULL) = (resolved_at IS NULL) AND (resolution IS NULL OR answer IS NOT NULL)),
    CONSTRAINT help_requests_resolved_check CHECK (state <> 'resolved' OR resolution IS NOT NULL),
    CONSTRAINT help_requests_closed_check CHECK ((state = 'closed') = (closure IS NOT NULL)),
    CONSTRAINT help_requests_answer_check CHECK (state <> 'answered' OR (answer IS NOT NULL AND answered_by_id IS NOT NULL))
  );
  CREATE INDEX help_requests_requester_idx ON help_requests (requester_organisation_id, created_at, id);
  CREATE INDEX help_requests_requester_state_idx ON help_requests (requester_organisation_id, state, created_at, id);
  CREATE INDEX help_requests_submitted_idx ON help_requests (created_at, id) WHERE number IS NOT NULL;
  CREATE INDEX help_requests_state_idx ON help_requests (state, created_at, id) WHERE number IS NOT NULL;
  CREATE INDEX help_requests_assignees_idx ON help_requests USING gin (assignee_ids);
  CREATE INDEX help_requests_offered_idx ON help_requests (created_at, id)
    WHERE is_public AND state IN ('open', 'assigned');
  CREATE INDEX help_requests_settled_idx ON help_requests (created_at, id)
    WHERE is_public AND state IN ('resolved', 'closed') AND resolved_at IS NOT NULL;
  CREATE INDEX help_requests_supervised_idx ON help_requests (created_at, id)
    WHERE number IS NOT NULL AND type IN ('urgent', 'complaint');
  CREATE INDEX help_requests_callback_idx ON help_requests (created_at, id) WHERE is_callback_due;
  CREATE INDEX help_requests_terms_idx ON help_requests USING gin (terms);

  CREATE TABLE help_request_claims (
    id uuid CONSTRAINT help_request_claims_pkey PRIMARY KEY,
    help_request_id uuid NOT NULL CONSTRAINT help_request_claims_help_request_id_fkey REFERENCES help_requests (id),
    expert_id uuid NOT NULL CONSTRAINT help_request_claims_expert_id_fkey REFERENCES experts (id),
    place smallint NOT NULL CONSTRAINT help_request_claims_place_check CHECK (place BETWEEN 1 AND 5),
    origin text NOT NULL CONSTRAINT help_request_claims_origin_check CHECK (origin IN ('claim', 'assignment')),
    claimed_at timestamptz NOT NULL,
    ended_at timestamptz,
    ending text CONSTRAINT help_request_claims_ending_check CHECK (
      ending IN ('declined', 'transferred', 'replaced', 'withdrawn', 'done')),
    CONSTRAINT help_request_claims_ended_check CHECK ((ended_at IS NULL) = (ending IS NULL))
  );
  CREATE UNIQUE INDEX help_request_claims_place_key ON help_request_claims (help_request_id, place)
    WHERE ended_at IS NULL;
  CREATE UNIQUE INDEX help_request_claims_expert_key ON help_request_claims (help_request_id, expert_id)
    WHERE ended_at IS NULL;
  CREATE INDEX help_request_claims_load_idx ON help_request_claims (expert_id) WHERE ended_at IS NULL;
  CREATE INDEX help_request_claims_request_idx ON help_request_claims (help_request_id, id);
`;

const CONVERSATION = `
  CREATE TABLE help_request_messages (
    id uuid CONSTRAINT help_request_messages_pkey PRIMARY KEY,
    help_request_id uuid NOT NULL
      CONSTRAINT help_request_messages_help_request_id_fkey REFERENCES help_requests (id),
    position integer NOT NULL,
    kind text NOT NULL CONSTRAINT help_request_messages_kind_check CHECK (
      kind IN ('message', 'question', 'reply', 'answer', 'dissatisfaction')),
    author_party text NOT NULL CONSTRAINT help_request_messages_author_party_check CHECK (
      author_party IN ('requester', 'expert', 'operator')),
    author_id uuid NOT NULL CONSTRAINT help_request_messages_author_id_fkey REFERENCES users (id),
    is_internal boolean NOT NULL,
    body text NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT help_request_messages_position_key UNIQUE (help_request_id, position),
    CONSTRAINT help_request_messages_internal_check CHECK (
      NOT is_internal OR (kind = 'message' AND author_party <> 'requester'))
  );
  CREATE INDEX help_request_messages_sent_idx ON help_request_messages (help_request_id, sent_at, id);
  CREATE TRIGGER help_request_messages_append_only BEFORE UPDATE OR DELETE ON help_request_messages
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE help_request_reads (
    help_request_id uuid NOT NULL CONSTRAINT help_request_reads_help_request_id_fkey REFERENCES help_requests (id),
    user_id uuid NOT NULL CONSTRAINT help_request_reads_user_id_fkey REFERENCES users (id),
    position integer NOT NULL,
    CONSTRAINT help_request_reads_pkey PRIMARY KEY (help_request_id, user_id)
  );

  CREATE TABLE help_request_callbacks (
    id uuid CONSTRAINT help_request_callbacks_pkey PRIMARY KEY,
    help_request_id uuid NOT NULL
      CONSTRAINT help_request_callbacks_help_request_id_fkey REFERENCES help_requests (id),
    outcome text NOT NULL CONSTRAINT help_request_callbacks_outcome_check CHECK (
      outcome IN ('satisfied', 'dissatisfied', 'unreachable')),
    note text NOT NULL,
    made_by_id uuid NOT NULL CONSTRAINT help_request_callbacks_made_by_id_fkey REFERENCES users (id),
    made_at timestamptz NOT NULL
  );
  CREATE INDEX help_request_callbacks_request_idx ON help_request_callbacks (help_request_id, id);
  CREATE TRIGGER help_request_callbacks_append_only BEFORE UPDATE OR DELETE ON help_request_callbacks
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const CLOCKS = `
  CREATE TABLE help_request_clocks (
    id uuid CONSTRAINT help_request_clocks_pkey PRIMARY KEY,
    help_request_id uuid NOT NULL CONSTRAINT help_request_clocks_help_request_id_fkey REFERENCES help_requests (id),
    kind text NOT NULL CONSTRAINT help_request_clocks_kind_check CHECK (
      kind IN ('first_response', 'answer', 'reply', 'acceptance')),
    rule_id text NOT NULL,
    total_minutes integer NOT NULL,
    started_at timestamptz NOT NULL,
    warn_at timestamptz,
    due_at timestamptz NOT NULL,
    escalate_at timestamptz,
    next_at timestamptz,
    paused_at timestamptz,
    stopped_at timestamptz,
    is_current boolean NOT NULL,
    is_extended boolean NOT NULL,
    is_provisional boolean NOT NULL,
    CONSTRAINT help_request_clocks_next_check CHECK (next_at IS NULL OR (paused_at IS NULL AND stopped_at IS NULL))
  );
  CREATE UNIQUE INDEX help_request_clocks_current_key ON help_request_clocks (help_request_id, kind) WHERE is_current;
  CREATE INDEX help_request_clocks_request_idx ON help_request_clocks (help_request_id, id);
  CREATE INDEX help_request_clocks_next_idx ON help_request_clocks (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX help_request_clocks_due_idx ON help_request_clocks (due_at, help_request_id)
    WHERE kind = 'answer' AND is_current;
  CREATE INDEX help_request_clocks_live_idx ON help_request_clocks (help_request_id)
    WHERE is_current AND stopped_at IS NULL;

  CREATE TABLE help_request_clock_events (
    id uuid CONSTRAINT help_request_clock_events_pkey PRIMARY KEY,
    clock_id uuid NOT NULL
      CONSTRAINT help_request_clock_events_clock_id_fkey REFERENCES help_request_clocks (id),
    kind text NOT NULL CONSTRAINT help_request_clock_events_kind_check CHECK (
      kind IN ('warning', 'breach', 'escalation', 'expiry')),
    at timestamptz NOT NULL,
    CONSTRAINT help_request_clock_events_once_key UNIQUE (clock_id, kind)
  );
  CREATE INDEX help_request_clock_events_breach_idx ON help_request_clock_events (clock_id) WHERE kind = 'breach';
`;

/** Durations: `15 min` of the rule's own clock, `3 wd` working days (HANDBOOK §5.3, §5.4, §12.4). */
const RULES = `
  CREATE TABLE help_request_rules (
    id text CONSTRAINT help_request_rules_pkey PRIMARY KEY,
    type text NOT NULL
      CONSTRAINT help_request_rules_type_check CHECK (type IN ('urgent', 'consult', 'aid', 'complaint')),
    is_round_the_clock boolean NOT NULL,
    first_response text NOT NULL,
    answer text NOT NULL,
    escalation text NOT NULL,
    extension text,
    reply text NOT NULL,
    acceptance text NOT NULL,
    warn_percent smallint NOT NULL,
    max_pauses smallint NOT NULL,
    max_transfers smallint NOT NULL,
    max_rounds_per_expert smallint NOT NULL,
    max_reopenings smallint NOT NULL,
    reopening_days smallint NOT NULL,
    needs_callback boolean NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source text NOT NULL,
    confidence text NOT NULL
      CONSTRAINT help_request_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
    CONSTRAINT help_request_rules_durations_check CHECK (
      concat_ws(',', first_response, answer, escalation, extension, reply, acceptance)
        ~ '^(\\d{1,5} (min|wd)(,|$))+$'),
    CONSTRAINT help_request_rules_once_key EXCLUDE USING gist (
      type WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
  );
  INSERT INTO help_request_rules
    (id, type, is_round_the_clock, first_response, answer, escalation, extension, needs_callback, source,
     reply, acceptance, warn_percent, max_pauses, max_transfers, max_rounds_per_expert, max_reopenings, reopening_days,
     effective_from, confidence)
  SELECT *, '5 wd', '5 wd', 80, 3, 2, 2, 2, 15, '2020-01-01'::date, 'medium'
  FROM (VALUES
    ('urgent-2026', 'urgent', true, '15 min', '120 min', '0 min', NULL, false,
     'design after 12345 practice: emergencies 2 h; escalated to the lead and the regulator at once'),
    ('consult-2026', 'consult', false, '120 min', '1 wd', '120 min', '2 wd', false,
     'design after 12345 practice: consultation answered the same day, at most one working day'),
    ('aid-2026', 'aid', false, '240 min', '3 wd', '5 wd', '5 wd', true,
     'design after 12345 practice: aid within 3 working days, notice of criticism 5 working days late'),
    ('complaint-2026', 'complaint', false, '240 min', '5 wd', '5 wd', '10 wd', true,
     'design after 12345 practice: complaints 5 working days, 15 for complex ones by extension')
  ) AS rule;
`;
