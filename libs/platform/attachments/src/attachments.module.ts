import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '@nqi/shared/files';
import { Attachment } from './attachment.entity';
import { AttachmentKinds } from './attachment-kind';
import { AttachmentService } from './attachment.service';

/** Files at records. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment]), FilesModule],
  providers: [AttachmentKinds, AttachmentService],
  exports: [AttachmentKinds, AttachmentService],
})
export class AttachmentsModule {}
