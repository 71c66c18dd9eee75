import { Injectable } from '@nestjs/common';
import { type Licence, OrganisationService, QualificationService } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import type { Elevator } from '../devices/elevator.entity';
import type { Filing } from '../filings/filing.entity';
import type { InspectionConclusion } from '../filings/inspection-conclusion';
import { ElevatorRules } from '../rules/elevator-rules';
import type { InspectedDevice, InspectionFindings, InspectionReportContent } from './inspection-report.content';

/** Everything that a report is made of. */
interface Inspection {
  filing: Filing;
  device: Elevator;
  outcome: InspectionConclusion;
  licences: Licence[];
}

/** The technical rules that every periodic inspection follows since 2024-04-02. */
const BASIS = ['TSG T7001-2023《电梯监督检验和定期检验规则》'];

/** Takes the snapshot that a report keeps for ever. */
@Injectable()
export class ReportContent {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly qualifications: QualificationService,
    private readonly rules: ElevatorRules,
  ) {}

  async of(tx: Tx, { filing, device, outcome, licences }: Inspection): Promise<InspectionReportContent> {
    const { institutionId, userUnitId, maintenanceUnitId, inspectedOn } = filing;
    const names = await this.organisations.byIds(tx, [institutionId, userUnitId, maintenanceUnitId]);
    const institution = names.get(institutionId);
    const userUnit = names.get(userUnitId);
    const maintenanceUnit = maintenanceUnitId && names.get(maintenanceUnitId);
    const { nameEn = null, address = null, phone = null } = institution ?? {};
    const approvalNo = await this.qualifications.approvalNo(
      tx,
      institutionId,
      'elevator_inspection',
      inspectedOn ?? '',
    );
    return {
      institution: { name: institution?.name ?? '', nameEn, uscc: institution?.uscc ?? '', approvalNo, address, phone },
      filing: { number: filing.number ?? '', acceptanceNo: filing.acceptanceNo, kind: filing.kind },
      userUnit: { name: userUnit?.name ?? '', uscc: userUnit?.uscc ?? null, address: userUnit?.address ?? null },
      maintenanceUnit: maintenanceUnit ? { name: maintenanceUnit.name, phone: maintenanceUnit.phone } : null,
      device: toInspectedDevice(device, (await this.rules.categories()).get(device.categoryCode ?? '') ?? null),
      inspection: toFindings(filing, outcome),
      conclusion: outcome.conclusion,
      nextInspectionDueOn: filing.nextInspectionDueOn,
      inspectors: licences.map(({ name, certificateNo }) => ({ name, licenceNo: certificateNo })),
    };
  }
}

function toInspectedDevice(device: Elevator, categoryName: string | null): InspectedDevice {
  const { categoryCode, registrationCode, deviceCode, useRegistrationNo, internalNo, productNo, model } = device;
  const { manufacturer, manufacturedOn, address, siteName, ratedLoadKg, ratedSpeedMs, floors, stops, doors } = device;
  return {
    ...{ categoryCode, categoryName, registrationCode, deviceCode, useRegistrationNo, internalNo, productNo, model },
    ...{ manufacturer, manufacturedOn, address, siteName, ratedLoadKg, ratedSpeedMs, floors, stops, doors },
    ...{ liftHeightM: device.liftHeightM, rescueNo: device.rescueNo },
  };
}

function toFindings(filing: Filing, { keyFailed, generalFailed, rectified }: InspectionConclusion): InspectionFindings {
  const { inspectedOn, siteConditions, items, opinionNoticeNo, inspectionRemark } = filing;
  return {
    inspectedOn: inspectedOn ?? '',
    basis: BASIS,
    conditions: {
      temperatureC: siteConditions?.temperatureC ?? null,
      supplyVoltageDeviationPercent: siteConditions?.supplyVoltageDeviationPercent ?? null,
    },
    items: items ?? [],
    ...{ keyFailed, generalFailed, rectified, opinionNoticeNo, remark: inspectionRemark },
  };
}
