import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
import type { Expert } from './expert.entity';

type Row = Pick<Expert, 'id' | 'userId' | 'organisationId' | 'state' | 'title' | 'degree' | 'industries'> &
  Pick<Expert, 'certificates' | 'languages' | 'committees' | 'achievements' | 'updatedAt'> & {
    name: string;
    districtCode: string | null;
  };

const DRAWN = `
  SELECT e.id, e.user_id AS "userId", e.organisation_id AS "organisationId", e.state, e.title, e.degree, e.industries,
    e.certificates, e.languages, e.committees, e.achievements, e.updated_at AS "updatedAt", u.name,
    o.district_code AS "districtCode"
  FROM experts e JOIN users u ON u.id = e.user_id JOIN organisations o ON o.id = e.organisation_id
  WHERE e.id = ANY($1)`;

/** 专家: the directory of active experts is for every member; anything else is between the person and the platform. */
export const ExpertSearch = RecordSearchModule.declare({
  name: 'expert',
  path: '/v1/experts',
  table: 'experts',
  /** A name that was corrected or erased. */
  follows: { users: 'SELECT id FROM experts WHERE user_id = ANY($1)' },
  drawn: DRAWN,
  toDocument,
});

function toDocument(row: Row): SearchDocument {
  const { id, userId, organisationId, districtCode, updatedAt, name, title } = row;
  const lists = [row.industries, row.certificates, row.languages, row.committees];
  return {
    ...{ id, organisationId, districtCode, updatedAt },
    title: `${name} ${title}`,
    texts: ['专家', row.degree, ...lists.map((list) => list.join(' ')), row.achievements],
    seenBy: [...[seenBy.person(userId), seenBy.role('operator')], ...(row.state === 'active' ? [seenBy.member] : [])],
  };
}
