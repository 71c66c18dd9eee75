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
