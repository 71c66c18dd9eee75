import { UNCLAIMED_READERS } from '@nqi/platform/identity';
import { seenBy } from './reader-keys';
import type { SearchKind } from './search-kind';

interface Row {
  id: string;
  state: string;
  name: string;
  nameEn: string | null;
  uscc: string | null;
  capabilities: string[];
  districtCode: string | null;
  address: string | null;
  updatedAt: Date;
}

/** The words by which people look for an organisation that is such. */
const WORDS: Readonly<Record<string, string>> = {
  user_unit: '使用单位 企业',
  maintenance_unit: '维保单位',
  institution: '检验检测机构 实验室',
  regulator: '监管部门',
  platform: '平台',
};

const DRAWN = `
  SELECT id, state, name, name_en AS "nameEn", uscc, capabilities, district_code AS "districtCode", address,
    updated_at AS "updatedAt" FROM organisations WHERE id = ANY($1)`;

/** 机构: names and codes of organisations are public register facts. */
export const organisationSearch: SearchKind<Row> = {
  name: 'organisation',
  path: '/v1/organisations',
  table: 'organisations',
  drawn: DRAWN,
  toDocument: ({ id, state, name, nameEn, uscc, capabilities, districtCode, address, updatedAt }) => ({
    ...{ id, organisationId: id, districtCode, title: name, codes: [uscc], updatedAt },
    texts: [...capabilities.map((one) => WORDS[one]), nameEn, address],
    seenBy: state === 'unclaimed' ? UNCLAIMED_READERS.map(seenBy.role) : [seenBy.member],
  }),
};
