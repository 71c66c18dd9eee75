import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClockKind } from './clock-times';

/** One run of one clock of a request: until the first response, the answer, the requester's reply or acceptance. */
@Entity('help_request_clocks')
export class HelpClock {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') helpRequestId: string;
  @Column('text') kind: ClockKind;
  @Column('text') ruleId: string;
  /** What was allotted, in minutes of its own time; an extension adds to it. */
  @Column('integer') totalMinutes: number;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) warnAt: Date | null;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz', { nullable: true }) escalateAt: Date | null;
  /** When something happens next; null while it stands still and when all has happened. */
  @Column('timestamptz', { nullable: true }) nextAt: Date | null;
  @Column('timestamptz', { nullable: true }) pausedAt: Date | null;
  @Column('timestamptz', { nullable: true }) stoppedAt: Date | null;
  /** The latest run of its kind; earlier ones stay as evidence. */
  @Column('boolean') isCurrent: boolean;
  @Column('boolean') isExtended: boolean;
  /** Due on a day whose holidays are not announced yet. */
  @Column('boolean') isProvisional: boolean;
}
