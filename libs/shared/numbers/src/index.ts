export { Numbers, type OrdinarySeries } from './numbers';
export { NumbersModule } from './numbers.module';
