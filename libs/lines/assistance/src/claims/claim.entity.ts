import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why an expert no longer holds a place. */
export type ClaimEnding = 'declined' | 'transferred' | 'replaced' | 'withdrawn' | 'done';

/** 接单: one of the places of a request, held by an expert; at most one holder for each place at a time. */
@Entity('help_request_claims')
export class Claim {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') helpRequestId: string;
  @Column('uuid') expertId: string;
  @Column('smallint') place: number;
  /** Claimed by the expert, or assigned by an operator. */
  @Column('text') origin: 'claim' | 'assignment';
  @Column('timestamptz') claimedAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) ending: ClaimEnding | null;
}
