import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** 检验检测能力附表: one parameter that a laboratory is approved to test, by one method (HANDBOOK §3.2). */
@Entity('testing_capabilities')
export class TestingCapability {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') laboratoryId: string;
  /** 类别, for example 金属材料. */
  @Column('text') category: string;
  /** 检测对象, for example 紧固件. */
  @Column('text') object: string;
  @Column('text') parameter: string;
  /** With its year: a newer edition is a row of its own. */
  @Column('text') methodNo: string;
  @Column('text', { nullable: true }) limitation: string | null;
  /** 资质认定证书编号 CMA or number of the accreditation. */
  @Column('text') accreditationNo: string;
  @Column('date') validFrom: string;
  @Column('date') validTo: string;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
