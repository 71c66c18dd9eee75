import { ApiProperty } from '@nestjs/swagger';
import type { Actor } from '@nqi/platform/identity';
import { OpenEvent, openEventsOf } from '@nqi/shared/http';
import type { Category, HelpType, Priority } from './help-request-facts';
import { knowsRequester, partiesOf } from './help-request.policy';
import type { HelpRequestRecord, ListedRequest } from './help-request.queries';
import { type HelpRequestState, helpRequestWorkflow } from './help-request.workflow';
import { isOperator, takesPart } from './visibility.policy';

export class HelpRequestSummary {
  id: string;
  /** Null until it is submitted. */
  number: string | null;
  @ApiProperty({ enum: helpRequestWorkflow.states }) state: HelpRequestState;
  type: HelpType;
  priority: Priority;
  category: Category;
  industry: string | null;
  title: string;
  isPublic: boolean;
  isAnonymous: boolean;
  wantedExperts: number;
  openPlaces: number;
  /** The people who serve it now, or served it to its end. */
  assigneeIds: string[];
  /** Null where the requester is anonymous to the reader. */
  requesterOrganisationId: string | null;
  districtCode: string | null;
  /** The answer that is worked on: 1, and one more after each dissatisfaction. */
  round: number;
  reopenings: number;
  firstResponseDueAt: Date | null;
  firstRespondedAt: Date | null;
  answerDueAt: Date | null;
  /** The answer's clock stands still while the requester is asked back. */
  isPaused: boolean;
  /** The first response or the answer is or was late. */
  isBreached: boolean;
  /** Due on a day whose holidays are not announced yet. */
  isProvisional: boolean;
  submittedAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** On lists: messages of others that the caller has not read. */
  unreadCount?: number;
  /** On single reads, and on lists with `include=openEvents`. */
  openEvents?: OpenEvent[];
}

export class HelpRequestResponse extends HelpRequestSummary {
  description: string;
  /** The person who asked, for those who take part. */
  requesterId: string | null;
  answer: string | null;
  answeredById: string | null;
  answeredAt: Date | null;
  rejectionReason: string | null;
  transfers: number;
  pauses: number;
  extension: 'requested' | 'granted' | 'refused' | null;
  extensionReason: string | null;
  /** `silent`: nobody objected for five working days. */
  resolution: 'accepted' | 'silent' | null;
  closure: 'completed' | 'no_response' | null;
  /** For operators: somebody has to call the requester. */
  isCallbackDue: boolean | null;
}

export class HelpRequestList {
  items: HelpRequestSummary[];
  nextCursor: string | null;
}

type Shown = Omit<ListedRequest, 'unreadCount'>;

/** What the reader may do now; a claim only where a place is left. */
export function openEventsFor(actor: Actor, request: Shown): OpenEvent[] {
  const address = `/v1/help-requests/${request.id}`;
  const open = openEventsOf(helpRequestWorkflow, request, partiesOf(actor, request), address);
  return request.openPlaces > 0 ? open : open.filter(({ event }) => event !== 'claim');
}

export function toSummary(actor: Actor, request: Shown): HelpRequestSummary {
  const { id, number, state, type, priority, category, industry, title, isPublic, isAnonymous, wantedExperts } =
    request;
  const { openPlaces, assigneeIds, requesterOrganisationId, districtCode, round, reopenings, firstResponseDueAt } =
    request;
  const { firstRespondedAt, answerDueAt, isPaused, isBreached, isProvisional, submittedAt, resolvedAt } = request;
  const { closedAt, version, createdAt, updatedAt } = request;
  const isKnown = knowsRequester(actor, request);
  return {
    ...{
      id,
      number,
      state,
      type,
      priority,
      category,
      industry,
      title,
      isPublic,
      isAnonymous,
      wantedExperts,
      openPlaces,
    },
    requesterOrganisationId: isKnown ? requesterOrganisationId : null,
    // A small district may have one enterprise of a kind.
    districtCode: isKnown ? districtCode : null,
    ...{ assigneeIds, round, reopenings, firstResponseDueAt, firstRespondedAt, answerDueAt, isPaused, isBreached },
    ...{ isProvisional, submittedAt, resolvedAt, closedAt, version, createdAt, updatedAt },
  };
}

export function toResponse(actor: Actor, request: HelpRequestRecord): HelpRequestResponse {
  const { description, requesterId, answer, answeredById, answeredAt, rejectionReason, transfers, pauses } = request;
  const { extension, extensionReason, resolution, closure, isCallbackDue } = request;
  const isPart = takesPart(actor, request);
  return {
    ...toSummary(actor, request),
    ...{
      description,
      answer,
      answeredById,
      answeredAt,
      rejectionReason,
      transfers,
      pauses,
      extension,
      resolution,
      closure,
    },
    requesterId: isPart && knowsRequester(actor, request) ? requesterId : null,
    extensionReason: isPart ? extensionReason : null,
    isCallbackDue: isOperator(actor, request) ? isCallbackDue : null,
    openEvents: openEventsFor(actor, request),
  };
}
