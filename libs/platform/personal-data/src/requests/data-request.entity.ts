import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { DataRequestState } from './data-request.workflow';

export const dataRequestKinds = ['access', 'correction', 'deletion'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** What the law keeps from being erased. */
export interface Hold {
  /** For example `elevator_filing`. */
  kind: string;
  count: number;
  basis: { zh: string; en: string };
  /** The day on which the last of it may go; null while something is open, or for what is kept for ever. */
  until: string | null;
}

/** What a person asks about the own data. */
@Entity('data_requests')
export class DataRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: DataRequestKind;
  @Column('text') state: DataRequestState;
  @Column('uuid') userId: string;
  @Column('text', { nullable: true }) correctedName: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) refusalReason: string | null;
  @Column('jsonb') holds: Hold[];
  /** Of an erased person's phone, while something is still held: the number itself is gone. */
  @Column('jsonb', { nullable: true }) indexes: Record<string, string> | null;
  /** What was held is looked at again on this day. */
  @Column('date', { nullable: true }) eraseAgainOn: string | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('timestamptz') updatedAt: Date;
}
