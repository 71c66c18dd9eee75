import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueKind, DueKinds } from '@nqi/platform/dues';
import { ELEVATOR } from './elevator-mandate.kind';

export const ELEVATOR_INSPECTION = 'elevator_inspection';

/** Months since the year 0. */
const monthOf = (day: string): string => `(date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1)::int`;

/** The days of a device as months, once: `OFFSET 0` keeps them from being computed wherever they are named. */
const MONTHS = `
  SELECT left(s.base_month, 4)::int * 12 + right(s.base_month, 2)::int - 1 AS base, ${monthOf('s.last_passed_on')} AS passed,
    ${monthOf('s.manufactured_on')} AS made, ${monthOf('s.governor_calibrated_on')} AS governor,
    ${monthOf('s.brake_tested_on')} AS brake OFFSET 0`;

/**
 * 限速器校验 and 制动试验 by the rule `r` in force: counted in months from the last one. While none is known, the passed
 * inspections stand for those before them, because they asked for the evidence: it is the first of the cycle after them.
 */
const TESTS = `
  SELECT r.kind, r.version AS rule, (make_date(due.month / 12, due.month % 12 + 1, 1) + interval '1 month -1 day')::date AS due_on
  FROM elevator_test_rules r
  CROSS JOIN LATERAL (SELECT CASE r.kind WHEN 'elevator_brake_test' THEN m.brake ELSE m.governor END AS done OFFSET 0) AS last
  CROSS JOIN LATERAL (SELECT CASE
    WHEN coalesce(last.done, m.passed, m.base) >= coalesce(m.made, m.base) + r.aged_after_years * 12
    THEN r.aged_cycle_months ELSE r.cycle_months END AS months OFFSET 0) AS cycle
  CROSS JOIN LATERAL (SELECT coalesce(last.done + cycle.months,
    m.base + cycle.months * greatest(1, (coalesce(m.passed, m.base) - m.base) / cycle.months + 1)) AS month OFFSET 0) AS due
  WHERE $1::date BETWEEN r.effective_from AND coalesce(r.effective_to, 'infinity')
    AND starts_with(s.category_code, r.category_prefix)`;

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
      CROSS JOIN LATERAL (${MONTHS}) AS m
      CROSS JOIN LATERAL (
        SELECT '${ELEVATOR_INSPECTION}' AS kind, s.schedule_rule AS rule, s.next_inspection_due_on AS due_on
        UNION ALL SELECT 'elevator_self_test', s.schedule_rule, s.next_self_test_due_on
        UNION ALL (${TESTS})) AS due
      WHERE s.state = 'in_use' AND s.base_month IS NOT NULL AND due.due_on IS NOT NULL AND ${subjects}`;
  }
}
