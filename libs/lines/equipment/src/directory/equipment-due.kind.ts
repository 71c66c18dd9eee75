import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueKind, DueKinds } from '@nqi/platform/dues';

/** How the platform calls a piece of equipment, as what falls due. */
export const EQUIPMENT = 'equipment';

/** The calibration of shared equipment: past it, nothing is booked. */
@Injectable()
export class EquipmentDueKind implements DueKind, OnModuleInit {
  readonly subjectType = EQUIPMENT;
  readonly table = 'equipment';
  readonly kinds = ['equipment_calibration'];

  constructor(private readonly registry: DueKinds) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  computed(subjects: string): string {
    return `
      SELECT 'equipment_calibration' AS kind, s.id AS subject_id, s.provider_id AS organisation_id,
        NULL::uuid AS institution_id, s.district_code, s.name AS label, s.calibration_valid_until AS due_on,
        'stated' AS rule, false AS is_in_hand, 'record' AS action_rel, '/v1/equipment/' || s.id AS action_href
      FROM equipment s WHERE s.state <> 'retired' AND s.calibration_valid_until IS NOT NULL AND ${subjects}`;
  }
}
