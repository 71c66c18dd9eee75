import type { AnyWorkflow } from './workflow';

/**
 * The table as a Mermaid flowchart that begins at the record's name, on one line: all lives fit into one document. Final
 * states are round.
 */
export function toMermaid({ record, events, final }: AnyWorkflow): string {
  const arrows = new Map<string, string[]>();
  for (const [event, { from, to }] of Object.entries(events)) {
    const source = from.length > 0 ? from.join(' & ') : `begin((${record}))`;
    const arrow = `${source} -->|| ${to};`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  const named = [...arrows].map(([arrow, names]) => arrow.replace('||', `|${names.join(', ')}|`));
  return ['flowchart LR;', ...named, ...final.map((state) => `${state}([${state}]);`)].join(' ');
}
