import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
import type { HelpRequest } from './help-request.entity';
import { OFFERED, SETTLED, SUPERVISED } from './visibility.policy';

type Row = Pick<
  HelpRequest,
  'id' | 'number' | 'state' | 'type' | 'title' | 'description' | 'isPublic' | 'isAnonymous'
> &
  Pick<HelpRequest, 'assigneeIds' | 'requesterOrganisationId' | 'districtCode' | 'resolvedAt' | 'updatedAt'>;

const DRAWN = `
  SELECT id, number, state, type, title, description, is_public AS "isPublic", is_anonymous AS "isAnonymous",
    assignee_ids AS "assigneeIds", requester_organisation_id AS "requesterOrganisationId",
    district_code AS "districtCode", resolved_at AS "resolvedAt", updated_at AS "updatedAt"
  FROM help_requests WHERE id = ANY($1)`;

/** 求助: seen as `canSee` of `visibility.policy.ts` says. */
export const HelpRequestSearch = RecordSearchModule.declare({
  name: 'help_request',
  path: '/v1/help-requests',
  table: 'help_requests',
  drawn: DRAWN,
  toDocument,
});

function toDocument(row: Row): SearchDocument {
  const { id, number, title, description, isAnonymous, requesterOrganisationId, districtCode, updatedAt } = row;
  return {
    ...{ id, title, texts: [description], codes: [number], updatedAt },
    // Whoever finds it must not learn who asks; a small district may have one enterprise of a kind.
    organisationId: isAnonymous ? null : requesterOrganisationId,
    districtCode: isAnonymous ? null : districtCode,
    seenBy: [seenBy.organisation(requesterOrganisationId), ...row.assigneeIds.map(seenBy.expert), ...others(row)],
  };
}

function others({ number, state, type, isPublic, districtCode, resolvedAt }: Row): string[] {
  const isNumbered = number !== null;
  const ways: [isOpen: boolean, keys: string[]][] = [
    [isNumbered, [seenBy.role('operator')]],
    [isNumbered && SUPERVISED.includes(type), seenBy.regulators(districtCode)],
    [isPublic && OFFERED.includes(state), [seenBy.role('expert')]],
    [isPublic && SETTLED.includes(state) && resolvedAt !== null, [seenBy.member]],
  ];
  return ways.flatMap(([isOpen, keys]) => (isOpen ? keys : []));
}
