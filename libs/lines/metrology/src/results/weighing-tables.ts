import { type Caption, CONFORMITY_WORDS, type ResultRow, type ResultTable } from './result-row';
import type { Repeated } from './scale-readings';
import type { WeighedResults } from './weighing-checks';

const RESULT = { zh: '结论', en: 'Result' };
const DIRECTIONS = { up: '加载', down: '卸载' } as const;

/** Weighing, eccentricity and repeatability as they are printed. */
export function weighingTables(results: WeighedResults, unit: string, isJudged: boolean): ResultTable[] {
  const judged = isJudged ? [RESULT] : [];
  return [
    {
      title: { zh: `称量（${unit}）`, en: `Weighing, in ${unit}` },
      columns: [{ zh: '方向', en: 'Direction' }, ...errorColumns(results.loads), ...judged],
      rows: results.loads.map((row) => [row.direction ? DIRECTIONS[row.direction] : '—', ...line(row, isJudged)]),
    },
    {
      title: { zh: `偏载（${unit}）`, en: `Eccentricity, in ${unit}` },
      columns: [{ zh: '位置', en: 'Position' }, ...errorColumns(results.eccentricity), ...judged],
      rows: results.eccentricity.map((row) => [row.label ?? '—', ...line(row, isJudged)]),
    },
    {
      title: { zh: `重复性（${unit}）`, en: `Repeatability, in ${unit}` },
      columns: [
        { zh: '载荷', en: 'Load' },
        { zh: '各次示值', en: 'Indications' },
        { zh: '最大差值', en: 'Range' },
        { zh: '允许值', en: 'Limit' },
        ...judged,
      ],
      rows: results.repeatability.map((repeated) => repeatedLine(repeated, isJudged)),
    },
  ];
}

function errorColumns(rows: readonly ResultRow[]): Caption[] {
  return [
    { zh: '载荷', en: 'Load' },
    { zh: '化整前示值', en: 'Indication' },
    { zh: '误差', en: 'Error' },
    { zh: '最大允许误差', en: 'MPE' },
    { zh: `U (k = ${rows[0]?.k ?? '2'})`, en: 'Uncertainty' },
  ];
}

function line({ nominal, indication, error, mpe, uncertainty, conformity }: ResultRow, isJudged: boolean): string[] {
  return [
    ...[nominal ?? '—', indication ?? '—', error ?? '—', mpe ? `±${mpe}` : '—', uncertainty ?? '—'],
    ...(isJudged ? [conformity ? CONFORMITY_WORDS[conformity] : '—'] : []),
  ];
}

function repeatedLine({ load, values, spread, mpe }: Repeated, isJudged: boolean): string[] {
  return [
    ...[load, values.join('，'), spread, mpe.toFixed()],
    ...(isJudged ? [CONFORMITY_WORDS[mpe.gte(spread) ? 'pass' : 'fail']] : []),
  ];
}
