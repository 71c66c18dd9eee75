import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { FileAnswer } from '@nqi/shared/files';
import { IdParam, Names, Operation, Public, Unkept } from '@nqi/shared/http';
import type { FastifyReply } from 'fastify';
import { AttachmentContents } from './attachment-contents';
import { DownloadQuery, DownloadTicket } from './attachment.dto';
import { AttachmentQueries } from './attachment.queries';
import { DownloadTickets } from './download-ticket.service';

/** Links to files that a browser can follow. */
@ApiTags('attachments')
@Controller('v1')
export class DownloadTicketController {
  constructor(
    private readonly tickets: DownloadTickets,
    private readonly queries: AttachmentQueries,
    private readonly contents: AttachmentContents,
  ) {}

  @Post('attachments/:id/ticket')
  @Allow()
  @Unkept()
  @Names({ id: 'attachment' })
  @Operation({
    summary: 'A link to the file that a browser can follow without a token, for a minute',
    errors: ['record.not_found'],
  })
  async issue(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DownloadTicket> {
    const { ticket, until } = this.tickets.issue(actor, await this.queries.get(actor, id));
    return { href: `/v1/downloads?ticket=${ticket}`, expiresAt: until };
  }

  @Get('downloads')
  @Public()
  @Operation({
    summary: 'The file of a ticket, or the range of it, as long as who asked for the ticket may read it',
    file: 'application/octet-stream',
    errors: ['record.not_found'],
  })
  async redeem(
    @Query() { ticket }: DownloadQuery,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    // What stands in the address stands in logs and histories of others, too; it is over in a minute.
    void reply.header('Referrer-Policy', 'no-referrer');
    return this.contents.answer(await this.tickets.redeem(ticket), range, reply);
  }
}
