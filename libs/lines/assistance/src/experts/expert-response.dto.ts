import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import type { Category } from '../requests/help-request-facts';
import type { ServiceMode } from './expert.entity';
import { partiesOf, readsAll } from './expert.policy';
import type { ExpertRecord } from './expert.queries';
import { type ExpertState, expertWorkflow } from './expert.workflow';

/** An expert as the directory shows one; the last three are for the person and for operators. */
export class ExpertResponse {
  id: string;
  @ApiProperty({ enum: expertWorkflow.states }) state: ExpertState;
  userId: string;
  name: string;
  organisationId: string;
  organisationName: string;
  title: string;
  degree: string | null;
  fields: Category[];
  industries: string[];
  certificates: string[];
  languages: string[];
  committees: string[];
  achievements: string | null;
  serviceModes: ServiceMode[];
  /** Null: free of charge. */
  hourlyFeeFen: number | null;
  maxConcurrent: number;
  /** The last day on which requests can be claimed or assigned. */
  @ApiProperty({ format: 'date', type: 'string', nullable: true }) validUntil: string | null;
  /** Requests that were resolved by this expert's answer. */
  answeredCount: number;
  ratingCount: number;
  /** One decimal, from 1.0 to 5.0; null without ratings. @example 4.5 */
  ratingAverage: string | null;
  avoidOrganisationIds: string[] | null;
  reviewNote: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On single reads. */
  openEvents?: OpenEvent[];
}

export class ExpertList {
  items: ExpertResponse[];
  nextCursor: string | null;
}

export function toExpertItem(actor: Actor, expert: ExpertRecord): ExpertResponse {
  const { terms: _, ratingSum, avoidOrganisationIds, reviewNote, ...shown } = expert;
  const isWhole = readsAll(actor, expert);
  return {
    ...shown,
    ratingAverage: expert.ratingCount > 0 ? (ratingSum / expert.ratingCount).toFixed(1) : null,
    avoidOrganisationIds: isWhole ? avoidOrganisationIds : null,
    reviewNote: isWhole ? reviewNote : null,
  };
}

export function toExpertResponse(actor: Actor, expert: ExpertRecord): ExpertResponse {
  const openEvents = openEventsOf(expertWorkflow, expert, partiesOf(actor, expert), `/v1/experts/${expert.id}`);
  return { ...toExpertItem(actor, expert), openEvents };
}
