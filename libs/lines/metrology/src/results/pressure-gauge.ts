import { DomainError } from '@nqi/shared/errors';
import { Decimal } from '@nqi/shared/units';
import { largest, shownLike } from './entered-digits';
import type { Gauge, GaugedPoint, GaugePoint, GaugeReadings, PressureGaugeFacts } from './gauge-readings';
import { measuredRow, type ResultTerms } from './measured-row';
import { gaugeChecks } from './pressure-gauge-checks';
import { pressureGaugeTable } from './pressure-gauge-table';
import type { Computed, Direction, ResultRow } from './result-row';

/**
 * Verification or calibration of a pressure gauge by JJG 52-2013: errors up and down after tapping, tapping
 * displacement (at most half the limit), hysteresis (at most the limit) and the zero.
 * @throws DomainError metrology.instrument_fact_missing, metrology.reading_out_of_range, metrology.readings_incomplete
 */
export function computePressureGauge(
  gauge: Gauge,
  readings: GaugeReadings,
  facts: PressureGaugeFacts,
  terms: ResultTerms,
): Computed {
  const limits = facts.classes[facts.sameAs[gauge.accuracyClass] ?? gauge.accuracyClass];
  if (!limits) throw new DomainError('metrology.instrument_fact_missing', { missing: ['accuracyClass'] });
  assertPoints(gauge, readings.points, facts);
  const span = gauge.high.minus(gauge.low);
  const mpeAt = (at: Decimal): Decimal => {
    const isUpper = at.div(endOf(gauge)).gte(facts.upperFrom);
    return span.times(isUpper ? limits.upper : limits.mpe).div(100);
  };
  const points = readings.points.map((point) => gauged(point, mpeAt(new Decimal(point.nominal)), terms));
  const zeroMpe = span.times(readings.hasStopPin ? limits.zero : limits.mpe).div(100);
  return {
    rows: points.flatMap(({ up, down }) => [up, down]),
    tables: [pressureGaugeTable(points, terms.unit, terms.decisionRule !== 'none')],
    checks: gaugeChecks(points, readings, { zeroMpe, facts, unit: terms.unit }),
  };
}

function gauged(point: GaugePoint, mpe: Decimal, terms: ResultTerms): GaugedPoint {
  const nominal = new Decimal(point.nominal);
  const row = (direction: Direction, indication: string): ResultRow => {
    const at = { nominal: point.nominal, reference: point.nominal, mpe: mpe.toFixed() };
    return { ...measuredRow({ section: 'indication', ...at, indication }, terms), direction };
  };
  const moved = (before: string, after: string): string =>
    shownLike(new Decimal(after).minus(before).abs(), before, after);
  return {
    ...{ nominal, mpe, up: row('up', point.upAfter), down: row('down', point.downAfter) },
    tapping: largest([moved(point.upBefore, point.upAfter), moved(point.downBefore, point.downAfter)]),
    hysteresis: moved(point.upAfter, point.downAfter),
  };
}

/** The end that counts: of a vacuum gauge its low one. */
function endOf({ low, high }: Gauge): Decimal {
  return high.abs().gte(low.abs()) ? high : low;
}

function assertPoints(gauge: Gauge, points: readonly GaugePoint[], { leastPoints }: PressureGaugeFacts): void {
  const { low, high } = gauge;
  const end = endOf(gauge);
  const nominals = points.map(({ nominal }) => new Decimal(nominal));
  const outside = nominals.filter((at) => at.lt(low) || at.gt(high)).map((at) => at.toFixed());
  if (outside.length > 0) {
    throw new DomainError('metrology.reading_out_of_range', {
      points: outside,
      low: low.toFixed(),
      high: high.toFixed(),
    });
  }
  const hasEnd = nominals.some((at) => at.eq(end));
  const missing = [
    ...(nominals.length < leastPoints ? [`${leastPoints} points`] : []),
    ...(hasEnd ? [] : [`nominal ${end.toFixed()}`]),
  ];
  if (missing.length > 0) throw new DomainError('metrology.readings_incomplete', { missing });
}
