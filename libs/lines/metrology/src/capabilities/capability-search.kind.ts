import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
import type { Capability } from './capability.entity';

type Row = Omit<Capability, 'searchTerms'> & { districtCode: string | null };

const DRAWN = `
  SELECT c.id, c.laboratory_id AS "laboratoryId", c.state, c.service, c.quantity, c.instrument,
    c.method_no AS "methodNo", c.method_title AS "methodTitle", c.limitation, c.accreditation_no AS "accreditationNo",
    trim_scale(c.range_low)::text AS "rangeLow", trim_scale(c.range_high)::text AS "rangeHigh",
    c.range_unit AS "rangeUnit", c.range_low_si::text AS "rangeLowSi", c.range_high_si::text AS "rangeHighSi",
    c.zero_si::text AS "zeroSi", c.u_constant_si::text AS "uConstantSi", c.u_proportional::text AS "uProportional",
    c.updated_at AS "updatedAt", o.district_code AS "districtCode"
  FROM metrology_capabilities c JOIN organisations o ON o.id = c.laboratory_id WHERE c.id = ANY($1)`;

const SERVICES = { verification: '检定', calibration: '校准' } as const;

/** 校准和测量能力: what laboratories offer is for members, what they no longer offer is their own affair. */
export const CapabilitySearch = RecordSearchModule.declare({
  name: 'metrology_capability',
  path: '/v1/metrology-capabilities',
  table: 'metrology_capabilities',
  drawn: DRAWN,
  toDocument,
});

function toDocument(row: Row): SearchDocument {
  const { id, laboratoryId, districtCode, updatedAt, instrument, quantity, methodNo, accreditationNo } = row;
  const range = { quantity, low: row.rangeLowSi, high: row.rangeHighSi, zero: row.zeroSi };
  return {
    ...{ id, organisationId: laboratoryId, districtCode, updatedAt },
    title: `${instrument} ${SERVICES[row.service]}`,
    texts: [methodNo, `${row.rangeLow}～${row.rangeHigh} ${row.rangeUnit}`, row.methodTitle, row.limitation],
    codes: [methodNo, accreditationNo],
    ranges: [{ ...range, u: row.uConstantSi, uProportional: row.uProportional }],
    seenBy: [seenBy.organisation(laboratoryId), ...(row.state === 'active' ? [seenBy.member] : [])],
  };
}
