import { RecordSearchModule, type SearchDocument, seenBy } from '@nqi/platform/search';
import type { Standard } from './standard.entity';

type Row = Pick<
  Standard,
  'id' | 'number' | 'title' | 'titleEn' | 'adopts' | 'department' | 'committee' | 'source' | 'updatedAt'
>;

const DRAWN = `
  SELECT id, number, title, source, title_en AS "titleEn", adopts, department, committee, updated_at AS "updatedAt"
  FROM standards WHERE id = ANY($1)`;
const REGULATIONS = `level IN ('metrology', 'safety', 'law')`;
const found = { path: '/v1/standards', table: 'standards' };

export const StandardSearch = RecordSearchModule.declare(
  // 标准: national, industry, local, of groups, enterprises and from abroad.
  {
    ...{ ...found, name: 'standard', drawn: `${DRAWN} AND NOT ${REGULATIONS}` },
    toDocument: (row: Row) => toDocument(row, '标准'),
  },
  // 法规: laws, technical regulations of safety, regulations and specifications of metrology.
  {
    ...{ ...found, name: 'regulation', drawn: `${DRAWN} AND ${REGULATIONS}` },
    toDocument: (row: Row) => toDocument(row, '法规 规程 规范'),
  },
);

function toDocument(row: Row, words: string): SearchDocument {
  const { id, number, title, titleEn, adopts, department, committee, source, updatedAt } = row;
  return {
    ...{ id, organisationId: null, districtCode: null, source, updatedAt },
    title: number === title ? title : `${number} ${title}`,
    texts: [words, titleEn, adopts, department, committee],
    codes: [number, adopts],
    seenBy: [seenBy.member],
  };
}
