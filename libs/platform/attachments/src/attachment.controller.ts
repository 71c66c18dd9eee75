import { Body, Controller, Get, Headers, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { DomainError } from '@nqi/shared/errors';
import { type FileAnswer, fileTypes } from '@nqi/shared/files';
import { IdParam, Names, Operation, TakesBytes } from '@nqi/shared/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentContents } from './attachment-contents';
import {
  AttachFile,
  AttachmentList,
  AttachmentQuery,
  AttachmentResponse,
  toAttachmentResponse,
} from './attachment.dto';
import { AttachmentQueries } from './attachment.queries';
import { AttachmentService } from './attachment.service';

@ApiTags('attachments')
@Allow()
@Names({ id: 'attachment' })
@Controller('v1/attachments')
export class AttachmentController {
  constructor(
    private readonly attachments: AttachmentService,
    private readonly queries: AttachmentQueries,
    private readonly contents: AttachmentContents,
  ) {}

  @Post()
  @Operation({
    summary: 'Ask for a place for a file at a record; its bytes are sent there',
    errors: [
      ...(['record.not_found', 'access.forbidden', 'attachments.closed', 'attachments.unknown_kind'] as const),
      ...(['attachments.too_many', 'files.type_not_allowed', 'files.too_large'] as const),
    ],
  })
  async announce(@CurrentActor() actor: Actor, @Body() body: AttachFile): Promise<AttachmentResponse> {
    return this.get(actor, await this.attachments.announce(actor, body));
  }

  @Get()
  @Operation({ summary: 'The attachments of a record', errors: ['record.not_found', 'request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: AttachmentQuery): Promise<AttachmentList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map((item) => toAttachmentResponse(actor.userId, item)), nextCursor };
  }

  @Get(':id')
  @Operation({ summary: 'One attachment', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AttachmentResponse> {
    return toAttachmentResponse(actor.userId, await this.queries.get(actor, id));
  }

  @Put(':id/content')
  @TakesBytes([...fileTypes.keys()])
  @Operation({
    summary: 'Send the bytes of a file, as they are',
    by: ['attacher'],
    errors: [
      ...(['record.not_found', 'access.forbidden', 'attachments.closed', 'attachments.not_awaited'] as const),
      ...(['files.type_not_allowed', 'files.content_differs', 'files.too_large', 'files.empty'] as const),
      ...(['files.infected', 'attachments.send_again'] as const),
    ],
  })
  async send(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentResponse> {
    const attachment = await this.queries.get(actor, id);
    if (attachment.attachedById !== actor.userId) throw new DomainError('access.forbidden');
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (type !== attachment.type) {
      throw new DomainError('files.content_differs', { type: attachment.type, found: type || 'unknown' });
    }
    await this.attachments.store(actor, attachment, request.raw);
    return this.get(actor, id);
  }

  @Get(':id/content')
  @Operation({
    summary: 'The file, or the range of it',
    file: 'application/octet-stream',
    errors: ['record.not_found'],
  })
  async content(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Headers('range') range: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileAnswer> {
    return this.contents.answer(await this.queries.get(actor, id), range, reply);
  }

  @Post(':id/removal')
  @Operation({
    summary: 'Take back what one attached, while the record is open',
    by: ['attacher'],
    errors: ['record.not_found', 'access.forbidden', 'attachments.closed'],
    status: 200,
  })
  async remove(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AttachmentResponse> {
    const attachment = await this.queries.get(actor, id);
    await this.attachments.remove(actor, id);
    return toAttachmentResponse(actor.userId, { ...attachment, state: 'removed' });
  }
}
