import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type SearchDocument, type SearchKind, SearchKinds, seenBy } from '@nqi/platform/search';
import type { Tx } from '@nqi/shared/database';
import type { Standard } from './standard.entity';

type Row = Pick<
  Standard,
  'id' | 'number' | 'title' | 'titleEn' | 'adopts' | 'department' | 'committee' | 'source' | 'updatedAt'
>;

const DRAWN = `
  SELECT id, number, title, source, title_en AS "titleEn", adopts, department, committee, updated_at AS "updatedAt"
  FROM standards WHERE id = ANY($1) AND level IN ('metrology', 'safety', 'law') = $2`;

async function draw(tx: Tx, ids: readonly string[], isRegulation: boolean): Promise<SearchDocument[]> {
  const rows = await tx.sql<Row>(DRAWN, [ids, isRegulation]);
  return rows.map(({ id, number, title, titleEn, adopts, department, committee, source, updatedAt }) => ({
    ...{ id, organisationId: null, districtCode: null, source, updatedAt },
    title: number === title ? title : `${number} ${title}`,
    texts: [isRegulation ? '法规 规程 规范' : '标准', titleEn, adopts, department, committee],
    codes: [number, adopts],
    seenBy: [seenBy.member],
  }));
}

/** 标准: national, industry, local, of groups, enterprises and from abroad. */
@Injectable()
export class StandardSearchKind implements SearchKind, OnModuleInit {
  readonly name = 'standard';
  readonly path = '/v1/standards';
  readonly table = 'standards';

  constructor(private readonly kinds: SearchKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]> {
    return draw(tx, ids, false);
  }
}

/** 法规: laws, technical regulations of safety, regulations and specifications of metrology. */
@Injectable()
export class RegulationSearchKind implements SearchKind, OnModuleInit {
  readonly name = 'regulation';
  readonly path = '/v1/standards';
  readonly table = 'standards';

  constructor(private readonly kinds: SearchKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]> {
    return draw(tx, ids, true);
  }
}
