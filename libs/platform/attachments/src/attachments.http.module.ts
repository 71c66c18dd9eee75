import { Module } from '@nestjs/common';
import { AttachmentController } from './attachment.controller';
import { AttachmentQueries } from './attachment.queries';
import { AttachmentsModule } from './attachments.module';

@Module({ imports: [AttachmentsModule], controllers: [AttachmentController], providers: [AttachmentQueries] })
export class AttachmentsHttpModule {}
