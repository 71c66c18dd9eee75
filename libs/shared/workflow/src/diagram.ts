import type { AnyWorkflow } from './workflow';

const WIDTH = 118;

/** The table as a Mermaid flowchart, several events on a line: all lives fit into one document. Final states are round. */
export function toMermaid({ events, final }: AnyWorkflow): string {
  const arrows = Object.entries(events).map(
    ([event, { from, to }]) => `${from.length > 0 ? from.join(' & ') : 'begin((" "))'} -->|${event}| ${to};`,
  );
  return ['flowchart LR', ...lines([...arrows, ...final.map((state) => `${state}([${state}]);`)])].join('\n');
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
