import type { Quantity } from '@nqi/shared/units';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What equipment can measure or do: a range of a quantity, and how well. As entered, and in SI for comparing. */
@Entity('equipment_capabilities')
export class EquipmentCapability {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') equipmentId: string;
  /** The parameter, for example 测量长度 X 轴. */
  @Column('text') name: string;
  @Column('text') quantity: Quantity;
  @Column('numeric', { nullable: true }) low: string | null;
  @Column('numeric') high: string;
  @Column('text') unit: string;
  @Column('numeric', { nullable: true }) resolution: string | null;
  @Column('text', { nullable: true }) resolutionUnit: string | null;
  /** Expanded uncertainty U, with its coverage factor k. */
  @Column('numeric', { nullable: true }) uncertainty: string | null;
  @Column('text', { nullable: true }) uncertaintyUnit: string | null;
  @Column('numeric', { nullable: true }) coverageFactor: string | null;
  @Column('text', { nullable: true }) note: string | null;
  /** What proves it, for example a calibration certificate. */
  @Column('text', { nullable: true }) evidence: string | null;
  @Column('date', { nullable: true }) evidenceValidTo: string | null;
  @Column('numeric', { nullable: true }) siLow: string | null;
  @Column('numeric') siHigh: string;
  @Column('numeric', { nullable: true }) siUncertainty: string | null;
  @Column('timestamptz') createdAt: Date;
}
