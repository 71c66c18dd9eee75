import { dsiUnitOf } from '@nqi/shared/units';
import type { Caption, ResultRow } from '../results/result-row';
import { type Elements, text } from './dcc-elements';

/** By definition of the expanded uncertainty that the laboratory states (JJF 1059.1-2012 5.3). */
const COVERAGE_PROBABILITY = '0.95';

/** A single value: temperature, humidity. */
export function real(value: string, unit: string): Elements {
  return { 'si:real': { 'si:value': value, 'si:unit': dsiUnitOf(unit) } };
}

/** A column of results: what it is in the words of DCC and of people, and the member of a row that it is made of. */
interface Column {
  refType: string;
  name: Caption;
  member: 'nominal' | 'reference' | 'indication' | 'error' | 'mpe';
}

const COLUMNS: readonly Column[] = [
  { refType: 'basic_nominalValue', name: { zh: '标称值', en: 'Nominal value' }, member: 'nominal' },
  { refType: 'basic_referenceValue', name: { zh: '参考值', en: 'Reference value' }, member: 'reference' },
  { refType: 'basic_measuredValue', name: { zh: '示值', en: 'Indication' }, member: 'indication' },
  { refType: 'basic_measurementError', name: { zh: '示值误差', en: 'Measurement error' }, member: 'error' },
  {
    ...{ refType: 'nqi_maximumPermissibleError', member: 'mpe' },
    name: { zh: '最大允许误差（绝对值）', en: 'Maximum permissible error (absolute value)' },
  },
];

/** Which columns these rows have; rows of one list have the same ones. */
export function shapeOf(row: ResultRow): string {
  const members = [...COLUMNS.map(({ member }) => member), 'uncertainty', 'conformity'] as const;
  return members.filter((member) => row[member] !== null).join();
}

/** The columns of rows of one shape as lists: the digits are those of the rows. */
export function columnsOf(rows: readonly ResultRow[]): Elements[] {
  const [first] = rows;
  if (!first) return [];
  const present = COLUMNS.filter(({ member }) => first[member] !== null);
  // The uncertainty belongs to what was determined: the error, else the indication.
  const determined = present.find(({ member }) => member === 'error') ?? present.at(-1);
  const labels = rows.some(({ label, run }) => label !== null || run !== null) ? [labelsOf(rows)] : [];
  return [...labels, ...present.map((column) => listOf(column, rows, column === determined))];
}

function listOf({ refType, name, member }: Column, rows: readonly ResultRow[], isDetermined: boolean): Elements {
  return {
    ...{ '@refType': refType, 'dcc:name': text(name) },
    'si:realListXMLList': {
      'si:valueXMLList': rows.map((row) => row[member] ?? '').join(' '),
      'si:unitXMLList': oneOrAll(rows.map(({ unit }) => dsiUnitOf(unit))),
      ...(isDetermined ? uncertaintyOf(rows) : {}),
    },
    ...(isDetermined ? conformityOf(rows) : {}),
  };
}

function uncertaintyOf(rows: readonly ResultRow[]): Elements {
  if (rows.some(({ uncertainty, k }) => uncertainty === null || k === null)) return {};
  return {
    'si:measurementUncertaintyUnivariateXMLList': {
      'si:expandedMUXMLList': {
        'si:valueExpandedMUXMLList': oneOrAll(rows.map(({ uncertainty }) => uncertainty ?? '')),
        'si:coverageFactorXMLList': oneOrAll(rows.map(({ k }) => k ?? '')),
        'si:coverageProbabilityXMLList': COVERAGE_PROBABILITY,
        'si:distributionXMLList': 'normal',
      },
    },
  };
}

function conformityOf(rows: readonly ResultRow[]): Elements {
  if (rows.some(({ conformity }) => conformity === null)) return {};
  const all = rows.map(wordOf).join(' ');
  return { 'dcc:measurementMetaData': { 'dcc:metaData': [{ 'dcc:conformityXMLList': all }] } };
}

/** Inside the zone of doubt the limit itself tells the two conditional words apart (ISO 14253-1). */
export function wordOf({ conformity, error, mpe }: ResultRow): string {
  if (conformity !== 'undetermined') return conformity ?? 'noPass';
  return Math.abs(Number(error)) <= Number(mpe) ? 'conditionalPass' : 'conditionalFail';
}

/** Names of the rows; a list is parted by spaces, so those inside a name become unbreakable. */
function labelsOf(rows: readonly ResultRow[]): Elements {
  const names = rows.map(({ label, run }) => [label, run].filter((part) => part !== null).join(' #'));
  return {
    ...{ '@refType': 'basic_tableIndex0', 'dcc:name': text({ zh: '测量点', en: 'Point' }) },
    'dcc:charsXMLList': names.map((name) => name.trim().replaceAll(/\s+/g, '\u00A0') || '-').join(' '),
  };
}

/** D-SI lets one value stand for a whole list. */
function oneOrAll(values: readonly string[]): string {
  return new Set(values).size === 1 ? (values[0] ?? '') : values.join(' ');
}

/** An item of a regulation: no quantity, but a verdict. */
export function verdict(found: string, requirement: string, isMet: boolean): Elements {
  return {
    'dcc:noQuantity': text(found),
    'dcc:measurementMetaData': {
      'dcc:metaData': [{ 'dcc:declaration': text(requirement), 'dcc:conformity': isMet ? 'pass' : 'fail' }],
    },
  };
}
