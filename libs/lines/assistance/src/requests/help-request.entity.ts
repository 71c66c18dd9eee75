import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Category, HelpType, Priority } from './help-request-facts';
import type { HelpRequestState } from './help-request.workflow';

/** 求助: a question of an enterprise, and everything that comes of it. */
@Entity('help_requests')
export class HelpRequest {
  @PrimaryColumn('uuid') id: string;
  /** Given at submission. */
  @Column('text', { nullable: true }) number: string | null;
  @Column('text') state: HelpRequestState;
  @Column('text') type: HelpType;
  @Column('text') priority: Priority;
  @Column('text') category: Category;
  /** 产业链. */
  @Column('text', { nullable: true }) industry: string | null;
  @Column('text') title: string;
  @Column('text') description: string;
  /** What title and description are found by. */
  @Column('text', { array: true }) terms: string[];
  @Column('boolean') isPublic: boolean;
  @Column('boolean') isAnonymous: boolean;
  @Column('smallint') wantedExperts: number;
  /** Places for experts that nobody holds. */
  @Column('smallint') openPlaces: number;
  /** The people who serve it now, or served it to its end. */
  @Column('uuid', { array: true }) assigneeIds: string[];
  @Column('uuid') requesterOrganisationId: string;
  @Column('uuid') requesterId: string;
  @Column('text', { nullable: true }) districtCode: string | null;
  /** The answer that is worked on: the first, or the next after each dissatisfaction. */
  @Column('smallint') round: number;
  @Column('smallint') reopenings: number;
  /** How often it went back because nobody was left to serve it. */
  @Column('smallint') transfers: number;
  /** How often its clock stood still. */
  @Column('smallint') pauses: number;
  @Column('text', { nullable: true }) extension: 'requested' | 'granted' | 'refused' | null;
  @Column('text', { nullable: true }) extensionReason: string | null;
  /** The latest answer; taken away when the requester is not satisfied with it. */
  @Column('text', { nullable: true }) answer: string | null;
  @Column('uuid', { nullable: true }) answeredById: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) rejectionReason: string | null;
  /** Accepted by the requester, or by five working days of silence. */
  @Column('text', { nullable: true }) resolution: 'accepted' | 'silent' | null;
  @Column('text', { nullable: true }) closure: 'completed' | 'no_response' | null;
  /** 回访: an operator has to call before it may be closed, or after a bad rating. */
  @Column('boolean') isCallbackDue: boolean;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  /** An expert took it up (签收). */
  @Column('timestamptz', { nullable: true }) firstRespondedAt: Date | null;
  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @VersionColumn() version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
