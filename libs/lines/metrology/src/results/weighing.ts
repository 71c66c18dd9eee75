import { Decimal } from '@nqi/shared/units';
import { shownLike } from './entered-digits';
import { measuredRow } from './measured-row';
import type { Direction, ResultRow } from './result-row';
import type { Repeated, ScaleReadings, Weighing, WeighingContext } from './scale-readings';

/** The indication before rounding, P = I + e/2 − Δm (JJG 539-2016); without Δm the indication itself. */
export function weigh({ indication, added }: Weighing, e: Decimal): Decimal {
  const shown = new Decimal(indication);
  return added === undefined || added === null ? shown : shown.plus(e.div(2)).minus(added);
}

/** The same with the digits of the readings. */
export function weighed(weighing: Weighing, e: Decimal): string {
  return shownLike(weigh(weighing, e), weighing.indication, weighing.added ?? '');
}

/** One load: error E = P − m, corrected by the error at zero. */
export function loadRow(
  { scale, terms, mpeAt, zeroError }: WeighingContext,
  { section, load, weighing }: { section: string; load: string; weighing: Weighing },
): ResultRow {
  const indication = weighed(weighing, scale.e);
  const error = new Decimal(indication).minus(load).minus(zeroError);
  const mpe = mpeAt(new Decimal(load)).toFixed();
  return measuredRow({ section, nominal: load, reference: load, indication, error, mpe }, terms);
}

/** Loading and unloading. */
export function loadRows(context: WeighingContext, loads: ScaleReadings['loads']): ResultRow[] {
  const row = (load: string, weighing: Weighing, direction: Direction): ResultRow => ({
    ...loadRow(context, { section: 'weighing', load, weighing }),
    direction,
  });
  return loads.flatMap(({ load, up, down }) => [row(load, up, 'up'), ...(down ? [row(load, down, 'down')] : [])]);
}

/** 偏载: the same load at several places. */
export function eccentricityRows(
  context: WeighingContext,
  { load, positions }: ScaleReadings['eccentricity'],
): ResultRow[] {
  return positions.map(({ position, ...weighing }, index) => ({
    ...loadRow(context, { section: 'eccentricity', load, weighing }),
    ...{ label: position, run: index + 1 },
  }));
}

/** 重复性: the largest difference between runs of one load. */
export function repeatabilityOf({ scale, mpeAt }: WeighingContext, loads: ScaleReadings['repeatability']): Repeated[] {
  return loads.map(({ load, runs }) => {
    const values = runs.map((run) => weighed(run, scale.e));
    const spread = Decimal.max(...values).minus(Decimal.min(...values));
    return { load, values, spread: shownLike(spread, ...values), mpe: mpeAt(new Decimal(load)) };
  });
}
