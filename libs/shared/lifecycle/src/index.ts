export type { Agent, Cause, Life, Living, Remark } from './life';
export { Lifecycle } from './lifecycle';
export { LifecycleModule } from './lifecycle.module';
