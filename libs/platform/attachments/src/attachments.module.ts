import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonalDataModule } from '@nqi/platform/personal-data';
import { FilesModule } from '@nqi/shared/files';
import { Attachment } from './attachment.entity';
import { AttachmentKinds } from './attachment-kind';
import { AttachmentNamesKind } from './attachment-names.kind';
import { AttachmentService } from './attachment.service';

/** Files at records. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment]), FilesModule, PersonalDataModule],
  providers: [AttachmentKinds, AttachmentService, AttachmentNamesKind],
  exports: [AttachmentKinds, AttachmentService],
})
export class AttachmentsModule {}
