import { Column, Entity, PrimaryColumn } from 'typeorm';

export const callbackOutcomes = ['satisfied', 'dissatisfied', 'unreachable'] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** 回访: an operator called the requester, or tried to. Append-only. */
@Entity('help_request_callbacks')
export class Callback {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') helpRequestId: string;
  @Column('text') outcome: CallbackOutcome;
  @Column('text') note: string;
  @Column('uuid') madeById: string;
  @Column('timestamptz') madeAt: Date;
}
