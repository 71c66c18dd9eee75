export { toMermaid } from './diagram';
export {
  type AnyWorkflow,
  defineWorkflow,
  type EventOf,
  nextState,
  openEvents,
  type PartyOf,
  type StateOf,
  type Transition,
  type Workflow,
} from './workflow';
