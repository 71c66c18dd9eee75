import { DomainError } from '@nqi/shared/errors';
import type { OrganisationState } from './organisation.workflow';

/** How far the members of an organisation may go: nowhere, read what is theirs, or act. */
export type Standing = 'none' | 'reads' | 'acts';

/** Nobody loses a filing because a reviewer is slow: who has registered acts, and the directory says what is verified. */
export const standingOf: Readonly<Record<OrganisationState, Standing>> = {
  unclaimed: 'none',
  registered: 'acts',
  verifying: 'acts',
  verified: 'acts',
  frozen: 'reads',
  cancelled: 'none',
};

/** @throws DomainError access.organisation_cancelled, access.organisation_frozen for a request that `writes` */
export function assertStanding(standing: Standing, writes: boolean): void {
  if (standing === 'none') throw new DomainError('access.organisation_cancelled');
  if (standing === 'reads' && writes) throw new DomainError('access.organisation_frozen');
}
