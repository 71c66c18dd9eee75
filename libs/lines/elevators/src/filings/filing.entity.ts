import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Encrypted } from '@nqi/shared/secrets';
import type { FeeLine } from '../fees/inspection-fee';
import type { InspectionConclusion, ItemResult } from './inspection-conclusion';
import type { FilingState } from './filing.workflow';

/** What the inspector found at the site before starting. */
export class SiteConditions {
  /** Machine room, 5 to 40 °C. */
  temperatureC: string;
  /** Deviation of the supply voltage, at most ±7 %. */
  supplyVoltageDeviationPercent: string;
}

/** The result of one item of the checklist. */
export class RecordedItem {
  no: number;
  name: string;
  isKey: boolean;
  result: ItemResult;
  remark: string | null;
}

export const FILING_CONTACT_PHONE = 'elevator_filings.contact_phone';

/** 报检: the request to inspect one device for one due year, and everything that comes of it. */
@Entity('elevator_filings')
export class Filing {
  @PrimaryColumn('uuid') id: string;
  /** Given at submission. */
  @Column('text', { nullable: true }) number: string | null;
  /** 受理编号. */
  @Column('text', { nullable: true }) acceptanceNo: string | null;
  @Column('uuid', { nullable: true }) batchId: string | null;
  @Column('uuid') elevatorId: string;
  @Column('text') kind: 'periodic_inspection';
  @Column('smallint') dueYear: number;
  @Column('date') dueOn: string;
  @Column('text') state: FilingState;
  @Column('text', { nullable: true }) conclusion: InspectionConclusion['conclusion'] | null;
  @Column('uuid') userUnitId: string;
  /** The contractor of the device when it was filed, printed on the report. */
  @Column('uuid', { nullable: true }) maintenanceUnitId: string | null;
  @Column('uuid') institutionId: string;
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('uuid') filedById: string;
  @Column('uuid') filedByOrganisationId: string;
  /** On the ground of which it was filed for the user unit; null when the user unit filed itself. */
  @Column('uuid', { nullable: true }) mandateId: string | null;
  @Column('date', { nullable: true }) requestedOn: string | null;
  @Column('text', { nullable: true }) contactName: string | null;
  @Column('text', { nullable: true }) contactPhone: Encrypted | null;
  @Column('text', { nullable: true }) contactPhoneIndex: string | null;
  @Column('text', { nullable: true }) remark: string | null;
  /** Submitted less than a month before the due date (特种设备安全法 art. 40). */
  @Column('boolean') isLate: boolean;
  @Column('text', { nullable: true }) overdueOpinionNo: string | null;
  @Column('text', { nullable: true }) supplementRequest: string | null;
  @Column('text', { nullable: true }) refusalReason: string | null;
  @Column('integer', { nullable: true }) feeFen: number | null;
  @Column('text', { nullable: true }) feeRuleId: string | null;
  @Column('jsonb', { nullable: true }) feeLines: FeeLine[] | null;
  @Column('date', { nullable: true }) scheduledOn: string | null;
  @Column('text', { nullable: true }) scheduledPeriod: 'morning' | 'afternoon' | null;
  @Column('uuid', { array: true }) inspectorIds: string[];
  @Column('jsonb', { nullable: true }) siteConditions: SiteConditions | null;
  @Column('jsonb', { nullable: true }) items: RecordedItem[] | null;
  @Column('date', { nullable: true }) inspectedOn: string | null;
  @Column('text', { nullable: true }) opinionNoticeNo: string | null;
  @Column('text', { nullable: true }) inspectionRemark: string | null;
  @Column('date', { nullable: true }) nextInspectionDueOn: string | null;
  @Column('uuid', { nullable: true }) reportId: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { nullable: true }) issuedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
