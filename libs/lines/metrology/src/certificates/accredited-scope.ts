import { Decimal, toSi, unitOf } from '@nqi/shared/units';
import type { Capability, ScopeSource } from '../capabilities/capability.entity';
import type { ResultRow, ResultTable } from '../results/result-row';
import type { CertificateBadge } from './certificate.content';

type Scope = Pick<
  Capability,
  | 'state'
  | 'validFrom'
  | 'validTo'
  | 'scopeSource'
  | 'accreditationNo'
  | 'methodNo'
  | 'rangeLow'
  | 'rangeHigh'
  | 'rangeUnit'
  | 'rangeLowSi'
  | 'rangeHighSi'
>;

const TITLES: Readonly<Record<ScopeSource, string>> = {
  cnas: 'CNAS 认可校准',
  public_standard: '社会公用计量标准',
  authorisation: '计量授权',
};

/**
 * The mark that a calibration may bear: its method and at least one of its results lie in a scope in force on the day
 * (CNAS-R01; that U is not below the CMC was settled when the result was entered). Null: no mark at all.
 */
export function badgeOf(scope: Scope | null, rows: readonly ResultRow[], on: string): CertificateBadge | null {
  if (scope?.state !== 'active' || on < scope.validFrom || on > scope.validTo) return null;
  if (rows.length > 0 && outsideScope(scope, rows).length === rows.length) return null;
  const { scopeSource, accreditationNo: number, methodNo, rangeLow, rangeHigh, rangeUnit } = scope;
  return { title: TITLES[scopeSource], number, scope: `${methodNo}，${rangeLow}～${rangeHigh} ${rangeUnit}` };
}

/** The rows at which the laboratory measures beyond its range. */
export function outsideScope(
  { rangeLowSi, rangeHighSi }: Pick<Scope, 'rangeLowSi' | 'rangeHighSi'>,
  rows: readonly ResultRow[],
): ResultRow[] {
  return rows.filter(({ unit, reference, indication }) => {
    const value = reference ?? indication;
    if (value === null || !unitOf(unit)) return false;
    const si = new Decimal(toSi({ value, unit }).value);
    return si.lt(rangeLowSi) || si.gt(rangeHighSi);
  });
}

/** Columns that say at which value of the measurand a line was measured. */
const POINTS: readonly string[] = ['Reference', 'Load'];

/** The table with a ※ at each point that is among those outside: decimals in the unit of the table. */
export function starred(table: ResultTable, outside: ReadonlySet<string>): ResultTable {
  const at = table.columns.findIndex(({ en }) => POINTS.includes(en));
  const star = (cell: string, index: number): string => (index === at && outside.has(cell) ? `${cell} ※` : cell);
  return { ...table, rows: table.rows.map((cells) => cells.map(star)) };
}
