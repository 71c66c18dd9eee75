import { Injectable } from '@nestjs/common';
import { type Organisation, OrganisationService, QualificationService } from '@nqi/platform/identity';
import { addMonths } from '@nqi/shared/calendar';
import type { Tx } from '@nqi/shared/database';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import type { Instrument } from '../instruments/instrument.entity';
import type { MetrologyItem } from '../items/item.entity';
import type { MetrologyOrder } from '../orders/order.entity';
import type { Measurement } from '../results/measurement.entity';
import type { ResultRow } from '../results/result-row';
import type { MeasurementStandard } from '../standards/measurement-standard.entity';
import type {
  CertificateContent,
  CertificateInstrument,
  CertificateLaboratory,
  CertificateStandard,
  CertificateWork,
} from './certificate.content';

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
    return {
      laboratory: await this.laboratory(tx, present(organisations, order.laboratoryId), work),
      order: { number: order.number ?? '', sampleNo: item.sampleNo ?? '' },
      client: addressee(order, present(organisations, order.clientId)),
      instrument: toInstrument(instrument, item),
      method: await this.method(item, instrument, measurement.performedOn),
      work: toWork(item, measurement, rows),
      standards: standards.map(toStandard),
      ...{ checks: measurement.checks, tables: measurement.tables, conclusion: measurement.conclusion },
      conclusionText: textOf(item, instrument),
      ...{ decisionRule: measurement.decisionRule, k: rows.find((row) => row.k)?.k ?? null, validUntil },
      nextCalibrationOn: nextCalibration(order, measurement),
      remark: measurement.remark,
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

  /** A verification is made by authorisation, a calibration by the accreditation of the capability. */
  private async laboratory(
    tx: Tx,
    { id, name, nameEn, uscc, address, phone }: Organisation,
    { item, measurement }: Work,
  ): Promise<CertificateLaboratory> {
    const isVerification = item.service === 'verification';
    const number = isVerification
      ? await this.qualifications.approvalNo(tx, id, 'metrology_authorisation', measurement.performedOn)
      : (item.capability?.accreditationNo ?? null);
    const title = isVerification ? '计量检定机构授权证书' : '校准能力依据';
    return { name, nameEn, uscc: uscc ?? '', badge: number === null ? null : { title, number }, address, phone };
  }
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
  rows: readonly ResultRow[],
): CertificateWork {
  const isAdjusted = rows.some(({ status }) => status === 'as_left');
  return { receivedOn, condition, performedOn, place, temperatureC, humidityPercent, otherConditions, isAdjusted };
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
