import type { AnyWorkflow } from './workflow';

/** The table as a Mermaid state diagram. */
export function toMermaid(workflow: AnyWorkflow): string {
  const lines = Object.entries(workflow.events).flatMap(([event, { from, to }]) =>
    (from.length > 0 ? from : ['[*]']).map((state) => `  ${state} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', ...lines, ...workflow.final.map((state) => `  ${state} --> [*]`)].join('\n');
}
