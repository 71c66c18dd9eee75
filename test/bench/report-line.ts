/** One measured figure: ours and the baseline's, medians of the same run. */
export interface Figure {
  name: string;
  value: number;
  baseline: number;
  unit: string;
  /** Where less is better (milliseconds, megabytes) the ratio is turned round, so that higher is better everywhere. */
  lessIsBetter?: boolean;
  /** The ratio that the project wants to hold, where one is set. */
  goal?: number;
  /** The most that the value itself may be, in its unit, where the project promises that instead of a ratio. */
  limit?: number;
}

/** How much of the baseline we reach; higher is better. */
export function ratioOf({ value, baseline, lessIsBetter }: Figure): number {
  return lessIsBetter ? baseline / value : value / baseline;
}

/** What a program reads: one line a figure. */
export function benchLine(figure: Figure): string {
  const { name, value, unit, baseline } = figure;
  const line = { name, value: rounded(value), unit, baseline: rounded(baseline), ratio: twoPlaces(ratioOf(figure)) };
  return `BENCH ${JSON.stringify(line)}`;
}

/** What a person reads. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    String(rounded(figure.value)),
    String(rounded(figure.baseline)),
    figure.unit,
    twoPlaces(ratioOf(figure)).toFixed(2),
    goalOf(figure),
  ]);
  const all = [['figure', 'ours', 'baseline', 'unit', 'ratio', 'goal'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n');
}

function goalOf(figure: Figure): string {
  const { value, limit } = figure;
  if (limit !== undefined) return `${value <= limit ? 'reached' : 'missed'} ≤ ${limit} ${figure.unit}`;
  if (figure.goal === undefined) return '';
  return `${ratioOf(figure) >= figure.goal ? 'reached' : 'missed'} ${figure.goal.toFixed(2)}`;
}

/** Three figures and more mean something; the rest is the mood of the machine. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

function twoPlaces(value: number): number {
  return Math.round(value * 100) / 100;
}
