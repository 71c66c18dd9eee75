import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { InstrumentState } from './instrument.workflow';

/** 在用, 备用, 封存, 维修, 报废, 丢失; only the first two have due dates. */
export const instrumentStatuses = ['in_use', 'standby', 'sealed', 'repairing', 'scrapped', 'lost'] as const;
export type InstrumentStatus = (typeof instrumentStatuses)[number];

/** 贸易结算, 安全防护, 医疗卫生, 环境监测 (计量法 art. 9), or any other use. */
export const instrumentPurposes = [
  'trade_settlement',
  'safety_protection',
  'medical_health',
  'environmental_monitoring',
  'other',
] as const;
export type InstrumentPurpose = (typeof instrumentPurposes)[number];

export const accuracyTypes = ['class', 'mpe', 'uncertainty'] as const;
export const manageLevels = ['A', 'B', 'C'] as const;
export const submitModes = ['lab', 'onsite', 'either'] as const;

/** One physical instrument in its owner's ledger 计量器具台账. Range bounds are decimals in `rangeUnit`, and in SI. */
@Entity('instruments')
export class Instrument {
  @PrimaryColumn('uuid') id: string;
  /** `JL-{ledger of the owner}-{running number}` */
  @Column('text') ledgerNo: string;
  @Column('uuid') ownerId: string;
  /** Where its filing 备案 stands. */
  @Column('text') state: InstrumentState;
  /** Why the regulator returned the filing. */
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('text') status: InstrumentStatus;
  @Column('text') name: string;
  @Column('text') modelSpec: string;
  @Column('text') serialNo: string;
  @Column('text', { nullable: true }) manufacturer: string | null;
  @Column('text', { nullable: true }) originCountry: string | null;
  /** As on the plate; the columns below are what could be read from it, all or none. */
  @Column('text', { nullable: true }) measuringRange: string | null;
  @Column('text', { nullable: true }) rangeQuantity: string | null;
  @Column('numeric', { nullable: true }) rangeLow: string | null;
  @Column('numeric', { nullable: true }) rangeHigh: string | null;
  @Column('text', { nullable: true }) rangeUnit: string | null;
  @Column('numeric', { nullable: true }) rangeLowSi: string | null;
  @Column('numeric', { nullable: true }) rangeHighSi: string | null;
  /** As on the plate: `1.6级`, `III`, `±0.3%`. */
  @Column('text', { nullable: true }) accuracyClass: string | null;
  @Column('text', { nullable: true }) accuracyType: (typeof accuracyTypes)[number] | null;
  @Column('text', { nullable: true }) division: string | null;
  @Column('text') purpose: InstrumentPurpose;
  /** The item of the catalogue of mandatory verification. */
  @Column('text', { nullable: true }) catalogueItemCode: string | null;
  /** The regulation without its year, `JJG 52`; the edition in force on a day is looked up. */
  @Column('text', { nullable: true }) regulationSeries: string | null;
  /** Both in the catalogue and used for one of the four purposes, unless a regulator said otherwise. */
  @Column('boolean') isMandatory: boolean;
  @Column('boolean', { nullable: true }) mandatoryOverride: boolean | null;
  @Column('text', { nullable: true }) mandatoryOverrideReason: string | null;
  /** Where it is used; its regulator is that district's. */
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text', { nullable: true }) usePlace: string | null;
  @Column('text', { nullable: true }) manageLevel: (typeof manageLevels)[number] | null;
  @Column('text') submitMode: (typeof submitModes)[number];
  /** Where it differs from that of the regulation. */
  @Column('smallint', { nullable: true }) cycleMonths: number | null;
  @Column('date', { nullable: true }) lastVerifiedOn: string | null;
  /** 有效期至: as printed on the certificate. */
  @Column('date', { nullable: true }) validUntil: string | null;
  /** Of the latest certificate of this platform; it alone says when it was verified and until when. */
  @Column('text', { nullable: true }) certificateNo: string | null;
  @Column('date', { nullable: true }) lastCalibratedOn: string | null;
  /** What the owner had stated before the first certificate: it holds again when no certificate does. */
  @Column('date', { nullable: true }) statedVerifiedOn: string | null;
  @Column('date', { nullable: true }) statedValidUntil: string | null;
  /** After the cycle that the owner states; null where it states none. */
  @Column('date', { nullable: true }) calibrationDueOn: string | null;
  /** Failed its verification: it must not be used until it passes (计量法 art. 9). */
  @Column('boolean') isUseProhibited: boolean;
  @Column('text', { nullable: true }) remark: string | null;
  /** Laboratories in whose orders it stands or stood: they see it. */
  @Column('uuid', { array: true }) laboratoryIds: string[];
  @Column('text', { array: true }) searchTerms: string[];
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
