import { type OrganisationResponse, toOrganisationItem } from '../organisations/organisation.dto';
import type { Registered } from './registration.service';

/** What came of a registration: one of the two. */
export class RegistrationOutcome {
  /** Null: somebody's import named the enterprise before; see `joinRequestId`. */
  organisation: OrganisationResponse | null;
  /** The claim under `/v1/join-requests`, to which evidence is added and which the platform decides. */
  joinRequestId: string | null;
}

export function toRegistrationOutcome({ organisation, joinRequestId }: Registered): RegistrationOutcome {
  return { organisation: organisation && toOrganisationItem(null, organisation), joinRequestId };
}
