import { Module } from '@nestjs/common';
import { AttachmentContents } from './attachment-contents';
import { AttachmentController } from './attachment.controller';
import { AttachmentQueries } from './attachment.queries';
import { AttachmentsModule } from './attachments.module';
import { DownloadTicketController } from './download-ticket.controller';
import { DownloadTickets } from './download-ticket.service';

@Module({
  imports: [AttachmentsModule],
  controllers: [AttachmentController, DownloadTicketController],
  providers: [AttachmentQueries, AttachmentContents, DownloadTickets],
})
export class AttachmentsHttpModule {}
