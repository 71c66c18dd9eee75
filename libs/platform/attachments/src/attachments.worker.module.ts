import { Module } from '@nestjs/common';
import { AttachmentsModule } from './attachments.module';
import { AttachmentsSweep } from './attachments.sweep';

@Module({ imports: [AttachmentsModule], providers: [AttachmentsSweep] })
export class AttachmentsWorkerModule {}
