import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { HelpRequestQueries } from '../requests/help-request.queries';
import {
  CreateMessage,
  MarkRead,
  MessageList,
  MessageQuery,
  MessageResponse,
  toMessageResponse,
  UnreadResponse,
} from './message.dto';
import { MessageQueries } from './message.queries';
import { assertTakesPart, ConversationService } from './conversation.service';

@ApiTags('help-requests')
@Allow()
@Names({ id: 'help_request' })
@Controller('v1/help-requests/:id')
export class MessageController {
  constructor(
    private readonly conversation: ConversationService,
    private readonly queries: MessageQueries,
    private readonly requests: HelpRequestQueries,
  ) {}

  @Post('messages')
  @Operation({
    summary: 'Say something to everybody who takes part, or note it internally',
    errors: [
      'record.not_found',
      'assistance.not_in_conversation',
      'assistance.conversation_closed',
      'assistance.notes_are_internal',
    ],
  })
  async post(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: CreateMessage,
  ): Promise<MessageResponse> {
    const messageId = await this.conversation.post(actor, id, body);
    const request = await this.requests.get(actor, id);
    return toMessageResponse(actor, request, await this.queries.get(messageId));
  }

  @Get('messages')
  @Operation({
    summary: 'The conversation, as far as it is for the reader',
    errors: ['record.not_found', 'assistance.not_in_conversation', 'request.bad_cursor'],
  })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: MessageQuery): Promise<MessageList> {
    const request = await this.requests.get(actor, id);
    assertTakesPart(actor, request);
    const { items, nextCursor } = await this.queries.list(actor, request, query);
    return { items: items.map((message) => toMessageResponse(actor, request, message)), nextCursor };
  }

  @Post('read-marker')
  @Operation({
    summary: 'Mark the conversation as read up to a message',
    errors: ['record.not_found', 'assistance.not_in_conversation'],
    status: 200,
  })
  async read(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: MarkRead): Promise<UnreadResponse> {
    await this.conversation.read(actor, id, body.messageId);
    const request = await this.requests.get(actor, id);
    return { unreadCount: (await this.queries.unread(actor, [request])).get(id) ?? 0 };
  }
}
