import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueKind, DueKinds } from '@nqi/platform/dues';
import { ELEVATOR } from './elevator-mandate.kind';

export const ELEVATOR_INSPECTION = 'elevator_inspection';

/** Months since the year 0. */
const monthOf = (day: string): string => `(extract(year FROM ${day}) * 12 + extract(month FROM ${day}) - 1)::int`;
const BASE = `to_date(s.base_month, 'YYYY-MM')`;

/**
 * 限速器校验 and 制动试验 by the rule `r` in force: counted in months from the last one. While none is known, the passed
 * inspections stand for those before them, because they asked for the evidence: it is the first of the cycle after them.
 */
const TESTS = `
  SELECT r.kind, r.version AS rule,
    (make_date(due.month / 12, due.month % 12 + 1, 1) + interval '1 month' - interval '1 day')::date AS due_on
  FROM elevator_test_rules r
  CROSS JOIN LATERAL (SELECT CASE r.kind
    WHEN 'elevator_governor_calibration' THEN s.governor_calibrated_on ELSE s.brake_tested_on END AS done_on) AS last
  CROSS JOIN LATERAL (SELECT CASE
    WHEN coalesce(last.done_on, s.last_passed_on, ${BASE})
      >= coalesce(s.manufactured_on, ${BASE}) + make_interval(years => r.aged_after_years)
    THEN r.aged_cycle_months ELSE r.cycle_months END AS months) AS cycle
  CROSS JOIN LATERAL (SELECT CASE
    WHEN last.done_on IS NOT NULL THEN ${monthOf('last.done_on')} + cycle.months
    ELSE ${monthOf(BASE)} + cycle.months
      * greatest(1, (${monthOf(`coalesce(s.last_passed_on, ${BASE})`)} - ${monthOf(BASE)}) / cycle.months + 1)
    END AS month) AS due
  WHERE $1::date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity')
    AND s.category_code LIKE ANY(SELECT prefix || '%' FROM unnest(r.category_prefixes) AS prefix)`;

const OPEN_FILING = `
  SELECT f.id FROM elevator_filings f
  WHERE f.elevator_id = s.id AND f.state NOT IN ('draft', 'not_accepted', 'withdrawn', 'report_issued', 'archived') LIMIT 1`;

/** Inspection and self-test by the year schedule, whose days stand at the device, and the tests with cycles of their own. */
@Injectable()
export class ElevatorDueKind implements DueKind, OnModuleInit {
  readonly subjectType = ELEVATOR;
  readonly table = 'elevators';
  readonly kinds = [
    ...[ELEVATOR_INSPECTION, 'elevator_self_test', 'elevator_governor_calibration', 'elevator_brake_test'],
  ];

  constructor(private readonly registry: DueKinds) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** A device without a base month, out of use or scrapped has no dues. */
  computed(subjects: string): string {
    return `
      SELECT due.kind, s.id AS subject_id, s.user_unit_id AS organisation_id, s.institution_id, s.district_code,
        coalesce(s.registration_code, s.use_registration_no, s.device_code, s.internal_no) AS label,
        due.due_on, due.rule, due.kind = '${ELEVATOR_INSPECTION}' AND filing.id IS NOT NULL AS is_in_hand,
        CASE WHEN due.kind <> '${ELEVATOR_INSPECTION}' THEN 'record' WHEN filing.id IS NULL THEN 'file' ELSE 'filing' END
          AS action_rel,
        CASE WHEN due.kind <> '${ELEVATOR_INSPECTION}' THEN '/v1/elevators/' || s.id
          WHEN filing.id IS NULL THEN '/v1/elevator-filings' ELSE '/v1/elevator-filings/' || filing.id END AS action_href
      FROM elevators s LEFT JOIN LATERAL (${OPEN_FILING}) AS filing ON true
      CROSS JOIN LATERAL (
        SELECT '${ELEVATOR_INSPECTION}' AS kind, s.schedule_rule AS rule, s.next_inspection_due_on AS due_on
        UNION ALL SELECT 'elevator_self_test', s.schedule_rule, s.next_self_test_due_on
        UNION ALL (${TESTS})) AS due
      WHERE s.state = 'in_use' AND s.base_month IS NOT NULL AND due.due_on IS NOT NULL AND ${subjects}`;
  }
}
