import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdjustmentStatus, Conformity, Direction, ResultRow } from './result-row';

/** One row of results; decimals in `unit`, their digits as they are printed. */
@Entity('metrology_results')
export class MeasuredResult implements ResultRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') measurementId: string;
  @Column('smallint') position: number;
  @Column('text') section: string;
  @Column('text', { nullable: true }) label: string | null;
  @Column('text') unit: string;
  @Column('numeric', { nullable: true }) nominal: string | null;
  @Column('numeric', { nullable: true }) reference: string | null;
  @Column('numeric', { nullable: true }) indication: string | null;
  @Column('numeric', { nullable: true }) error: string | null;
  @Column('numeric', { nullable: true }) mpe: string | null;
  @Column('numeric', { nullable: true }) uncertainty: string | null;
  @Column('numeric', { nullable: true }) k: string | null;
  @Column('text', { nullable: true }) direction: Direction | null;
  @Column('smallint', { nullable: true }) run: number | null;
  @Column('text', { nullable: true }) status: AdjustmentStatus | null;
  @Column('text', { nullable: true }) conformity: Conformity | null;
}
