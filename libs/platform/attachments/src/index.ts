export { type AttachmentKind, AttachmentKinds } from './attachment-kind';
export { AttachmentService } from './attachment.service';
export { AttachmentsHttpModule } from './attachments.http.module';
export { AttachmentsModule } from './attachments.module';
export { AttachmentsWorkerModule } from './attachments.worker.module';
