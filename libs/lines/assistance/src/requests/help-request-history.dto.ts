import type { Actor } from '@nqi/platform/identity';
import { type HistoryEntry, type HistoryList, toHistoryList } from '@nqi/shared/history';
import { knowsRequester } from './help-request.policy';
import { type Involved, takesPart } from './visibility.policy';

/** The timeline as this reader may have it: who does not take part learns when, not who and why. */
export function toTimeline(actor: Actor, request: Involved, entries: readonly HistoryEntry[]): HistoryList {
  const isPart = takesPart(actor, request);
  const isHidden = ({ organisationId }: HistoryEntry): boolean =>
    !isPart || (organisationId === request.requesterOrganisationId && !knowsRequester(actor, request));
  return toHistoryList(
    entries.map((entry) => ({
      ...entry,
      ...(isHidden(entry) && { actorId: null, organisationId: null }),
      ...(!isPart && { note: null, details: {} }),
    })),
  );
}
