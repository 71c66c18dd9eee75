export { Health } from './health';
export { HealthHttpModule } from './health.http.module';
export { HealthModule } from './health.module';
export { HealthWorkerModule } from './health.worker.module';
