import type { ApiClient } from './api-client';

/** The people of the demo city who share equipment and use it. */
export interface EquipmentPeople {
  machineShop: ApiClient;
  hospital: ApiClient;
  propertyManager: ApiClient;
  /** Of the university's test centre, like the four behind. */
  manager: ApiClient;
  finance: ApiClient;
  checker: ApiClient;
  signatory: ApiClient;
}

export interface FreePeriod {
  startsAt: string;
  endsAt: string;
}

/** As much of a booking as the stories look at. */
export interface Booking {
  id: string;
  number: string | null;
  state: string;
  startsAt: string;
  feeFen: number | null;
  estimateFen: number | null;
  reportId: string | null;
}

export const BOOKINGS = '/v1/equipment-bookings';

/** `12-01 09:00` in the city. */
export function shown(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
}
