import type { Caption, ResultRow } from '../results/result-row';
import { type Elements, text } from './dcc-elements';
import { columnsOf, shapeOf } from './dcc-quantities';

const SECTIONS: Readonly<Record<string, Caption>> = {
  indication: { zh: '示值', en: 'Indication' },
  weighing: { zh: '称量', en: 'Weighing' },
  eccentricity: { zh: '偏载', en: 'Eccentricity' },
  repeatability: { zh: '重复性', en: 'Repeatability' },
};
const DIRECTIONS = { up: { zh: '上行', en: 'rising' }, down: { zh: '下行', en: 'falling' } } as const;
const STATUSES = {
  as_found: { zh: '调整前', en: 'before adjustment', refType: 'basic_beforeAdjustment' },
  as_left: { zh: '调整后', en: 'after adjustment', refType: 'basic_afterAdjustment' },
} as const;

/** The results as tables, each of one list a column. */
export function tablesOf(rows: readonly ResultRow[]): Elements[] {
  return groupsOf(rows).map(tableOf);
}

/** Rows that make one table: of the same section, direction and side of an adjustment, with the same columns. */
function groupsOf(rows: readonly ResultRow[]): ResultRow[][] {
  const groups = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const key = [row.section, row.direction, row.status, shapeOf(row)].join('|');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function tableOf(rows: readonly ResultRow[]): Elements {
  const status = rows[0]?.status ?? null;
  return {
    ...(status && { '@refType': STATUSES[status].refType }),
    'dcc:name': text(nameOf(rows)),
    'dcc:data': { 'dcc:list': { '@refType': 'basic_tableRow', 'dcc:quantity': columnsOf(rows) } },
  };
}

function nameOf([row]: readonly ResultRow[]): Caption {
  const { section = '', direction = null, status = null } = row ?? {};
  const parts: Caption[] = [
    SECTIONS[section] ?? { zh: section, en: section },
    ...(direction ? [DIRECTIONS[direction]] : []),
    ...(status ? [STATUSES[status]] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join('·'), en: parts.map(({ en }) => en).join(', ') };
}
