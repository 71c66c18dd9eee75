import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** 在用, 停用, 报废. */
export const elevatorStates = ['in_use', 'out_of_use', 'scrapped'] as const;
export type ElevatorState = (typeof elevatorStates)[number];

/** A lift, escalator or moving walk. Quantities are decimal strings in the unit that their name ends in. */
@Entity('elevators')
export class Elevator {
  @PrimaryColumn('uuid') id: string;
  /** 设备品种 of the catalogue, such as 3110; null while unknown. */
  @Column('text', { nullable: true }) categoryCode: string | null;
  /** 设备注册代码, given by the registration authority. */
  @Column('text', { nullable: true }) registrationCode: string | null;
  /** 设备代码, given by the manufacturer. */
  @Column('text', { nullable: true }) deviceCode: string | null;
  /** 使用登记证编号, normalised. */
  @Column('text', { nullable: true }) useRegistrationNo: string | null;
  /** 单位内编号, unique within the user unit. */
  @Column('text', { nullable: true }) internalNo: string | null;
  @Column('text', { nullable: true }) productNo: string | null;
  /** 96333 应急救援识别码. */
  @Column('text', { nullable: true }) rescueNo: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) manufacturer: string | null;
  @Column('date', { nullable: true }) manufacturedOn: string | null;
  @Column('uuid') userUnitId: string;
  /** Its maintenance contractor: a fact of the register, and no right. */
  @Column('uuid', { nullable: true }) maintenanceUnitId: string | null;
  /** The institution that inspects it. */
  @Column('uuid', { nullable: true }) institutionId: string | null;
  @Column('text', { nullable: true }) districtCode: string | null;
  @Column('text', { nullable: true }) siteName: string | null;
  @Column('text') address: string;
  @Column('text') state: ElevatorState;
  /** Failed its inspection: it must not be used until it passes. */
  @Column('boolean') isUseProhibited: boolean;
  @Column('numeric', { nullable: true }) ratedLoadKg: string | null;
  @Column('numeric', { nullable: true }) ratedSpeedMs: string | null;
  @Column('smallint', { nullable: true }) floors: number | null;
  @Column('smallint', { nullable: true }) stops: number | null;
  @Column('smallint', { nullable: true }) doors: number | null;
  @Column('numeric', { nullable: true }) liftHeightM: string | null;
  @Column('numeric', { nullable: true }) sectionLengthM: string | null;
  @Column('integer', { nullable: true }) nominalWidthMm: number | null;
  @Column('numeric', { nullable: true }) inclinationDeg: string | null;
  @Column('boolean') isPublicTransport: boolean;
  /** `YYYY-MM` of the latest supervisory inspection: the year schedule counts from it. */
  @Column('text', { nullable: true }) baseMonth: string | null;
  @Column('date', { nullable: true }) lastPassedOn: string | null;
  /** The latest pass that somebody registered, and the one that reports in force gave: what `lastPassedOn` is made of. */
  @Column('date', { nullable: true }) statedPassedOn: string | null;
  @Column('date', { nullable: true }) reportedPassedOn: string | null;
  /** 自行检测, 限速器校验, 制动试验: the day of the latest one. */
  @Column('date', { nullable: true }) lastSelfTestedOn: string | null;
  @Column('date', { nullable: true }) governorCalibratedOn: string | null;
  @Column('date', { nullable: true }) brakeTestedOn: string | null;
  @Column('date', { nullable: true }) nextInspectionDueOn: string | null;
  @Column('date', { nullable: true }) nextSelfTestDueOn: string | null;
  /** Version of the schedule rule behind the two dates. */
  @Column('text', { nullable: true }) scheduleRule: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
