import { Decimal } from '@nqi/shared/units';
import { largest, shownLike } from './entered-digits';
import type { GaugedPoint, GaugeReadings, PressureGaugeFacts } from './gauge-readings';
import type { CheckedItem } from './result-row';

interface Limits {
  zeroMpe: Decimal;
  facts: PressureGaugeFacts;
  unit: string;
}

/** The items of JJG 52 on whole gauge and points. */
export function gaugeChecks(points: readonly GaugedPoint[], readings: GaugeReadings, limits: Limits): CheckedItem[] {
  const { zeroMpe, facts, unit } = limits;
  const zero = new Decimal(readings.zero).abs();
  const worst = (of: (point: GaugedPoint) => string): string => `${largest(points.map(of))} ${unit}`;
  const errors = points.flatMap(({ up, down }) => [up.error ?? '0', down.error ?? '0']);
  return [
    {
      ...{ name: { zh: '外观', en: 'Appearance' }, requirement: '无影响计量性能的缺陷' },
      ...{ found: readings.isAppearanceGood ? '符合要求' : '不符合要求', isMet: readings.isAppearanceGood },
    },
    {
      ...{ name: { zh: '零位', en: 'Zero' }, requirement: `≤ ${zeroMpe.toFixed()} ${unit}` },
      ...{ found: `${shownLike(zero, readings.zero)} ${unit}`, isMet: zero.lte(zeroMpe) },
    },
    {
      ...{ name: { zh: '示值误差', en: 'Error of indication' }, requirement: '不超过各点最大允许误差' },
      found: `最大 ${largest(errors)} ${unit}`,
      isMet: points.every(({ up, down }) => up.conformity !== 'fail' && down.conformity !== 'fail'),
    },
    {
      ...{ name: { zh: '回程误差', en: 'Hysteresis' }, requirement: '不大于最大允许误差绝对值' },
      ...{ found: `最大 ${worst(({ hysteresis }) => hysteresis)}` },
      isMet: points.every(({ hysteresis, mpe }) => mpe.times(facts.hysteresis).gte(hysteresis)),
    },
    {
      ...{ name: { zh: '轻敲位移', en: 'Tapping displacement' }, requirement: '不大于最大允许误差绝对值的1/2' },
      ...{ found: `最大 ${worst(({ tapping }) => tapping)}` },
      isMet: points.every(({ tapping, mpe }) => mpe.times(facts.tapping).gte(tapping)),
    },
  ];
}
