import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '../notice-kind';

/** The job that sends one message to one person by one channel. */
export const noticeDelivery = new JobDefinition('notice-delivery', 'notice_deliveries');

/** What became of one message on its way out; `queuedAt` in the future: it is quiet at the recipient's. */
@Entity('notice_deliveries')
export class NoticeDelivery implements JobRow {
  @PrimaryColumn('uuid') id: string;
  /** Null: the code that confirms an address, or mail of another kind. */
  @Column('uuid', { nullable: true }) noticeId: string | null;
  /** Null: mail that a kind of its own addresses and puts into words. */
  @Column('uuid', { nullable: true }) recipientId: string | null;
  @Column('text', { nullable: true }) mailKind: string | null;
  /** What that mail is about. */
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('text') channel: Channel;
  /** The code, gone once it was sent. */
  @Column('text', { nullable: true }) sealed: string | null;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('smallint') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) deliveredAt: Date | null;
}
