import type { AnyWorkflow } from './workflow';

/**
 * The table as the arrows of a Mermaid flowchart, on one line that begins at the record's name: all lives fit into one
 * drawing, since each state carries the name of its record. Final states are round.
 */
export function toMermaid({ record, events, final }: AnyWorkflow): string {
  const node = (state: string): string => `${record}.${state}`;
  const arrows = new Map<string, string[]>();
  for (const [event, { from, to }] of Object.entries(events)) {
    const source = from.length > 0 ? from.map(node).join(' & ') : `${record}((${record}))`;
    const arrow = `${source} -->|| ${node(to)};`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  const named = [...arrows].map(([arrow, names]) => arrow.replace('||', `|${names.join(', ')}|`));
  return [...named, ...final.map((state) => `${node(state)}([${state}]);`)].join(' ');
}
