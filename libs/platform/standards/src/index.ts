export { StandardsHttpModule } from './standards.http.module';
export { StandardsModule } from './standards.module';
