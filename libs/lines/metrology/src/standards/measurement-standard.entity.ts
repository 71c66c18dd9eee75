import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** 计量标准器: what a laboratory compares instruments with, and where its own values come from. */
@Entity('measurement_standards')
export class MeasurementStandard {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') laboratoryId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text') serialNo: string;
  @Column('text') measuringRange: string;
  /** 不确定度/准确度等级/最大允许误差. */
  @Column('text') accuracy: string;
  /** 计量标准考核证书号 and its last day, for verification. */
  @Column('text', { nullable: true }) assessmentNo: string | null;
  @Column('date', { nullable: true }) assessedUntil: string | null;
  /** 溯源证书号 and its last day. */
  @Column('text') traceabilityNo: string;
  @Column('date') traceableUntil: string;
  @Column('boolean') isInUse: boolean;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
