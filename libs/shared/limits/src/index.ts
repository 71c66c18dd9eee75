export { type Allowance, Limits, type Standing } from './limits';
export { LimitsModule } from './limits.module';
export { LimitsSweep } from './limits.sweep';
export { networkOf } from './network-of';
