import { JobDefinition, type JobRow, type JobState } from '@nqi/shared/jobs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SmsTemplate } from './sms-texts';

/** The job that hands one message to the provider. */
export const smsDelivery = new JobDefinition('sms-delivery', 'sms_messages');

/** A message as it is asked for. */
export interface SmsOrder {
  phone: string;
  template: SmsTemplate;
  params: Readonly<Record<string, string>>;
  /** After this it would say nothing that still holds, and is not sent any more. */
  goodForSeconds: number;
  /** Goes the whole way but for the last step, and costs nothing: nobody can tell whether a phone is known. */
  isDecoy: boolean;
}

/** The truth of that job: durable before the provider hears of it. `ready` means that the provider took it. */
@Entity('sms_messages')
export class SmsMessage implements JobRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') template: SmsTemplate;
  /** Masked: 138****0011. */
  @Column('text') recipient: string;
  /** Phone and parameters, encrypted; gone as soon as nobody needs them. */
  @Column('text', { nullable: true }) sealed: string | null;
  @Column('boolean') isDecoy: boolean;
  @Column('timestamptz') sendBefore: Date;
  @Column('text') state: JobState;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) leaseUntil: Date | null;
  @Column('smallint') attempts: number;
  @Column('text', { nullable: true }) failureCode: string | null;
  @Column('text', { nullable: true }) failureReason: string | null;
  /** From here on it may have been sent, whatever becomes of the worker. */
  @Column('timestamptz', { nullable: true }) handedOverAt: Date | null;
  @Column('text', { nullable: true }) provider: string | null;
  @Column('text', { nullable: true }) providerReference: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}
