/**
 * How private a column is.
 *
 * - `public`: anybody may read it: rules, registers, directories (a provider's contact in the directory is published).
 * - `internal`: for those who may see the record. Ids of people are internal: they say nothing without `users`.
 * - `personal`: is about a person, or is free text in which people are named. Belongs into exports and erasures.
 * - `sensitive`: phones and ID numbers, which are encrypted, what finds them, and whatever lets somebody in. Shown masked
 *   or not at all.
 */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive';

/** Every column of every table, by what it is; a new column without a place here fails the check. */
export const classification: Readonly<Record<string, Partial<Readonly<Record<Sensitivity, string>>>>> = {
  api_keys: {
    internal:
      'created_at created_by_id expires_at id last_used_at organisation_id revoked_at revoked_by_id rotated_at scopes',
    personal: 'last_used_address name',
    sensitive: 'secret_hash',
  },
  appointment_windows: {
    internal: 'id laboratory_id on_day from_time to_time capacity booked is_open version created_at updated_at',
  },
  attachments: {
    internal:
      'id state subject_type subject_id document type bytes sha256 file_key attached_by_id organisation_id expires_at ' +
      'created_at stored_at removed_at content_deleted_at',
    personal: 'name',
  },
  audit_anchors: { internal: 'anchored_at day file_key file_sha256 hash seal_no' },
  audit_cuts: { internal: 'cut_at hash seal_no' },
  audit_events: {
    internal:
      'actor_id after_hash at before_hash event id organisation_id record_id record_type request_id result session_id what',
    personal: 'address details',
  },
  audit_head: { internal: 'hash only_row seal_no' },
  audit_seals: { internal: 'content_hash event_id hash seal_no' },
  audit_unsealed: { internal: 'event_id' },
  calendar_days: { public: 'day is_working' },
  calendar_years: { public: 'year source' },
  code_requests: { internal: 'at key' },
  consent_texts: {
    public:
      'purpose version title_zh title_en text_zh text_en is_needed effective_from effective_to source ' + 'confidence',
  },
  consents: {
    internal: 'id state user_id updated_at',
    personal: 'purpose text_version channel given_at withdrawn_at',
  },
  data_exports: {
    internal:
      'id data_request_id user_id session_id state queued_at lease_until attempts failure_code ' +
      'failure_reason expires_at downloaded_at',
    sensitive: 'content',
  },
  data_requests: {
    internal: 'id kind state user_id erase_again_on version created_at decided_at updated_at',
    personal: 'corrected_name reason refusal_reason holds',
    sensitive: 'indexes',
  },
  districts: { public: 'code name_zh name_en kind valid_from valid_to merged_into longitude latitude' },
  due_kind_rules: {
    public: 'version kind act_working_days act_months rungs repeat_days effective_from effective_to source confidence',
  },
  due_passes: { internal: 'subject_type day after_id is_finished' },
  due_reminder_rules: { public: 'version rungs repeat_days effective_from effective_to source confidence' },
  due_reminders: { internal: 'id due_id rung created_at' },
  dues: {
    internal:
      'id kind subject_type subject_id label organisation_id institution_id district_code due_on rule ' +
      'state is_in_hand action_rel action_href reminded_rung remind_on closed_at created_at updated_at',
  },
  elevator_categories: { public: 'code name_zh name_en' },
  elevator_conclusion_rules: { public: 'version max_general_issues effective_from effective_to source confidence' },
  elevator_document_rules: {
    public: 'document name_zh name_en is_required effective_from effective_to source confidence',
  },
  elevator_fee_rules: {
    public:
      'id tariff region category_prefix base_fen steps effective_from effective_to charge_nature ' +
      'document_no source confidence',
  },
  elevator_filing_batches: { internal: 'id organisation_id filed_by_id total accepted refused created_at' },
  elevator_filings: {
    internal:
      'id number acceptance_no batch_id elevator_id kind due_year due_on state conclusion user_unit_id ' +
      'maintenance_unit_id institution_id district_code mandate_id filed_by_id filed_by_organisation_id ' +
      'requested_on is_late overdue_opinion_no supplement_request refusal_reason fee_fen fee_rule_id ' +
      'fee_lines scheduled_on scheduled_period inspector_ids site_conditions items inspected_on ' +
      'opinion_notice_no next_inspection_due_on report_id submitted_at issued_at version created_at ' +
      'updated_at',
    personal: 'contact_name remark inspection_remark',
    sensitive: 'contact_phone contact_phone_index',
  },
  elevator_inspection_items: {
    public: 'item_set no name_zh name_en is_key effective_from effective_to source confidence',
  },
  elevator_schedule_rules: {
    public:
      'version inspection_years annual_after_year early_inspection_months early_self_test_months ' +
      'effective_from effective_to source',
  },
  elevator_test_rules: {
    public:
      'version kind category_prefix cycle_months aged_after_years aged_cycle_months effective_from ' +
      'effective_to source confidence',
  },
  elevators: {
    internal:
      'id category_code registration_code device_code use_registration_no internal_no product_no ' +
      'rescue_no model manufacturer manufactured_on user_unit_id maintenance_unit_id institution_id ' +
      'district_code site_name address state is_use_prohibited rated_load_kg rated_speed_ms floors ' +
      'stops doors lift_height_m section_length_m nominal_width_mm inclination_deg is_public_transport ' +
      'base_month last_passed_on next_inspection_due_on next_self_test_due_on schedule_rule version ' +
      'last_self_tested_on governor_calibrated_on brake_tested_on stated_passed_on reported_passed_on ' +
      'created_at updated_at',
  },
  email_addresses: {
    internal: 'id user_id code_expires_at code_tries code_sent_at confirmed_at',
    sensitive: 'email email_index code_hash',
  },
  equipment: {
    public:
      'id provider_id inner_no name name_en unit_kind classification_code source is_customs_supervised ' +
      'origin manufacturer capitalised_on category model specifications functions disciplines services ' +
      'achievements sharing_rules price_note district_code address contact_name contact_phone ' +
      'contact_email postcode modes open_rule state calibration_valid_until created_at updated_at',
    internal: 'original_value_fen search_terms version',
  },
  equipment_booking_rules: {
    public:
      'version hold_minutes early_start_minutes no_show_minutes max_resources effective_from ' +
      'effective_to source confidence',
  },
  equipment_bookings: {
    internal:
      'id number provider_id organisation_id booked_by_id equipment_ids mode state user_class ' +
      'starts_at ends_at hold_expires_at purpose samples sample_return is_hazardous estimate_fen ' +
      'fee_fen fee_lines report_id submitted_at started_at ended_at statement_issued_at version ' +
      'created_at updated_at',
    personal: 'sample_note hazard_note result_note reason',
    sensitive: 'contact_phone contact_phone_index',
  },
  equipment_capabilities: {
    public:
      'id equipment_id name quantity low high unit resolution resolution_unit uncertainty ' +
      'uncertainty_unit coverage_factor note evidence evidence_valid_to si_low si_high si_uncertainty ' +
      'created_at',
  },
  equipment_closures: {
    internal: 'id equipment_id provider_id state starts_at ends_at reason version created_at updated_at',
  },
  equipment_tariffs: { public: 'id equipment_id prices effective_from effective_to created_at' },
  equipment_usages: {
    internal:
      'id booking_id equipment_id provider_id organisation_id user_id place mode user_class purpose ' +
      'booked_from booked_to started_at ended_at effective_minutes overrun_minutes samples fee_fen ' +
      'created_at updated_at',
    personal: 'result_note',
  },
  experts: {
    internal:
      'id state user_id organisation_id fields industries service_modes hourly_fee_fen max_concurrent ' +
      'avoid_organisation_ids valid_until answered_count rating_count rating_sum version created_at ' +
      'updated_at',
    personal: 'title degree certificates languages committees achievements review_note terms',
  },
  forms: {
    internal:
      'id kind subject_ids organisation_id user_id state queued_at lease_until attempts failure_code ' +
      'failure_reason file_key file_sha256 file_bytes created_at',
    sensitive: 'sealed',
  },
  help_request_callbacks: {
    internal: 'id help_request_id outcome made_by_id made_at',
    personal: 'note',
  },
  help_request_claims: { internal: 'id help_request_id expert_id place origin claimed_at ended_at ending' },
  help_request_clock_events: { internal: 'id clock_id kind at' },
  help_request_clocks: {
    internal:
      'id help_request_id kind rule_id total_minutes started_at warn_at due_at escalate_at next_at ' +
      'paused_at stopped_at is_current is_extended is_provisional',
  },
  help_request_messages: {
    internal: 'id help_request_id position kind author_party author_id is_internal sent_at',
    personal: 'body',
  },
  help_request_reads: { internal: 'help_request_id user_id position' },
  help_request_rules: {
    public:
      'id type is_round_the_clock first_response answer escalation extension reply acceptance ' +
      'warn_percent max_pauses max_transfers max_rounds_per_expert max_reopenings reopening_days ' +
      'needs_callback effective_from effective_to source confidence',
  },
  help_requests: {
    internal:
      'id number state type priority category industry is_public is_anonymous wanted_experts ' +
      'open_places assignee_ids requester_organisation_id requester_id district_code round reopenings ' +
      'transfers pauses extension extension_reason answered_by_id answered_at rejection_reason ' +
      'resolution closure is_callback_due submitted_at first_responded_at resolved_at closed_at ' +
      'version created_at updated_at',
    personal: 'title description terms answer',
  },
  idempotency_keys: {
    internal: 'caller route key status headers created_at',
    personal: 'body',
    sensitive: 'request_hash',
  },
  instrument_ledgers: { internal: 'owner_id no entered' },
  instruments: {
    internal:
      'id ledger_no owner_id state return_reason status name model_spec serial_no manufacturer ' +
      'origin_country measuring_range range_quantity range_low range_high range_unit range_low_si ' +
      'range_high_si accuracy_class accuracy_type division purpose catalogue_item_code ' +
      'regulation_series is_mandatory mandatory_override mandatory_override_reason district_code ' +
      'use_place manage_level submit_mode cycle_months last_verified_on valid_until certificate_no ' +
      'last_calibrated_on calibration_due_on is_use_prohibited remark laboratory_ids search_terms version created_at ' +
      'stated_verified_on stated_valid_until updated_at',
  },
  import_mappings: {
    internal: 'id organisation_id kind columns created_at',
    personal: 'name',
  },
  import_rows: { internal: 'import_id row_no outcome record_id record_number code details' },
  imports: {
    internal:
      'id kind organisation_id user_id api_key_id state queued_at lease_until attempts failure_code format file_key ' +
      'file_sha256 file_gone_at validate_only mapping total done_row created updated unchanged refused cancelled_at finished_at created_at',
    personal: 'failure_reason file_name',
  },
  invitations: {
    internal: 'created_at expires_at id invited_by organisation_id roles state updated_at version',
    sensitive: 'phone_hint phone_key token_hash',
  },
  join_requests: {
    internal: 'created_at id is_claim organisation_id state stated_name updated_at user_id version',
    personal: 'note reason',
  },
  mandate_reliances: { internal: 'mandate_id organisation_id' },
  mandate_subjects: { internal: 'mandate_id subject_id' },
  mandates: {
    internal:
      'accepted_at covers_all created_at end_reason holder_id id kind mandator_id number offered_by_id scopes state subject_count updated_at valid_from valid_to version',
    personal: 'evidence_kind evidence_note evidence_number',
  },
  measurement_standards: {
    internal:
      'id laboratory_id name model serial_no measuring_range accuracy assessment_no assessed_until ' +
      'traceability_no traceable_until is_in_use version created_at updated_at',
  },
  memberships: { internal: 'id user_id organisation_id roles version created_at updated_at ended_at state' },
  metrology_capabilities: {
    public:
      'id laboratory_id state service quantity instrument method_no method_title range_low range_high ' +
      'range_unit range_low_si range_high_si zero_si u_constant u_unit u_constant_si u_proportional ' +
      'coverage_factor limitation scope_source accreditation_no valid_from valid_to price_fen ' +
      'promised_days created_at updated_at',
    internal: 'search_terms version',
  },
  metrology_items: {
    internal:
      'id order_id order_number position state instrument_id client_id laboratory_id district_code ' +
      'service is_mandatory request capability_id capability price_fen promised_on sample_no condition ' +
      'accessories received_on verifier_id conclusion performed_on valid_until measurement_id ' +
      'report_id not_done_reason handed_back_on sample test version created_at updated_at',
    personal: 'hand_back_note',
  },
  metrology_measurements: {
    internal:
      'id item_id revision entered_by_id performed_on place temperature_c humidity_percent ' +
      'other_conditions deviations template readings rules standard_ids decision_rule checks tables ' +
      'conclusion remark created_at',
  },
  metrology_order_rules: {
    public: 'version quotation_days sample_days effective_from effective_to source confidence',
  },
  metrology_orders: {
    internal:
      'id number state client_id laboratory_id district_code service site site_address return_mode ' +
      'decision_rule agreed_interval_months requested_on is_urgent agrees_to_subcontract ' +
      'change_request rejection_reason total_fen quote_valid_until window_id expected_on paid_fen ' +
      'settled_at created_by_id submitted_at completed_at version created_at updated_at',
    personal: 'return_address addressee_name addressee_address contact_name remark',
    sensitive: 'contact_phone contact_phone_index',
  },
  metrology_results: {
    internal:
      'id measurement_id position section label unit nominal reference indication error mpe ' +
      'uncertainty k direction run status conformity',
  },
  metrology_rounding_rules: {
    public: 'version two_digits_up_to uncertainty_mode effective_from effective_to source confidence',
  },
  metrology_template_rules: {
    public: 'version template method_no facts effective_from effective_to source confidence',
  },
  metrology_tests: {
    internal:
      'id item_id revision entered_by_id started_on performed_on place temperature_c humidity_percent ' +
      'other_conditions deviations rows conclusion remark created_at',
  },
  notice_deliveries: {
    internal:
      'id notice_id recipient_id mail_kind subject_id channel state queued_at lease_until attempts failure_code ' +
      'created_at delivered_at',
    personal: 'failure_reason',
    sensitive: 'sealed',
  },
  notice_preferences: { internal: 'user_id language channels quiet_from quiet_to version updated_at' },
  notices: {
    internal:
      'id transaction_id position recipient_id organisation_id kind subject_type subject_id facts href created_at read_at',
  },
  number_series: { internal: 'series value' },
  occupancies: { internal: 'id provider_id resource_id place during kind booking_id closure_id expires_at' },
  one_time_codes: { sensitive: 'code_hash phone_key', internal: 'expires_at purpose tries used_at user_id' },
  organisation_evidence: {
    internal: 'created_at file_sha256 id join_request_id kind licence_issued_on organisation_id user_id',
    personal: 'legal_representative licence_no reference',
  },
  organisations: {
    public: 'id name name_en uscc capabilities district_code address phone created_at updated_at',
    internal: 'is_uscc_overridden version latitude longitude state verified_at',
    personal: 'review_note',
  },
  payment_allocations: { internal: 'id order_id kind subject_id label amount_fen lines is_live is_top_up' },
  payment_credits: { internal: 'id payee_id payer_id limit_fen days granted_by_id created_at updated_at' },
  payment_orders: {
    internal:
      'id number kind state payer_id payee_id charge_nature amount_fen paid_on bank_reference version ' +
      'refunded_fen top_up_of_id proposed_by_id reason deferred_until deferral_rule created_at updated_at',
  },
  payment_refunds: {
    internal:
      'id order_id payer_id payee_id state amount_fen reason answer bank_reference requested_by_id ' +
      'approved_by_id version created_at updated_at',
  },
  payment_term_rules: { public: 'version payee_id days effective_from effective_to source confidence' },
  personal_data_accesses: {
    internal: 'id actor_id organisation_id subject_id column_name record_id at',
    personal: 'reason',
  },
  qualifications: {
    internal: 'id organisation_id user_id scope valid_from valid_to created_at',
    personal: 'certificate_no',
  },
  rate_limits: { internal: 'key taken time_window' },
  rating_rules: {
    public: 'version low_grade answer_days window_days effective_from effective_to source confidence',
  },
  rating_tasks: {
    internal: 'id rating_id organisation_id state answer_by answer answered_at version created_at updated_at',
  },
  ratings: {
    internal:
      'id subject_kind subject_id rater_id rater_organisation_id rated_organisation_id grade ' +
      'timeliness expertise attitude price created_at',
    personal: 'comment',
  },
  record_history: {
    internal: 'id record_type record_id event from_state to_state actor_id organisation_id visibility details at',
    personal: 'note',
  },
  recovery_codes: { sensitive: 'code_hash', internal: 'used_at user_id' },
  report_deliveries: {
    internal:
      'id institution_id organisation_id channel state attaches_files carrier tracking_no received_at created_by_id ' +
      'version sent_at created_at updated_at',
    personal: 'contact_name address received_by failure_reason',
    sensitive: 'contact_phone contact_phone_index contact_email contact_email_index',
  },
  report_delivery_items: { internal: 'delivery_id report_id position downloaded_at' },
  report_export_items: { internal: 'export_id position report_id outcome code files' },
  report_exports: {
    internal:
      'id organisation_id user_id api_key_id state queued_at lease_until attempts failure_code total done file_key ' +
      'file_sha256 file_bytes cancelled_at finished_at expires_at swept_at created_at',
    personal: 'failure_reason',
  },
  report_files: { internal: 'id rendering_id document key sha256 bytes' },
  report_renderings: {
    internal: 'id report_id purpose revision state queued_at lease_until attempts failure_code',
    personal: 'failure_reason',
  },
  report_revocations: {
    internal:
      'id report_id institution_id state proposed_by_id organisation_id proposed_as decided_by_id decided_at ' +
      'is_statutory version created_at updated_at',
    public: 'public_reason',
    personal: 'reason evidence answer',
  },
  report_rules: {
    public:
      'version kind institution_id author_may_check author_may_approve checker_may_approve revoked_by_one ' +
      'retention_years effective_from effective_to source confidence',
  },
  report_signatures: { internal: 'id signing_key_id digest signed_at timestamped_at' },
  reports: {
    internal:
      'id kind subject_id institution_id viewer_ids district_code state revision number content_hash ' +
      'object_id object_kind owner_id ' +
      'author_id checker_id approver_id prepared_at checked_at approved_at issued_at version ' +
      'replaces_id superseded_at revoked_at ' +
      'created_at updated_at',
    personal: 'content return_reason',
    sensitive: 'token',
  },
  retention_rules: { public: 'kind years basis_zh basis_en effective_from effective_to source confidence' },
  search_documents: {
    internal: 'kind record_id organisation_id district_code seen_by codes ranges source updated_at',
    personal: 'title body terms',
  },
  search_rebuilds: { internal: 'kind after_id finished_at' },
  second_factors: { internal: 'confirmed_at created_at last_step user_id', sensitive: 'sealed_secret' },
  sessions: {
    internal: 'id user_id rotated_at created_at last_used_at expires_at ended_at end_reason stepped_up_until',
    personal: 'user_agent address',
    sensitive: 'refresh_hash previous_hash',
  },
  sign_in_delays: {
    internal: 'failures held_until updated_at',
    sensitive: 'key',
  },
  sign_in_tickets: { internal: 'content expires_at hash kind' },
  signing_keys: {
    internal: 'id institution_id',
    public: 'fingerprint subject issuer serial algorithm valid_from valid_until is_test certificates created_at',
  },
  sms_budgets: { internal: 'day taken' },
  sms_messages: {
    internal:
      'attempts created_at handed_over_at id is_decoy lease_until provider provider_reference queued_at recipient send_before sent_at state template',
    personal: 'failure_code failure_reason',
    sensitive: 'sealed',
  },
  standards: {
    public:
      'id number series level title title_en issued_on effective_on abolished_on replaces adopts adoption_degree ' +
      'ics ccs department committee url source confidence version created_at updated_at',
  },
  test_signing_keys: { internal: 'id institution_id certificate created_at', sensitive: 'sealed_key' },
  testing_capabilities: {
    public:
      'id laboratory_id category object parameter method_no limitation accreditation_no valid_from valid_to ' +
      'created_at updated_at',
    internal: 'version',
  },
  users: {
    internal: 'id created_at erased_at state updated_at version',
    personal: 'name',
    sensitive: 'phone password_hash phone_index id_number id_number_index',
  },
  verification_item_regulations: {
    public: 'item_code series rank cycle_months cycle_rule_text effective_from effective_to',
  },
  verification_item_terms: {
    public:
      'item_code level1_no level2_no supervision mode purposes scope_text effective_from effective_to ' +
      'source confidence',
  },
  verification_items: { public: 'code no name_zh' },
  verification_regulations: {
    public:
      'number series title cycle_months cycle_rule_text effective_from effective_to supersedes source ' + 'confidence',
  },
  wechat_identities: { internal: 'app created_at id user_id', sensitive: 'openid unionid' },
  working_periods: { public: 'from_minute to_minute effective_from effective_to source' },
};
