import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueKind, DueKinds } from '@nqi/platform/dues';

/** How the platform calls an instrument, as what falls due. */
export const INSTRUMENT = 'instrument';
export const INSTRUMENT_VERIFICATION = 'instrument_verification';
export const INSTRUMENT_CALIBRATION = 'instrument_calibration';

/** The order in which an instrument stands; one that is still the client's own affair stops no reminder. */
const OPEN_ITEM = `
  SELECT o.id, o.state NOT IN ('draft', 'returned_for_change') AS is_in_hand
  FROM metrology_items i JOIN metrology_orders o ON o.id = i.order_id
  WHERE i.instrument_id = s.id AND i.state IN ('pending', 'received', 'assigned', 'result_entered', 'checked', 'approved')
  LIMIT 1`;

/** Verification by the day that the certificate prints, calibration by the cycle that the owner states. */
@Injectable()
export class InstrumentDueKind implements DueKind, OnModuleInit {
  readonly subjectType = INSTRUMENT;
  readonly table = 'instruments';
  readonly kinds = [INSTRUMENT_VERIFICATION, INSTRUMENT_CALIBRATION];

  constructor(private readonly registry: DueKinds) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** A draft of the ledger and what is sealed, in repair, scrapped or lost has no dues. The last laboratory may settle them. */
  computed(subjects: string): string {
    return `
      SELECT due.kind, s.id AS subject_id, s.owner_id AS organisation_id, s.district_code, due.due_on, due.rule,
        s.laboratory_ids[cardinality(s.laboratory_ids)] AS institution_id, s.ledger_no AS label,
        coalesce(item.is_in_hand, false) AS is_in_hand,
        CASE WHEN item.id IS NULL THEN 'order' ELSE 'metrology_order' END AS action_rel,
        '/v1/metrology-orders' || coalesce('/' || item.id, '') AS action_href
      FROM instruments s LEFT JOIN LATERAL (${OPEN_ITEM}) AS item ON true
      CROSS JOIN LATERAL (VALUES
        ('${INSTRUMENT_VERIFICATION}', s.valid_until, coalesce('certificate ' || s.certificate_no, s.regulation_series, 'stated')),
        ('${INSTRUMENT_CALIBRATION}', s.calibration_due_on, 'cycle ' || s.cycle_months)) AS due(kind, due_on, rule)
      WHERE s.state <> 'draft' AND s.status IN ('in_use', 'standby') AND due.due_on IS NOT NULL AND ${subjects}`;
  }
}
