import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { MandateState } from './mandate.workflow';

/** File, pay the fee, receive the reports. */
export const mandateScopes = ['file', 'pay', 'receive_reports'] as const;
export type MandateScope = (typeof mandateScopes)[number];

/** What the mandate rests on: 维保合同, 授权书, another paper. */
export const evidenceKinds = ['maintenance_contract', 'letter_of_authorisation', 'other'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/**
 * 委托: the mandator lets the holder act for it. Platform knows nothing of the subjects but their ids, which stand in
 * `mandate_subjects`.
 */
@Entity('mandates')
export class Mandate {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  /** What the subjects are, for example `elevator`. */
  @Column('text') kind: string;
  @Column('text') state: MandateState;
  /** Whose right it is. */
  @Column('uuid') mandatorId: string;
  /** Who may act for the mandator. */
  @Column('uuid') holderId: string;
  @Column('uuid') offeredById: string;
  /** All subjects of the mandator, those to come included. */
  @Column('boolean') coversAll: boolean;
  /** Null: all. */
  @Column('integer', { nullable: true }) subjectCount: number | null;
  @Column('text', { array: true }) scopes: MandateScope[];
  /** The first and the last day, by the city's date. */
  @Column('date') validFrom: string;
  @Column('date') validTo: string;
  @Column('text') evidenceKind: EvidenceKind;
  @Column('text') evidenceNumber: string;
  @Column('text', { nullable: true }) evidenceNote: string | null;
  /** Why it was declined, withdrawn or revoked. */
  @Column('text', { nullable: true }) endReason: string | null;
  @Column('timestamptz', { nullable: true }) acceptedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
