import type { BatchItem } from '@nqi/shared/http';
import type { Elevator, ElevatorState } from './elevator.entity';
import type { RegisteredRow } from './taken-codes';

/** A device; quantities are decimal strings in the unit that their name ends in. */
export class ElevatorResponse {
  id: string;
  state: ElevatorState;
  isUseProhibited: boolean;
  categoryCode: string | null;
  registrationCode: string | null;
  deviceCode: string | null;
  useRegistrationNo: string | null;
  internalNo: string | null;
  productNo: string | null;
  rescueNo: string | null;
  model: string | null;
  manufacturer: string | null;
  manufacturedOn: string | null;
  userUnitId: string;
  maintenanceUnitId: string | null;
  institutionId: string | null;
  districtCode: string | null;
  siteName: string | null;
  address: string;
  ratedLoadKg: string | null;
  ratedSpeedMs: string | null;
  floors: number | null;
  stops: number | null;
  doors: number | null;
  liftHeightM: string | null;
  sectionLengthM: string | null;
  nominalWidthMm: number | null;
  inclinationDeg: string | null;
  isPublicTransport: boolean;
  baseMonth: string | null;
  lastPassedOn: string | null;
  lastSelfTestedOn: string | null;
  governorCalibratedOn: string | null;
  brakeTestedOn: string | null;
  nextInspectionDueOn: string | null;
  nextSelfTestDueOn: string | null;
  /** Version of the schedule rule behind the two due dates. */
  scheduleRule: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export class ElevatorList {
  items: ElevatorResponse[];
  nextCursor: string | null;
}

/** A device has no field that its readers may not see, so that the record is the answer. */
export function toElevatorResponse(device: Elevator): ElevatorResponse {
  return { ...device };
}

/** A row of a batch that was entered, or would be. */
export function toElevatorItem({ index, clientRef, device }: RegisteredRow, validateOnly: boolean): BatchItem {
  const { id, version, nextInspectionDueOn } = device;
  if (validateOnly) return { index, clientRef, status: 200, resource: { nextInspectionDueOn } };
  const resource = { id, href: `/v1/elevators/${id}`, version, nextInspectionDueOn };
  return { index, clientRef, status: 201, resource };
}
