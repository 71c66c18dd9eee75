import { Injectable } from '@nestjs/common';
import { type Organisation, OrganisationService, QualificationService } from '@nqi/platform/identity';
import { addMonths } from '@nqi/shared/calendar';
import type { Tx } from '@nqi/shared/database';
import { toSi } from '@nqi/shared/units';
import { Capability } from '../capabilities/capability.entity';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import type { Instrument } from '../instruments/instrument.entity';
import type { MetrologyItem } from '../items/item.entity';
import type { MetrologyOrder } from '../orders/order.entity';
import type { Measurement } from '../results/measurement.entity';
import type { ResultRow } from '../results/result-row';
import type { MeasurementStandard } from '../standards/measurement-standard.entity';
import { badgeOf, outsideScope, starred } from './accredited-scope';
import type {
  CertificateBadge,
  CertificateContent,
  CertificateInstrument,
  CertificateLaboratory,
  CertificateStandard,
  CertificateWork,
} from './certificate.content';
import { statementsOf } from './certificate-statements';

/** Everything that a certificate is made of. */
interface Work {
  order: MetrologyOrder;
  item: MetrologyItem;
  instrument: Instrument;
  measurement: Measurement;
  rows: readonly ResultRow[];
  standards: readonly MeasurementStandard[];
}

/** Takes the snapshot that a certificate keeps for ever. */
@Injectable()
export class CertificateContentService {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly qualifications: QualificationService,
    private readonly rules: VerificationRulesService,
  ) {}

  async of(tx: Tx, work: Work): Promise<CertificateContent> {
    const { order, item, instrument, measurement, rows, standards } = work;
    const organisations = await this.organisations.byIds(tx, [order.laboratoryId, order.clientId]);
    const { validUntil } = item;
    const { conclusion, decisionRule, deviations } = measurement;
    const k = rows.find((row) => row.k)?.k ?? null;
    const nextCalibrationOn = nextCalibration(order, measurement);
    const isAdjusted = rows.some(({ status }) => status === 'as_left');
    const badge = await this.badge(tx, work);
    // Without a mark there is nothing that a result could be outside of.
    const outside = badge === null ? [] : rowsOutside(work, rows);
    const stated = {
      ...{ conclusion, decisionRule, k, isAdjusted, deviations, nextCalibrationOn },
      outsideScope: named(outside),
    };
    return {
      laboratory: toLaboratory(present(organisations, order.laboratoryId), badge),
      order: { number: order.number ?? '', sampleNo: item.sampleNo ?? '' },
      client: addressee(order, present(organisations, order.clientId)),
      instrument: toInstrument(instrument, item),
      method: await this.method(item, instrument, measurement.performedOn),
      work: { ...toWork(item, measurement), site: order.site, isAdjusted },
      standards: standards.map(toStandard),
      ...{ checks: measurement.checks, results: [...rows], conclusion },
      tables: measurement.tables.map((table) => starred(table, new Set(outside.map(pointOf)))),
      conclusionText: textOf(item, instrument),
      ...{ decisionRule, k, validUntil, nextCalibrationOn, remark: measurement.remark },
      statements: statementsOf({
        service: item.service === 'verification' ? 'verification' : 'calibration',
        ...stated,
      }),
    };
  }

  /** The title of the capability, else that of the regulation in force. */
  private async method(
    { capability }: MetrologyItem,
    instrument: Instrument,
    on: string,
  ): Promise<CertificateContent['method']> {
    const { methodNo: no = '', methodTitle = null } = capability ?? {};
    const regulation = await this.rules.regulationOn(instrument, on);
    return { no, title: methodTitle ?? (regulation?.number === no ? regulation.title : null) };
  }

  /** A verification is made by authorisation, a calibration within the scope of a capability that is in force. */
  private async badge(tx: Tx, { item, measurement, rows }: Work): Promise<CertificateBadge | null> {
    const { service, laboratoryId, capability, capabilityId } = item;
    const { performedOn } = measurement;
    if (service !== 'verification') return badgeOf(await scopeOf(tx, capabilityId), rows, performedOn);
    const number = await this.qualifications.approvalNo(tx, laboratoryId, 'metrology_authorisation', performedOn);
    return number === null ? null : { title: '计量检定机构授权证书', number, scope: capability?.methodNo ?? '' };
  }
}

function scopeOf(tx: Tx, id: string | null): Promise<Capability | null> {
  return id === null ? Promise.resolve(null) : tx.manager.findOneBy(Capability, { id });
}

/** Rows at points that the agreed capability does not reach. */
function rowsOutside({ item }: Work, rows: readonly ResultRow[]): ResultRow[] {
  if (!item.capability) return [];
  const { rangeLow, rangeHigh, rangeUnit } = item.capability;
  const si = (value: string): string => toSi({ value, unit: rangeUnit }).value;
  return outsideScope({ rangeLowSi: si(rangeLow), rangeHighSi: si(rangeHigh) }, rows);
}

function pointOf({ reference, indication }: ResultRow): string {
  return reference ?? indication ?? '';
}

/** The points of rows with their unit, each once. */
function named(rows: readonly ResultRow[]): string[] {
  return [...new Set(rows.map((row) => `${pointOf(row)} ${row.unit}`))];
}

function toLaboratory(organisation: Organisation, badge: CertificateBadge | null): CertificateLaboratory {
  const { name, nameEn, uscc, address, phone } = organisation;
  return { name, nameEn, uscc: uscc ?? '', badge, address, phone };
}

/** Foreign keys guarantee that it is there. */
function present(organisations: ReadonlyMap<string, Organisation>, id: string): Organisation {
  const organisation = organisations.get(id);
  if (!organisation) throw new Error(`organisation ${id} is missing`);
  return organisation;
}

function toInstrument(instrument: Instrument, { isMandatory }: MetrologyItem): CertificateInstrument {
  const { name, modelSpec, serialNo, manufacturer, ledgerNo, measuringRange, accuracyClass, division } = instrument;
  return { name, modelSpec, serialNo, manufacturer, ledgerNo, measuringRange, accuracyClass, division, isMandatory };
}

function toWork(
  { receivedOn, condition }: MetrologyItem,
  { performedOn, place, temperatureC, humidityPercent, otherConditions }: Measurement,
): Omit<CertificateWork, 'site' | 'isAdjusted'> {
  return { receivedOn, condition, performedOn, place, temperatureC, humidityPercent, otherConditions };
}

function toStandard(standard: MeasurementStandard): CertificateStandard {
  const { name, model, serialNo, measuringRange, accuracy, assessmentNo, assessedUntil } = standard;
  const { traceabilityNo, traceableUntil } = standard;
  return {
    ...{ name, model, serialNo, measuringRange, accuracy, assessmentNo, assessedUntil },
    ...{ traceabilityNo, traceableUntil },
  };
}

/** 证书单位, where the client named one. */
function addressee(
  { addresseeName, addresseeAddress }: MetrologyOrder,
  { name, address }: Organisation,
): CertificateContent['client'] {
  return addresseeName === null ? { name, address } : { name: addresseeName, address: addresseeAddress };
}

function textOf({ service, conclusion }: MetrologyItem, { accuracyClass }: Instrument): string | null {
  if (service !== 'verification') return null;
  if (conclusion !== 'pass') return '不合格';
  return accuracyClass?.includes('级') ? `合格，准予作${accuracyClass}使用` : '合格';
}

/** Nothing is recommended that the client did not agree to (ISO/IEC 17025 7.8.4.3). */
function nextCalibration(
  { service, agreedIntervalMonths }: MetrologyOrder,
  { performedOn }: Measurement,
): string | null {
  return service === 'calibration' && agreedIntervalMonths ? addMonths(performedOn, agreedIntervalMonths) : null;
}
