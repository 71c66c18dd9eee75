import { DomainError } from '@nqi/shared/errors';
import type { ExpertState } from '../experts/expert.workflow';
import type { Category } from '../requests/help-request-facts';
import type { Claim, ClaimEnding } from './claim.entity';

type Origin = Claim['origin'];

/** What decides whether an expert may hold a place of a request. */
export interface Candidacy {
  readonly expert: {
    readonly id: string;
    readonly state: ExpertState;
    readonly validUntil: string | null;
    readonly fields: readonly Category[];
    readonly maxConcurrent: number;
    readonly avoidOrganisationIds: readonly string[];
  };
  /** Whether the expert still belongs to the employer on whose behalf the profile serves. */
  readonly isMember: boolean;
  /** Every organisation that the expert belongs or belonged to: who has left a rival does not serve it the next day. */
  readonly organisationIds: readonly string[];
  /** How earlier places of the expert in this request ended. */
  readonly endings: readonly ClaimEnding[];
  /** What the expert has in hand. */
  readonly inHand: readonly { id: string; number: string | null; title: string }[];
  readonly request: { readonly category: Category; readonly requesterOrganisationId: string };
  readonly today: string;
}

/**
 * Who gave a place back or lost it does not claim it again, and who was replaced is not assigned again either; who
 * finished may serve it once more.
 */
const FOR_GOOD: Readonly<Record<Origin, readonly ClaimEnding[]>> = {
  claim: ['declined', 'transferred', 'replaced'],
  assignment: ['replaced'],
};

/**
 * Why the expert may not hold a place; null: may. An operator who assigns judges the field, an expert who claims does not.
 * Nothing is said of why there is a conflict of interest: the requester may be anonymous.
 */
export function refusalOf(candidacy: Candidacy, origin: Origin): DomainError | null {
  const { expert, request, endings, inHand } = candidacy;
  const { id: expertId, state, validUntil, fields, maxConcurrent } = expert;
  if (!isActive(candidacy)) {
    return new DomainError('assistance.expert_not_active', { expertId, expertState: state, validUntil });
  }
  if (hasConflict(candidacy)) return new DomainError('assistance.conflict_of_interest', { expertId });
  if (endings.some((ending) => FOR_GOOD[origin].includes(ending))) {
    return new DomainError('assistance.served_before', { expertId });
  }
  if (origin === 'claim' && !fields.includes(request.category)) {
    return new DomainError('assistance.field_mismatch', { expertId, category: request.category, fields });
  }
  if (inHand.length >= maxConcurrent) {
    return new DomainError('assistance.load_limit', { expertId, maxConcurrent, inHand });
  }
  return null;
}

function isActive({ expert: { state, validUntil }, isMember, today }: Candidacy): boolean {
  return isMember && state === 'active' && validUntil !== null && today <= validUntil;
}

function hasConflict({ expert, organisationIds, request: { requesterOrganisationId } }: Candidacy): boolean {
  return [...organisationIds, ...expert.avoidOrganisationIds].includes(requesterOrganisationId);
}
