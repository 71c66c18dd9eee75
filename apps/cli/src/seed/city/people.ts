import { completeUscc, USER_PHONE } from '@nqi/platform/identity';
import type { Secrets } from '@nqi/shared/secrets';
import type { CityRow } from './copy-rows';
import { chosen, cityId, type CitySize, daysBefore, districts } from './plan';

/** An organisation of the city with the one person who acts for it. */
export interface CityOrganisation {
  id: string;
  name: string;
  uscc: string;
  districtCode: string;
  userId: string;
  createdAt: Date;
  isContractor: boolean;
  index: number;
  /** How many devices it has; a contractor has none. */
  devices: number;
}

/** User units first, then the contractors that keep their devices. */
export function organisationsOf(today: Date, { units, contractors }: CitySize): CityOrganisation[] {
  const sizes = units.flatMap(({ count, devices }) => Array<number>(count).fill(devices));
  return Array.from({ length: sizes.length + contractors }, (_, index) => {
    const isContractor = index >= sizes.length;
    const createdAt = daysBefore(today, 400 + chosen('organisation age', index, 1_500));
    const districtCode = districts[chosen('district', index, districts.length)] ?? districts[0];
    return {
      ...{ index, isContractor, createdAt, districtCode, devices: sizes[index] ?? 0 },
      id: cityId('organisation', index, createdAt),
      userId: cityId('user', index, createdAt),
      name: `${isContractor ? '城市电梯维保' : '城市物业'}${String(index + 1).padStart(5, '0')}号（演示）`,
      uscc: completeUscc(`91${districtCode}MD${String(index + 1).padStart(6, '0')}0`),
    };
  });
}

/** Each user unit with the contractor that keeps all of its devices. */
export function* unitsOf(
  organisations: readonly CityOrganisation[],
): Generator<{ unit: CityOrganisation; contractor: CityOrganisation }> {
  const contractors = organisations.filter(({ isContractor }) => isContractor);
  for (const [at, unit] of organisations.slice(0, -contractors.length).entries()) {
    const contractor = contractors[at % contractors.length];
    if (contractor) yield { unit, contractor };
  }
}

export function* organisationRows(organisations: readonly CityOrganisation[]): Generator<CityRow> {
  for (const { id, index, name, uscc, districtCode, createdAt, isContractor } of organisations) {
    yield {
      ...{ id, name, uscc, district_code: districtCode, state: 'verified', verified_at: createdAt },
      capabilities: [isContractor ? 'maintenance_unit' : 'user_unit'],
      longitude: (121 + chosen('longitude', index, 9_000) / 10_000).toFixed(4),
      latitude: (36.8 + chosen('latitude', index, 9_000) / 10_000).toFixed(4),
      ...{ address: `烟台市城市路 ${index + 1} 号（演示）`, created_at: createdAt, updated_at: createdAt },
    };
  }
}

/** The administrator of each, whose phone is 130 and the organisation's number in eight digits. */
export function* userRows(
  organisations: readonly CityOrganisation[],
  secrets: Secrets,
  passwordHash: string,
): Generator<CityRow> {
  for (const { userId: id, index, createdAt } of organisations) {
    const phone = secrets.encrypt({ column: USER_PHONE, id }, `130${String(index + 1).padStart(8, '0')}`);
    yield {
      ...{ id, name: `经办人${index + 1}`, phone: phone.value, phone_index: phone.index, state: 'active' },
      ...{ password_hash: passwordHash, created_at: createdAt, updated_at: createdAt },
    };
  }
}

export function* membershipRows(organisations: readonly CityOrganisation[]): Generator<CityRow> {
  for (const { id, userId, index, createdAt } of organisations) {
    yield {
      ...{ id: cityId('membership', index, createdAt), user_id: userId, organisation_id: id, roles: ['ent_admin'] },
      ...{ state: 'active', created_at: createdAt, updated_at: createdAt },
    };
  }
}
