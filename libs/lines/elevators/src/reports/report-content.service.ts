import { Injectable } from '@nestjs/common';
import { type Licence, type Organisation, OrganisationService, QualificationService } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import type { Elevator } from '../devices/elevator.entity';
import type { Filing } from '../filings/filing.entity';
import type { InspectionConclusion } from '../filings/inspection-conclusion';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
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
export class ReportContentService {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly qualifications: QualificationService,
    private readonly rules: ElevatorRulesService,
  ) {}

  async of(tx: Tx, { filing, device, outcome, licences }: Inspection): Promise<InspectionReportContent> {
    const { institutionId, userUnitId, maintenanceUnitId, number, acceptanceNo, kind, inspectedOn } = filing;
    const organisations = await this.organisations.byIds(tx, [institutionId, userUnitId, maintenanceUnitId]);
    const on = inspectedOn ?? '';
    const approvalNo = await this.qualifications.approvalNo(tx, institutionId, 'elevator_inspection', on);
    const categories = await this.rules.categories();
    const { name, nameEn, uscc, address, phone } = present(organisations, institutionId);
    const userUnit = present(organisations, userUnitId);
    return {
      institution: { name, nameEn, uscc: uscc ?? '', approvalNo, address, phone },
      filing: { number: number ?? '', acceptanceNo, kind },
      userUnit: { name: userUnit.name, uscc: userUnit.uscc, address: userUnit.address },
      maintenanceUnit: maintenanceUnitId ? contactOf(present(organisations, maintenanceUnitId)) : null,
      device: toInspectedDevice(device, categories.get(device.categoryCode ?? '') ?? null),
      inspection: toFindings(filing, outcome),
      conclusion: outcome.conclusion,
      nextInspectionDueOn: filing.nextInspectionDueOn,
      inspectors: licences.map(({ name: inspector, certificateNo }) => ({ name: inspector, licenceNo: certificateNo })),
    };
  }
}

/** Foreign keys guarantee that it is there. */
function present(organisations: ReadonlyMap<string, Organisation>, id: string): Organisation {
  const organisation = organisations.get(id);
  if (!organisation) throw new Error(`organisation ${id} is missing`);
  return organisation;
}

function contactOf({ name, phone }: Organisation): { name: string; phone: string | null } {
  return { name, phone };
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
