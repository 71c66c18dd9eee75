import type { StandardLevel } from '@nqi/shared/text';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** 即将实施, 现行, 被代替, 废止: follows from the dates and from what replaces it. */
export const standardStatuses = ['upcoming', 'current', 'superseded', 'abolished'] as const;
export type StandardStatus = (typeof standardStatuses)[number];

/** 等同, 修改, 非等效采用. */
export const adoptionDegrees = ['idt', 'mod', 'neq'] as const;
export const confidences = ['high', 'medium', 'low'] as const;

/** 标准、规程、规范和法规: what is known of it, never its text (HANDBOOK 3.4). */
@Entity('standards')
export class Standard {
  @PrimaryColumn('uuid') id: string;
  /** In its one spelling, `GB/T 19001-2016`; of a law its name. */
  @Column('text') number: string;
  /** Without the year. */
  @Column('text') series: string;
  @Column('text') level: StandardLevel | 'law';
  @Column('text') title: string;
  @Column('text', { nullable: true }) titleEn: string | null;
  @Column('date', { nullable: true }) issuedOn: string | null;
  /** 实施日期. */
  @Column('date') effectiveOn: string;
  /** 废止时间: the first day on which it no longer holds. Who is replaced may hold on for a while. */
  @Column('date', { nullable: true }) abolishedOn: string | null;
  /** 代替: the numbers of its predecessors. */
  @Column('text', { array: true }) replaces: string[];
  /** 采用国际标准号. */
  @Column('text', { nullable: true }) adopts: string | null;
  @Column('text', { nullable: true }) adoptionDegree: (typeof adoptionDegrees)[number] | null;
  @Column('text', { nullable: true }) ics: string | null;
  @Column('text', { nullable: true }) ccs: string | null;
  /** 主管部门. */
  @Column('text', { nullable: true }) department: string | null;
  /** 归口单位. */
  @Column('text', { nullable: true }) committee: string | null;
  /** Where its text may be read. */
  @Column('text', { nullable: true }) url: string | null;
  /** Where these facts are from. */
  @Column('text') source: string;
  @Column('text') confidence: (typeof confidences)[number];
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
