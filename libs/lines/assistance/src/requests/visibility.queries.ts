import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';
import { Conditions } from '@nqi/shared/http';
import type { HelpRequestQuery } from './help-request.dto';
import type { HelpRequestState } from './help-request.workflow';
import { OFFERED as OFFERED_STATES, SETTLED as SETTLED_STATES } from './visibility.policy';

/** The SQL twins of the policy's `OFFERED`, `SETTLED` and `SUPERVISED`, spelt as the partial indexes have them. */
const OFFERED = `r.is_public AND r.state IN ('open', 'assigned')`;
const SETTLED = `r.is_public AND r.state IN ('resolved', 'closed') AND r.resolved_at IS NOT NULL`;
const SUPERVISED = `r.number IS NOT NULL AND r.type IN ('urgent', 'complaint')`;
const ASSIGNED = 'r.assignee_ids @> ARRAY[?::uuid]';

/**
 * The SQL twin of the policy's `canSee`: one way for each reason to see a request. A way in which no request of the
 * wanted state is seen is not searched at all.
 */
export function visibleTo(actor: Actor, { view, state }: Pick<HelpRequestQuery, 'view' | 'state'>): Conditions {
  if (view) return inView(actor, view);
  const { roles, organisationId, userId } = actor;
  const mayBe = (states: readonly HelpRequestState[]): boolean => state === undefined || states.includes(state);
  if (roles.has('operator')) {
    const own = 'r.requester_organisation_id = ? AND r.number IS NULL';
    return new Conditions().or('r.number IS NOT NULL').or(own, organisationId);
  }
  const where = new Conditions().or('r.requester_organisation_id = ?', organisationId);
  if (roles.has('expert')) where.or(ASSIGNED, userId);
  if (roles.has('expert') && mayBe(OFFERED_STATES)) where.or(OFFERED);
  for (const prefix of regulatedPrefixes(actor)) where.or(`${SUPERVISED} AND r.district_code LIKE ? || '%'`, prefix);
  return mayBe(SETTLED_STATES) ? where.or(SETTLED) : where;
}

function inView({ roles, organisationId, userId }: Actor, view: 'own' | 'assigned' | 'offered'): Conditions {
  if (view === 'own') return new Conditions().add('r.requester_organisation_id = ?', organisationId);
  if (!roles.has('expert')) return new Conditions().add('false');
  return view === 'assigned' ? new Conditions().add(ASSIGNED, userId) : new Conditions().add(OFFERED);
}
