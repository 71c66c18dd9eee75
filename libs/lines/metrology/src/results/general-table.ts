import { measuredRow, type ResultTerms } from './measured-row';
import {
  type AdjustmentStatus,
  type Caption,
  type Computed,
  CONFORMITY_WORDS,
  type Direction,
  type ResultRow,
  type ResultTable,
} from './result-row';

/** One reading of the general table. */
export interface GeneralReading {
  /** What was measured, for example 外径 or 行程误差. */
  label?: string | null;
  nominal?: string | null;
  reference: string;
  indication: string;
  /** Largest error allowed, without sign; absent: nothing limits it. */
  mpe?: string | null;
  direction?: Direction | null;
  run?: number | null;
  status?: AdjustmentStatus | null;
}

/** Any instrument without a template of its own: references, indications and what follows from them. */
export function computeGeneral(readings: readonly GeneralReading[], terms: ResultTerms): Computed {
  const rows = readings.map((reading) => toRow(reading, terms));
  return { rows, tables: [toTable(rows, terms)], checks: [] };
}

function toRow(reading: GeneralReading, terms: ResultTerms): ResultRow {
  const { label, nominal, reference, indication, mpe, direction, run, status } = reading;
  const comparison = {
    ...{ section: 'indication', nominal: nominal ?? null, reference, indication, mpe: mpe ?? null },
  };
  return {
    ...measuredRow(comparison, terms),
    ...{ label: label ?? null, direction: direction ?? null, run: run ?? null, status: status ?? null },
  };
}

const STATUSES = { as_found: '调整前', as_left: '调整后' } as const;

interface Column {
  caption: Caption;
  of(this: void, row: ResultRow, index: number): string | null;
  /** Default: always. */
  isShown?: boolean;
}

/** Only the columns that say something. */
function toTable(rows: readonly ResultRow[], { unit, decisionRule }: ResultTerms): ResultTable {
  const has = (member: keyof ResultRow): boolean => rows.some((row) => row[member]);
  const all: Column[] = [
    { caption: { zh: '序号', en: 'No.' }, of: (_, index) => String(index + 1) },
    { caption: { zh: '项目', en: 'Item' }, of: ({ label }) => label, isShown: has('label') },
    { caption: { zh: '状态', en: 'Status' }, of: ({ status }) => status && STATUSES[status], isShown: has('status') },
    { caption: { zh: '标称值', en: 'Nominal' }, of: ({ nominal }) => nominal, isShown: has('nominal') },
    { caption: { zh: '参考值', en: 'Reference' }, of: ({ reference }) => reference },
    { caption: { zh: '示值', en: 'Indication' }, of: ({ indication }) => indication },
    { caption: { zh: '示值误差', en: 'Error' }, of: ({ error }) => error },
    { caption: { zh: '最大允许误差', en: 'MPE' }, of: ({ mpe }) => mpe && `±${mpe}`, isShown: has('mpe') },
    { caption: { zh: `U (k = ${rows[0]?.k ?? '2'})`, en: 'Uncertainty' }, of: ({ uncertainty }) => uncertainty },
    {
      caption: { zh: '结论', en: 'Result' },
      of: ({ conformity }) => conformity && CONFORMITY_WORDS[conformity],
      isShown: decisionRule !== 'none',
    },
  ];
  const columns = all.filter(({ isShown }) => isShown ?? true);
  return {
    title: { zh: `测量结果（${unit}）`, en: `Results, in ${unit}` },
    columns: columns.map(({ caption }) => caption),
    rows: rows.map((row, index) => columns.map(({ of }) => of(row, index) || '—')),
  };
}
