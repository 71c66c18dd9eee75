import type { AnyWorkflow } from './workflow';

const WIDTH = 160;

/**
 * The table as a Mermaid flowchart that begins at the record's name, several events on a line: all lives fit into one
 * document. Final states are round.
 */
export function toMermaid({ record, events, final }: AnyWorkflow): string {
  const arrows = new Map<string, string[]>();
  for (const [event, { from, to }] of Object.entries(events)) {
    const source = from.length > 0 ? from.join(' & ') : `begin((${record}))`;
    const arrow = `${source} -->|| ${to};`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  const named = [...arrows].map(([arrow, names]) => arrow.replace('||', `|${names.join(', ')}|`));
  return ['flowchart LR', ...lines([...named, ...final.map((state) => `${state}([${state}]);`)])].join('\n');
}

function lines(statements: readonly string[]): string[] {
  const written: string[] = [];
  for (const statement of statements) {
    const last = written.at(-1);
    if (last && last.length + statement.length < WIDTH) written[written.length - 1] = `${last} ${statement}`;
    else written.push(`  ${statement}`);
  }
  return written;
}
