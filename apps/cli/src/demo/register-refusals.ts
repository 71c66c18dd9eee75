import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RefusedLine } from './register-file';
import type { Stage } from './stage';

const SHOWN = 3;

/** Writes every refused line into the folder and tells the counts by reason with the first few of each. */
export function nameRefusals({ folder, timeline }: Stage, refused: readonly RefusedLine[], file: string): void {
  const path = join(folder, file);
  const sorted = refused.toSorted((one, other) => one.line - other.line);
  const rows = sorted.map(({ line, registrationNumber, reason, value }) => [line, registrationNumber, reason, value]);
  writeFileSync(path, [['row', 'registration_number', 'reason', 'value'], ...rows].map(toCsv).join(''));
  const byReason = new Map<string, RefusedLine[]>();
  for (const one of sorted) byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
  const counted = [...byReason].toSorted(([, one], [, other]) => other.length - one.length);
  timeline.tell(
    `${refused.length} refused, each with its reason in ${path}`,
    ...counted.map(([, lines]) => describe(lines)),
  );
}

function describe(lines: readonly RefusedLine[]): string {
  const examples = lines
    .slice(0, SHOWN)
    .map(({ registrationNumber, value }) =>
      value ? `${registrationNumber} ${JSON.stringify(value)}` : registrationNumber,
    );
  const more = lines.length > SHOWN ? ', …' : '';
  return `${lines.length} × ${lines[0]?.reason ?? ''}: ${examples.join(', ')}${more}`;
}

function toCsv(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\n`;
}
