export { MetrologyHttpModule } from './metrology.http.module';
export { MetrologyModule } from './metrology.module';
export { MetrologyWorkerModule } from './metrology.worker.module';
