export { type FormKind, FormKinds } from './form-kind';
export { qrOf } from './form-qr';
export { FormsHttpModule } from './forms.http.module';
export { FormsModule } from './forms.module';
export { FormsWorkerModule } from './forms.worker.module';
