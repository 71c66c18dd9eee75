import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { HeldMandates } from '@nqi/platform/mandates';
import { type SearchDocument, type SearchKind, SearchKinds, seenBy } from '@nqi/platform/search';
import type { Tx } from '@nqi/shared/database';
import { ELEVATOR } from './elevator-mandate.kind';
import type { Elevator } from './elevator.entity';

type Row = Pick<Elevator, 'id' | 'registrationCode' | 'deviceCode' | 'useRegistrationNo' | 'internalNo' | 'productNo'> &
  Pick<Elevator, 'rescueNo' | 'model' | 'manufacturer' | 'userUnitId' | 'maintenanceUnitId' | 'institutionId'> &
  Pick<Elevator, 'districtCode' | 'siteName' | 'address' | 'updatedAt'> & { category: string | null };

const DRAWN = `
  SELECT e.id, e.registration_code AS "registrationCode", e.device_code AS "deviceCode", e.model, e.manufacturer,
    e.use_registration_no AS "useRegistrationNo", e.internal_no AS "internalNo", e.product_no AS "productNo",
    e.rescue_no AS "rescueNo", e.user_unit_id AS "userUnitId", e.maintenance_unit_id AS "maintenanceUnitId",
    e.institution_id AS "institutionId", e.district_code AS "districtCode", e.site_name AS "siteName", e.address,
    e.updated_at AS "updatedAt", c.name_zh AS category
  FROM elevators e LEFT JOIN elevator_categories c ON c.code = e.category_code WHERE e.id = ANY($1)`;

/** Who holds a live mandate of the user unit: over all its devices, or over this one. */
const mandated = {
  all: (userUnitId: string): string => `mandate ${userUnitId}`,
  one: (userUnitId: string, id: string): string => `mandate ${userUnitId} ${id}`,
};

/** 设备: seen as `canSee` of `visibility.policy.ts` says, mandates included. */
@Injectable()
export class ElevatorSearchKind implements SearchKind, OnModuleInit {
  readonly name = 'elevator';
  readonly path = '/v1/elevators';
  readonly table = 'elevators';

  constructor(
    private readonly kinds: SearchKinds,
    private readonly mandates: HeldMandates,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]> {
    return (await tx.sql<Row>(DRAWN, [ids])).map(toDocument);
  }

  /** Mandates begin and end by the day, so they are no part of the documents. */
  async keysOf(actor: Actor): Promise<readonly string[]> {
    const held = await this.mandates.heldBy(actor, ELEVATOR);
    return held.map(({ mandatorId, subjectId }) =>
      subjectId === null ? mandated.all(mandatorId) : mandated.one(mandatorId, subjectId),
    );
  }
}

function toDocument(row: Row): SearchDocument {
  const { id, userUnitId, maintenanceUnitId, institutionId, districtCode, siteName, address, internalNo } = row;
  const { category, model, manufacturer, updatedAt } = row;
  const organisations = [userUnitId, maintenanceUnitId, institutionId].filter((one) => one !== null);
  return {
    ...{ id, organisationId: userUnitId, districtCode, updatedAt },
    title: [siteName ?? address, internalNo].filter((part) => part).join(' '),
    texts: [category ?? '电梯', siteName && address, model, manufacturer],
    codes: [row.registrationCode, row.deviceCode, row.useRegistrationNo, internalNo, row.productNo, row.rescueNo],
    seenBy: [
      ...[...new Set(organisations)].map(seenBy.organisation),
      ...[seenBy.role('operator'), ...seenBy.regulators(districtCode)],
      ...[mandated.all(userUnitId), mandated.one(userUnitId, id)],
    ],
  };
}
