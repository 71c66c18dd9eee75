import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
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

/** 设备: seen as `canSee` of `visibility.policy.ts` says, mandates included. */
export const ElevatorSearch = RecordSearchModule.declare({
  name: 'elevator',
  path: '/v1/elevators',
  table: 'elevators',
  drawn: DRAWN,
  toDocument,
  mandates: ELEVATOR,
  isElsewhere: true,
});

function toDocument(row: Row): SearchDocument {
  const { id, userUnitId, maintenanceUnitId, institutionId, districtCode, siteName, address, internalNo } = row;
  const { category, model, manufacturer, updatedAt } = row;
  const organisations = [userUnitId, maintenanceUnitId, institutionId].filter((one) => one !== null);
  const codes = [row.registrationCode, row.deviceCode, row.useRegistrationNo, internalNo, row.productNo, row.rescueNo];
  return {
    ...{ id, organisationId: userUnitId, districtCode, updatedAt },
    // Of some nothing is known but a code.
    title: [siteName ?? address, internalNo].filter((part) => part).join(' ') || (codes.find((code) => code) ?? id),
    texts: [category ?? '电梯', siteName && address, model, manufacturer],
    codes,
    seenBy: [
      ...[...new Set(organisations)].map(seenBy.organisation),
      ...[seenBy.role('operator'), ...seenBy.regulators(districtCode)],
      ...[seenBy.mandate(userUnitId), seenBy.mandateOver(userUnitId, id)],
    ],
  };
}
