import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TestConclusion, TestRow } from './test-row';

/** What a laboratory found out of a sample; sent back by the checker it is entered again as the next revision. */
@Entity('metrology_tests')
export class MetrologyTest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') itemId: string;
  @Column('smallint') revision: number;
  @Column('uuid') enteredById: string;
  @Column('date') startedOn: string;
  /** The last day of the work. */
  @Column('date') performedOn: string;
  @Column('text') place: string;
  @Column('numeric') temperatureC: string;
  @Column('numeric') humidityPercent: string;
  @Column('text', { nullable: true }) otherConditions: string | null;
  /** Additions to, deviations or exclusions from the method (ISO/IEC 17025 7.8.2.1 n). */
  @Column('text', { nullable: true }) deviations: string | null;
  @Column('jsonb') rows: TestRow[];
  @Column('text', { nullable: true }) conclusion: TestConclusion;
  @Column('text', { nullable: true }) remark: string | null;
  @Column('timestamptz') createdAt: Date;
}
