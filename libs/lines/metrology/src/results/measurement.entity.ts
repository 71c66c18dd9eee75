import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionRule } from './conformity';
import type { CheckedItem, Conformity, ResultTable } from './result-row';

export const templates = ['pressure_gauge', 'weighing_instrument', 'general'] as const;
export type Template = (typeof templates)[number];

/** 原始记录: what was read and what was made of it. Never changed; who measures again writes another one. */
@Entity('metrology_measurements')
export class Measurement {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') itemId: string;
  /** From 1; rises when a certificate was sent back. */
  @Column('smallint') revision: number;
  @Column('uuid') enteredById: string;
  @Column('date') performedOn: string;
  @Column('text') place: string;
  @Column('numeric') temperatureC: string;
  @Column('numeric') humidityPercent: string;
  @Column('text', { nullable: true }) otherConditions: string | null;
  /** Additions to, deviations or exclusions from the method (ISO/IEC 17025 7.8.2.1 n). */
  @Column('text', { nullable: true }) deviations: string | null;
  @Column('text') template: Template;
  /** As entered. */
  @Column('jsonb') readings: object;
  /** Versions of the dated rules that it was computed by. */
  @Column('jsonb') rules: Record<string, string>;
  @Column('uuid', { array: true }) standardIds: string[];
  @Column('text') decisionRule: DecisionRule;
  @Column('jsonb') checks: CheckedItem[];
  @Column('jsonb') tables: ResultTable[];
  @Column('text', { nullable: true }) conclusion: Conformity | null;
  @Column('text', { nullable: true }) remark: string | null;
  @Column('timestamptz') createdAt: Date;
}
