import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type SearchDocument, type SearchKind, SearchKinds, seenBy } from '@nqi/platform/search';
import type { Tx } from '@nqi/shared/database';
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
@Injectable()
export class InstrumentSearchKind implements SearchKind, OnModuleInit {
  readonly name = 'instrument';
  readonly path = '/v1/instruments';
  readonly table = 'instruments';

  constructor(private readonly kinds: SearchKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]> {
    return (await tx.sql<Row>(DRAWN, [ids])).map(toDocument);
  }
}

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
