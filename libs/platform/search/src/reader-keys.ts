import { type Actor, regulatedPrefixes } from '@nqi/platform/identity';

/** The keys that documents are seen by. A document names all that open it; a reader holds those below. */
export const seenBy = {
  /** Everybody who takes part. */
  member: 'member',
  organisation: (id: string): string => `organisation ${id}`,
  person: (id: string): string => `person ${id}`,
  role: (role: string): string => `role ${role}`,
  /** An expert, while being one. */
  expert: (userId: string): string => `expert ${userId}`,
  /** Who holds a live mandate of the organisation: over everything of a kind, or over this one. */
  mandate: (mandatorId: string): string => `mandate ${mandatorId}`,
  mandateOver: (mandatorId: string, subjectId: string): string => `mandate ${mandatorId} ${subjectId}`,
  /** The regulators of a district and of every one around it: by each beginning of its code. */
  regulators: (districtCode: string | null): string[] =>
    districtCode === null ? [] : [2, 4, 6].map((length) => `district ${districtCode.slice(0, length)}`),
};

/** What a reader may open by being who they are. */
export function readerKeys(actor: Actor): string[] {
  const { organisationId, userId, roles } = actor;
  return [
    ...[seenBy.member, seenBy.organisation(organisationId), seenBy.person(userId)],
    ...[...roles].map(seenBy.role),
    ...(roles.has('expert') ? [seenBy.expert(userId)] : []),
    ...regulatedPrefixes(actor).map((prefix) => `district ${prefix}`),
  ];
}
