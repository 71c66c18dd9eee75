export { type NamedStandard, StandardNames } from './standard-names';
export { StandardsHttpModule } from './standards.http.module';
export { StandardsModule } from './standards.module';
