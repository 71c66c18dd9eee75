import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CapabilityRange, type SearchDocument, type SearchKind, SearchKinds, seenBy } from '@nqi/platform/search';
import type { Tx } from '@nqi/shared/database';
import type { Equipment } from './equipment.entity';

type Row = Pick<Equipment, 'id' | 'providerId' | 'state' | 'innerNo' | 'name' | 'nameEn' | 'model' | 'manufacturer'> &
  Pick<Equipment, 'functions' | 'services' | 'specifications' | 'districtCode' | 'address' | 'updatedAt'> & {
    capabilities: string | null;
    ranges: CapabilityRange[] | null;
  };

const DRAWN = `
  SELECT e.id, e.provider_id AS "providerId", e.state, e.inner_no AS "innerNo", e.name, e.name_en AS "nameEn", e.model,
    e.manufacturer, e.functions, e.services, e.specifications, e.district_code AS "districtCode", e.address,
    e.updated_at AS "updatedAt", c.names AS capabilities, c.ranges
  FROM equipment e LEFT JOIN LATERAL (
    SELECT string_agg(c.name, ' ') AS names, jsonb_agg(jsonb_build_object('quantity', c.quantity, 'low', c.si_low::text,
      'high', c.si_high::text, 'u', c.si_uncertainty::text)) AS ranges
    FROM equipment_capabilities c WHERE c.equipment_id = e.id) c ON true
  WHERE e.id = ANY($1)`;

/** 仪器设备: the directory, as its policy opens it. */
@Injectable()
export class EquipmentSearchKind implements SearchKind, OnModuleInit {
  readonly name = 'equipment';
  readonly path = '/v1/equipment';
  readonly table = 'equipment';

  constructor(private readonly kinds: SearchKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]> {
    return (await tx.sql<Row>(DRAWN, [ids])).map((row) => ({
      ...{ id: row.id, organisationId: row.providerId, districtCode: row.districtCode, updatedAt: row.updatedAt },
      title: row.name,
      texts: [
        row.model,
        row.nameEn,
        row.manufacturer,
        row.capabilities,
        row.functions,
        row.services,
        row.specifications,
      ],
      codes: [row.innerNo, row.model],
      ranges: row.ranges ?? [],
      seenBy: [row.state === 'retired' ? seenBy.organisation(row.providerId) : seenBy.member],
    }));
  }
}
