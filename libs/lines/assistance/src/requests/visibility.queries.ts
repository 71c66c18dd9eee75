import { type Actor, regulatedPrefix } from '@nqi/platform/identity';
import { Conditions } from '@nqi/shared/http';
import type { HelpRequestQuery } from './help-request.dto';

/** The SQL twins of the policy's `OFFERED`, `SETTLED` and `SUPERVISED`, spelt as the partial indexes have them. */
const OFFERED = `r.is_public AND r.state IN ('open', 'assigned')`;
const SETTLED = `r.is_public AND r.state IN ('resolved', 'closed') AND r.resolved_at IS NOT NULL`;
const SUPERVISED = `r.number IS NOT NULL AND r.type IN ('urgent', 'complaint')`;
const ASSIGNED = 'r.assignee_ids @> ARRAY[?::uuid]';

/** The SQL twin of the policy's `canSee`: one way for each reason to see a request. */
export function visibleTo(actor: Actor, view: HelpRequestQuery['view']): Conditions {
  if (view) return inView(actor, view);
  const { roles, organisationId, userId } = actor;
  const where = new Conditions().or('r.requester_organisation_id = ?', organisationId);
  if (roles.has('operator')) return where.or('r.number IS NOT NULL');
  if (roles.has('expert')) where.or(ASSIGNED, userId).or(OFFERED);
  const prefix = regulatedPrefix(actor);
  if (prefix !== null) where.or(`${SUPERVISED} AND r.district_code LIKE ? || '%'`, prefix);
  return where.or(SETTLED);
}

function inView({ roles, organisationId, userId }: Actor, view: 'own' | 'assigned' | 'offered'): Conditions {
  if (view === 'own') return new Conditions().add('r.requester_organisation_id = ?', organisationId);
  if (!roles.has('expert')) return new Conditions().add('false');
  return view === 'assigned' ? new Conditions().add(ASSIGNED, userId) : new Conditions().add(OFFERED);
}
