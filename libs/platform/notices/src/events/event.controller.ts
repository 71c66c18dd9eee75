import { Controller, Get, Headers, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import type { FastifyReply } from 'fastify';
import { CurrentEar } from './ear.decorator';
import { EventList, EventsQuery } from './event.dto';
import { type Ear, EventService } from './event.service';

@ApiTags('notices')
@SignedIn()
@Controller('v1/events')
export class EventController {
  constructor(private readonly events: EventService) {}

  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'What `after` says, as event sources send it' })
  @ApiOkResponse({ type: EventList })
  @Operation({
    summary: 'What I am told, as it happens: a stream for who accepts text/event-stream, else the next events',
    errors: ['request.bad_cursor', 'notices.too_many_streams'],
  })
  async get(
    @CurrentEar() ear: Ear,
    @Query() { after, wait = 0 }: EventsQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventList | StreamableFile> {
    const last = headers['last-event-id'] ?? after;
    void reply.header('Cache-Control', 'no-store');
    if (!headers.accept?.includes('text/event-stream')) return this.events.next(ear, last, wait);
    // Proxies that collect an answer before they pass it on would collect for ever.
    void reply.header('X-Accel-Buffering', 'no');
    return (await this.events.stream(ear, last)).answer;
  }
}
