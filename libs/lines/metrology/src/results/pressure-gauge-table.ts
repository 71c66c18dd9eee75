import type { GaugedPoint } from './gauge-readings';
import { CONFORMITY_WORDS, type ResultTable } from './result-row';
import { overall } from './conformity';

/** The points of a pressure gauge as they are printed: one line a graduation. */
export function pressureGaugeTable(points: readonly GaugedPoint[], unit: string, isJudged: boolean): ResultTable {
  const k = points[0]?.up.k ?? '2';
  const columns = [
    { zh: '标准压力', en: 'Reference' },
    { zh: '升压示值', en: 'Rising' },
    { zh: '降压示值', en: 'Falling' },
    { zh: '升压误差', en: 'Error up' },
    { zh: '降压误差', en: 'Error down' },
    { zh: '回程误差', en: 'Hysteresis' },
    { zh: '轻敲位移', en: 'Tapping' },
    { zh: '最大允许误差', en: 'MPE' },
    { zh: `U (k = ${k})`, en: 'Uncertainty' },
    ...(isJudged ? [{ zh: '结论', en: 'Result' }] : []),
  ];
  return {
    title: { zh: `示值检定（${unit}）`, en: `Indication, in ${unit}` },
    columns,
    rows: points.map((point) => line(point, isJudged)),
  };
}

function line({ up, down, mpe, tapping, hysteresis }: GaugedPoint, isJudged: boolean): string[] {
  const conformity = overall([up.conformity, down.conformity]);
  return [
    ...[up.nominal, up.indication, down.indication, up.error, down.error].map((value) => value ?? '—'),
    ...[hysteresis, tapping, `±${mpe.toFixed()}`, up.uncertainty ?? '—'],
    ...(isJudged ? [conformity ? CONFORMITY_WORDS[conformity] : '—'] : []),
  ];
}
