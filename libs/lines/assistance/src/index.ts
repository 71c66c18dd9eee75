export { AssistanceHttpModule } from './assistance.http.module';
export { AssistanceModule } from './assistance.module';
export { AssistanceWorkerModule } from './assistance.worker.module';
