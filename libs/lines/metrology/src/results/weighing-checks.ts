import type { Decimal } from '@nqi/shared/units';
import type { CheckedItem, ResultRow } from './result-row';
import type { Repeated, ScaleReadings } from './scale-readings';

/** What was measured of a scale. */
export interface WeighedResults {
  loads: ResultRow[];
  eccentricity: ResultRow[];
  repeatability: Repeated[];
}

interface Zero {
  error: Decimal;
  /** With the digits of the readings. */
  shown: string;
  limit: Decimal;
  unit: string;
}

/** The items of JJG 539 on the whole scale. */
export function weighingChecks(results: WeighedResults, readings: ScaleReadings, zero: Zero): CheckedItem[] {
  const { isAppearanceGood, isDiscriminating } = readings;
  const asRequired = (isGood: boolean): Pick<CheckedItem, 'found' | 'isMet'> => ({
    ...{ found: isGood ? '符合要求' : '不符合要求', isMet: isGood },
  });
  const keepLimits = (rows: readonly ResultRow[]): Pick<CheckedItem, 'found' | 'isMet'> =>
    asRequired(rows.every(({ conformity }) => conformity !== 'fail'));
  return [
    {
      ...{ name: { zh: '外观', en: 'Appearance' }, requirement: '无影响计量性能的缺陷' },
      ...asRequired(isAppearanceGood),
    },
    {
      ...{ name: { zh: '置零准确度', en: 'Zero setting' }, requirement: `±${zero.limit.toFixed()} ${zero.unit}` },
      ...{ found: `${zero.shown} ${zero.unit}`, isMet: zero.error.abs().lte(zero.limit) },
    },
    {
      ...{ name: { zh: '称量', en: 'Weighing' }, requirement: '不超过各秤量最大允许误差' },
      ...keepLimits(results.loads),
    },
    {
      ...{ name: { zh: '偏载', en: 'Eccentricity' }, requirement: '不超过该秤量最大允许误差' },
      ...keepLimits(results.eccentricity),
    },
    {
      ...{ name: { zh: '重复性', en: 'Repeatability' }, requirement: '不大于该秤量最大允许误差绝对值' },
      ...asRequired(results.repeatability.every(({ spread, mpe }) => mpe.gte(spread))),
    },
    {
      ...{ name: { zh: '鉴别力', en: 'Discrimination' }, requirement: '加1.4d，示值改变d' },
      ...asRequired(isDiscriminating),
    },
  ];
}
