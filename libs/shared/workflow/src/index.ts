export { toMermaid } from './diagram';
export { type AnyWorkflow, defineWorkflow, nextState, openEvents, type Transition, type Workflow } from './workflow';
