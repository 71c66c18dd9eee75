import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Facts } from './wording';

/** What one person is told of one thing that happened. */
@Entity('notices')
export class Notice {
  @PrimaryColumn('uuid') id: string;
  /** Of the transaction that told it; with the position the order in which notices are sent out. */
  @Column('bigint') transactionId: string;
  @Column('bigint') position: string;
  @Column('uuid') recipientId: string;
  /** As whose member the person is told; null: as themselves. */
  @Column('uuid', { nullable: true }) organisationId: string | null;
  /** For example `elevator_filing.accept`. */
  @Column('text') kind: string;
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  @Column('jsonb') facts: Facts;
  @Column('text') href: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
}
