import { createHash } from 'node:crypto';
import { canonicalJsonOf } from '@nqi/platform/reports';
import type { StoredFile } from '@nqi/shared/storage';
import { Json } from '@nqi/shared/database';
import type { CityRow } from './copy-rows';
import type { CityFiling } from './filings';
import { cityId, cityToken, dateOf, daysBefore } from './plan';

/** What the reports of the city have in common. */
export interface ReportSetting {
  institution: { id: string; name: string; nameEn: string | null; uscc: string; address: string; phone: string };
  approvalNo: string | null;
  /** Author, checker and signatory. */
  people: readonly string[];
  /** The findings, as they stand in every content. */
  itemsText: string;
  categories: ReadonlyMap<string, string>;
  /** Of the gapless series of each year, the last one that was given. */
  lastNumbers: Map<string, number>;
  /** All of them show the same printed specimen: a hundred thousand pages would say nothing new. */
  specimen: StoredFile;
}

/** The documents of an inspection report. */
const DOCUMENTS = ['report', 'mark'];

export function reportIdOf({ device, issuedAt }: CityFiling): string {
  return cityId('report', device.index, issuedAt);
}

export function* reportRows(filings: Iterable<CityFiling>, setting: ReportSetting): Generator<CityRow> {
  for (const filing of filings) {
    const { device, issuedAt, id } = filing;
    const year = dateOf(issuedAt).slice(0, 4);
    const value = (setting.lastNumbers.get(year) ?? 0) + 1;
    setting.lastNumbers.set(year, value);
    const [author, checker, approver] = setting.people;
    const text = contentText(filing, setting);
    yield {
      ...{ id: reportIdOf(filing), kind: 'elevator_inspection_report', subject_id: id, state: 'issued' },
      ...{ institution_id: setting.institution.id, viewer_ids: [device.unit.id, device.contractor.id] },
      ...{ district_code: device.unit.districtCode, number: `DT-${year}-${String(value).padStart(6, '0')}` },
      ...{
        token: cityToken(device.index),
        content: Json.of(text),
        content_hash: createHash('sha256').update(text).digest('hex'),
      },
      ...{ author_id: author, checker_id: checker, approver_id: approver, prepared_at: daysBefore(issuedAt, 2) },
      ...{ checked_at: daysBefore(issuedAt, 1), approved_at: issuedAt, issued_at: issuedAt },
      ...{ created_at: daysBefore(issuedAt, 2), updated_at: issuedAt },
    };
  }
}

export function* renderingRows(filings: Iterable<CityFiling>): Generator<CityRow> {
  for (const filing of filings) {
    yield {
      ...{ id: renderingIdOf(filing), report_id: reportIdOf(filing), purpose: 'issue', revision: 1 },
      ...{ state: 'ready', queued_at: filing.issuedAt },
    };
  }
}

export function* fileRows(filings: Iterable<CityFiling>, { key, sha256, bytes }: StoredFile): Generator<CityRow> {
  for (const filing of filings) {
    for (const document of DOCUMENTS) {
      const id = cityId(`file ${document}`, filing.device.index, filing.issuedAt);
      yield { id, rendering_id: renderingIdOf(filing), document, key, sha256, bytes };
    }
  }
}

function renderingIdOf({ device, issuedAt }: CityFiling): string {
  return cityId('rendering', device.index, issuedAt);
}

/** The items, most of a content and the same in all, are written down once. */
function contentText(filing: CityFiling, setting: ReportSetting): string {
  const text = canonicalJsonOf(contentOf(filing, setting));
  return text.replace('"items":[]', () => `"items":${setting.itemsText}`);
}

function contentOf({ device, number, acceptanceNo, inspectedOn }: CityFiling, setting: ReportSetting): object {
  const { id: _, ...institution } = setting.institution;
  return {
    institution: { ...institution, approvalNo: setting.approvalNo },
    filing: { number, acceptanceNo, kind: 'periodic_inspection' },
    userUnit: { name: device.unit.name, uscc: device.unit.uscc, address: null },
    maintenanceUnit: { name: device.contractor.name, phone: null },
    device: {
      ...{ categoryCode: device.categoryCode, categoryName: setting.categories.get(device.categoryCode) ?? null },
      ...{ registrationCode: device.registrationCode, deviceCode: null, useRegistrationNo: null, productNo: null },
      ...{ internalNo: device.internalNo, model: 'YT-P1000', manufacturer: '演示电梯制造有限公司' },
      ...{ manufacturedOn: device.manufacturedOn, address: device.address, siteName: device.siteName },
      ...{ ratedLoadKg: '1000', ratedSpeedMs: '1.75', floors: 18, stops: 18, doors: 18, liftHeightM: '54' },
    },
    inspection: {
      ...{ inspectedOn, basis: ['TSG T7001-2023《电梯监督检验和定期检验规则》'], items: [] },
      conditions: { temperatureC: null, supplyVoltageDeviationPercent: null },
      ...{ keyFailed: 0, generalFailed: 0, rectified: 0, opinionNoticeNo: null, remark: null },
    },
    ...{ conclusion: 'pass', nextInspectionDueOn: device.nextInspectionDueOn },
    inspectors: [{ name: '检验员甲', licenceNo: 'DT-3706-0013' }],
  };
}
