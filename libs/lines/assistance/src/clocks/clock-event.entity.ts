import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClockEventKind } from './clock-times';

/** Something that a run of a clock caused, once: the pair of clock and kind is unique. */
@Entity('help_request_clock_events')
export class ClockEvent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clockId: string;
  @Column('text') kind: ClockEventKind;
  @Column('timestamptz') at: Date;
}
