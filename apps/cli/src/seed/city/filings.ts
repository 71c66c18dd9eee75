import { Json } from '@nqi/shared/database';
import type { CityRow } from './copy-rows';
import type { CityDevice } from './devices';
import { type CityOrganisation, unitsOf } from './people';
import { cityId, dateOf, daysBefore } from './plan';

/** What an inspection of the city costs. */
export const FEE_FEN = 63_000;
const FEE_LINES = Json.from([{ label: '基本检验费', amountFen: FEE_FEN }]);

/** Those whose last inspection lies within the year, with the day on which it was filed. */
export interface CityFiling {
  device: CityDevice;
  id: string;
  mandateId: string;
  number: string;
  acceptanceNo: string;
  inspectedOn: string;
  filedAt: Date;
  issuedAt: Date;
}

/** One mandate of each unit for all of its devices. */
export function mandateIdOf({ index, createdAt }: CityOrganisation): string {
  return cityId('mandate', index, createdAt);
}

export function* mandateRows(organisations: readonly CityOrganisation[], today: Date): Generator<CityRow> {
  for (const { unit, contractor } of unitsOf(organisations)) {
    const number = `SQ90000000${String(unit.index + 1).padStart(6, '0')}`;
    yield {
      ...{ id: mandateIdOf(unit), number, kind: 'elevator' },
      ...{ state: 'active', mandator_id: unit.id, holder_id: contractor.id },
      ...{ offered_by_id: unit.id, covers_all: true, scopes: ['file', 'pay', 'receive_reports'] },
      ...{ valid_from: dateOf(daysBefore(today, 400)), valid_to: dateOf(daysBefore(today, -400)) },
      ...{
        evidence_kind: 'maintenance_contract',
        evidence_number: `WB-${unit.index + 1}`,
        accepted_at: unit.createdAt,
      },
      ...{ created_at: unit.createdAt, updated_at: unit.createdAt },
    };
  }
}

/** A year of filings. */
export function* filingsOf(devices: Iterable<CityDevice>, today: Date): Generator<CityFiling> {
  const yearAgo = dateOf(daysBefore(today, 365));
  const lastWeek = daysBefore(today, 20);
  for (const device of devices) {
    const { lastPassedOn, index } = device;
    if (lastPassedOn === null || lastPassedOn < yearAgo || lastPassedOn > dateOf(lastWeek)) continue;
    const filedAt = daysBefore(new Date(`${lastPassedOn}T02:00:00Z`), 12);
    const serial = String(index + 1).padStart(6, '0');
    const day = dateOf(filedAt).replaceAll('-', '').slice(0, 4);
    yield {
      ...{ device, filedAt, inspectedOn: lastPassedOn, id: cityId('filing', index, filedAt) },
      ...{ number: `BJ${day}9999${serial}`, acceptanceNo: `SL${day}9999${serial}` },
      ...{ issuedAt: daysBefore(filedAt, -15), mandateId: mandateIdOf(device.unit) },
    };
  }
}

/** @param reportIdOf the report of a filing */
export function* filingRows(
  filings: Iterable<CityFiling>,
  { institutionId, items, reportIdOf }: { institutionId: string; items: Json; reportIdOf: (one: CityFiling) => string },
): Generator<CityRow> {
  for (const filing of filings) {
    const { device, filedAt, issuedAt, inspectedOn } = filing;
    yield {
      ...{ id: filing.id, number: filing.number, acceptance_no: filing.acceptanceNo, elevator_id: device.id },
      ...{ kind: 'periodic_inspection', due_year: inspectedOn.slice(0, 4), due_on: inspectedOn, state: 'archived' },
      ...{ conclusion: 'pass', user_unit_id: device.unit.id, maintenance_unit_id: device.contractor.id },
      ...{ institution_id: institutionId, district_code: device.unit.districtCode },
      ...{ filed_by_id: device.contractor.userId, filed_by_organisation_id: device.contractor.id },
      ...{ mandate_id: filing.mandateId, requested_on: inspectedOn, contact_name: '物业经办人', fee_fen: FEE_FEN },
      ...{ fee_lines: FEE_LINES, scheduled_on: inspectedOn, scheduled_period: 'morning', items },
      ...{ inspected_on: inspectedOn, next_inspection_due_on: device.nextInspectionDueOn },
      ...{ report_id: reportIdOf(filing), submitted_at: filedAt, issued_at: issuedAt },
      ...{ created_at: filedAt, updated_at: issuedAt },
    };
  }
}

export function orderIdOf({ device, filedAt }: CityFiling): string {
  return cityId('order', device.index, filedAt);
}

/** Each filing was paid for alone, five days after it came in. */
export function* orderRows(filings: Iterable<CityFiling>, institutionId: string): Generator<CityRow> {
  for (const filing of filings) {
    const paidAt = daysBefore(filing.filedAt, -5);
    yield {
      ...{ id: orderIdOf(filing), number: filing.number.replace('BJ', 'JF'), kind: 'elevator_filing', state: 'paid' },
      ...{ payer_id: filing.device.contractor.id, payee_id: institutionId, charge_nature: 'operational' },
      ...{ amount_fen: FEE_FEN, paid_on: dateOf(paidAt), bank_reference: `B${filing.device.index}` },
      ...{ created_at: filing.filedAt, updated_at: paidAt },
    };
  }
}

export function* allocationRows(filings: Iterable<CityFiling>): Generator<CityRow> {
  for (const filing of filings) {
    const { device, filedAt, id, number } = filing;
    yield {
      ...{ id: cityId('allocation', device.index, filedAt), order_id: orderIdOf(filing), kind: 'elevator_filing' },
      ...{ subject_id: id, label: number, amount_fen: FEE_FEN, lines: FEE_LINES, is_live: true },
    };
  }
}
