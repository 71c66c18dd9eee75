import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { type CapabilityAsk, askOf } from './capability-ask';
import type { CapabilityListQuery } from './capability.dto';
import { EquipmentCapability } from './capability.entity';

/** A capability with the equipment that has it. */
export type CapabilityRow = EquipmentCapability & {
  siUncertainty: string;
  equipmentName: string;
  nameEn: string | null;
  model: string | null;
  manufacturer: string | null;
  providerId: string;
  providerName: string;
  districtCode: string | null;
  address: string;
};

const EQUIPMENT = `e.name AS "equipmentName", e.name_en AS "nameEn", e.model, e.manufacturer, e.address,
  e.provider_id AS "providerId", o.name AS "providerName", e.district_code AS "districtCode"`;

/** A need as a condition on capabilities under the alias `c`. */
export function needed(ask: CapabilityAsk, today: string, isEvidenced: boolean): { sql: string; values: unknown[] } {
  const parts: [sql: string, value: unknown][] = [
    ['c.quantity = ?', ask.quantity],
    ['c.si_high >= ?::numeric', ask.atLeast],
    ['c.si_low <= ?::numeric', ask.atMost],
    ['c.si_uncertainty <= ?::numeric', ask.maxUncertainty],
    ['c.evidence IS NOT NULL AND (c.evidence_valid_to >= ?) IS NOT FALSE', isEvidenced ? today : undefined],
  ];
  const asked = parts.filter(([, value]) => value !== undefined);
  return { sql: asked.map(([sql]) => sql).join(' AND '), values: asked.map(([, value]) => value) };
}

@Injectable()
export class CapabilityQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
  ) {}

  /** Who in the city does it best: open equipment by uncertainty; capabilities without one are not listed. */
  list(query: CapabilityListQuery): Promise<Page<CapabilityRow>> {
    const where = new Conditions().add(`e.state = 'open'`).addIf(query.districtCode, 'e.district_code = ?');
    const ask = askOf(query);
    const need = ask && needed(ask, this.clock.today(), query.isEvidenced === 'true');
    if (need) where.add(need.sql, ...need.values);
    return this.lists.page<CapabilityRow>({
      columns: `${this.reads.columns(EquipmentCapability, 'c')}, ${EQUIPMENT}`,
      from: `equipment_capabilities c JOIN equipment e ON e.id = c.equipment_id
             JOIN organisations o ON o.id = e.provider_id`,
      where,
      page: query,
      sort: 'siUncertainty',
      sortBy: 'c.si_uncertainty',
      id: 'c.id',
      valueOf: ({ siUncertainty }) => siUncertainty,
    });
  }
}
