import { defineWorkflow, type EventOf, type PartyOf, type StateOf } from '@nqi/shared/workflow';

export const invitationWorkflow = defineWorkflow({
  record: 'invitation',
  states: ['open', 'accepted', 'declined', 'revoked', 'expired'],
  final: ['accepted', 'declined', 'revoked', 'expired'],
  events: {
    invite: { from: [], to: 'open', by: ['administrator'] },
    accept: { from: ['open'], to: 'accepted', by: ['invitee'], route: 'acceptance' },
    decline: { from: ['open'], to: 'declined', by: ['invitee'], route: 'declination' },
    revoke: { from: ['open'], to: 'revoked', by: ['administrator'], route: 'revocation' },
    expire: { from: ['open'], to: 'expired', by: ['system'] },
  },
});

export type InvitationState = StateOf<typeof invitationWorkflow>;
export type InvitationEvent = EventOf<typeof invitationWorkflow>;
export type InvitationParty = PartyOf<typeof invitationWorkflow>;
