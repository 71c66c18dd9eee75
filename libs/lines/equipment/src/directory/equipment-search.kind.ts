import { type CapabilityRange, RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
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
export const EquipmentSearch = RecordSearchModule.declare({
  name: 'equipment',
  path: '/v1/equipment',
  table: 'equipment',
  drawn: DRAWN,
  toDocument,
});

function toDocument(row: Row): SearchDocument {
  const { id, providerId, districtCode, updatedAt, model, state } = row;
  return {
    ...{ id, organisationId: providerId, districtCode, updatedAt },
    title: row.name,
    texts: [model, row.nameEn, row.manufacturer, row.capabilities, row.functions, row.services, row.specifications],
    codes: [row.innerNo, model],
    ranges: row.ranges ?? [],
    seenBy: [state === 'retired' ? seenBy.organisation(providerId) : seenBy.member],
  };
}
