import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentState } from './consent.workflow';

export const consentChannels = ['web', 'wechat', 'app', 'registration'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** What a person agreed to, when and how. */
@Entity('consents')
export class Consent {
  @PrimaryColumn('uuid') id: string;
  @Column('text') state: ConsentState;
  @Column('uuid') userId: string;
  @Column('text') purpose: string;
  @Column('text') textVersion: string;
  @Column('text') channel: ConsentChannel;
  @Column('timestamptz') givenAt: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Column('timestamptz') updatedAt: Date;
}
