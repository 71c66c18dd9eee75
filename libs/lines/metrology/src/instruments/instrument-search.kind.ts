import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
import type { Instrument } from './instrument.entity';

type Row = Pick<
  Instrument,
  'id' | 'ledgerNo' | 'ownerId' | 'state' | 'name' | 'modelSpec' | 'serialNo' | 'manufacturer'
> &
  Pick<Instrument, 'measuringRange' | 'usePlace' | 'certificateNo' | 'districtCode' | 'laboratoryIds' | 'updatedAt'>;

const DRAWN = `
  SELECT id, ledger_no AS "ledgerNo", owner_id AS "ownerId", state, name, model_spec AS "modelSpec",
    serial_no AS "serialNo", manufacturer, measuring_range AS "measuringRange", use_place AS "usePlace",
    certificate_no AS "certificateNo", district_code AS "districtCode", laboratory_ids AS "laboratoryIds",
    updated_at AS "updatedAt"
  FROM instruments WHERE id = ANY($1)`;

/** 计量器具: seen as the policy of instruments says. */
export const InstrumentSearch = RecordSearchModule.declare({
  name: 'instrument',
  path: '/v1/instruments',
  table: 'instruments',
  drawn: DRAWN,
  toDocument,
});

function toDocument(row: Row): SearchDocument {
  const { id, ownerId, laboratoryIds, districtCode, state, updatedAt, modelSpec, serialNo } = row;
  const others = state === 'draft' ? [] : [seenBy.role('operator'), ...seenBy.regulators(districtCode)];
  return {
    ...{ id, organisationId: ownerId, districtCode, updatedAt },
    title: `${row.name} ${modelSpec}`.trim(),
    texts: [serialNo, row.measuringRange, row.manufacturer, row.usePlace],
    codes: [row.ledgerNo, serialNo, row.certificateNo, modelSpec],
    seenBy: [...new Set([ownerId, ...laboratoryIds])].map(seenBy.organisation).concat(others),
  };
}
