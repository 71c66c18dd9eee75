import { DomainError } from '@nqi/shared/errors';
import { Decimal } from '@nqi/shared/units';
import type { ResultTerms } from './measured-row';
import type { Computed } from './result-row';
import type { Scale, ScaleIntervals, ScaleReadings, WeighingContext, WeighingFacts } from './scale-readings';
import { eccentricityRows, loadRows, repeatabilityOf, weigh, weighed } from './weighing';
import { weighingChecks } from './weighing-checks';
import { weighingTables } from './weighing-tables';

/**
 * Verification or calibration of a digital indicating scale by JJG 539-2016: P = I + e/2 − Δm, errors against the
 * corrected zero, eccentricity, repeatability, zero setting and discrimination.
 * @throws DomainError metrology.instrument_fact_missing, metrology.reading_out_of_range, metrology.readings_incomplete
 */
export function computeWeighing(
  scale: Scale,
  readings: ScaleReadings,
  facts: WeighingFacts,
  terms: ResultTerms,
): Computed {
  const limits = facts.classes[scale.accuracyClass];
  if (!limits) throw new DomainError('metrology.instrument_fact_missing', { missing: ['accuracyClass'] });
  assertIntervals(scale, limits.intervals);
  assertComplete(scale, readings, facts);
  const factor = readings.kind === 'in_service' ? facts.inServiceFactor : '1';
  const mpeAt = (load: Decimal): Decimal => {
    const intervals = load.div(scale.e);
    const step = limits.steps.find(({ upTo }) => intervals.lte(upTo)) ?? limits.steps.at(-1);
    return scale.e.times(step?.mpe ?? 0).times(factor);
  };
  const zeroError = weigh(readings.zero, scale.e);
  const context: WeighingContext = { scale, mpeAt, terms, zeroError };
  const results = {
    loads: loadRows(context, readings.loads),
    eccentricity: eccentricityRows(context, readings.eccentricity),
    repeatability: repeatabilityOf(context, readings.repeatability),
  };
  const shown = weighed(readings.zero, scale.e);
  const zero = { error: zeroError, shown, limit: scale.e.times(facts.zero), unit: terms.unit };
  return {
    rows: [...results.loads, ...results.eccentricity],
    tables: weighingTables(results, terms.unit, terms.decisionRule !== 'none'),
    checks: weighingChecks(results, readings, zero),
  };
}

/** A scale whose number of intervals its class does not allow has wrong facts in the ledger. */
function assertIntervals({ max, e, eKg }: Scale, { least, leastFrom5g, most }: ScaleIntervals): void {
  const n = max.div(e);
  const atLeast = eKg.gte('0.005') ? leastFrom5g : least;
  if (n.lt(atLeast) || n.gt(most))
    throw new DomainError('metrology.instrument_fact_missing', { missing: ['division'] });
}

function assertComplete({ max }: Scale, readings: ScaleReadings, facts: WeighingFacts): void {
  const { kind, loads, eccentricity, repeatability } = readings;
  const all = [...loads, eccentricity, ...repeatability].map(({ load }) => new Decimal(load));
  const outside = all.filter((load) => load.isNegative() || load.gt(max)).map((load) => load.toFixed());
  if (outside.length > 0) {
    throw new DomainError('metrology.reading_out_of_range', { points: outside, low: '0', high: max.toFixed() });
  }
  const leastLoads = facts.leastLoads[kind];
  const missing = [
    ...(loads.length < leastLoads ? [`${leastLoads} loads`] : []),
    ...(loads.some(({ load }) => max.eq(load)) ? [] : [`load ${max.toFixed()}`]),
    ...(repeatability.some(({ runs }) => runs.length < facts.leastRuns) ? [`${facts.leastRuns} runs`] : []),
  ];
  if (missing.length > 0) throw new DomainError('metrology.readings_incomplete', { missing });
}
