import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Category } from '../requests/help-request-facts';
import type { ExpertState } from './expert.workflow';

export const serviceModes = ['online', 'phone', 'video', 'on_site'] as const;
export type ServiceMode = (typeof serviceModes)[number];

/** 专家: what a person offers to those who ask (HANDBOOK §5.6), without what needs encryption. */
@Entity('experts')
export class Expert {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: ExpertState;
  @Column('uuid') userId: string;
  /** The employer, on whose behalf the person serves. */
  @Column('uuid') organisationId: string;
  /** 职称. */
  @Column('text') title: string;
  @Column('text', { nullable: true }) degree: string | null;
  @Column('text', { array: true }) fields: Category[];
  @Column('text', { array: true }) industries: string[];
  @Column('text', { array: true }) certificates: string[];
  @Column('text', { array: true }) languages: string[];
  /** TC/SC memberships. */
  @Column('text', { array: true }) committees: string[];
  @Column('text', { nullable: true }) achievements: string | null;
  @Column('text', { array: true }) serviceModes: ServiceMode[];
  /** Null: free of charge. */
  @Column('integer', { nullable: true }) hourlyFeeFen: number | null;
  /** How many requests may be in hand at the same time. */
  @Column('smallint') maxConcurrent: number;
  /** 回避单位. */
  @Column('uuid', { array: true }) avoidOrganisationIds: string[];
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('text', { nullable: true }) reviewNote: string | null;
  @Column('text', { array: true }) terms: string[];
  /** Requests that were resolved by this expert's answer. */
  @Column('integer') answeredCount: number;
  @Column('integer') ratingCount: number;
  @Column('integer') ratingSum: number;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
