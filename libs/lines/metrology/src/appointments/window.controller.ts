import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import {
  ChangeWindow,
  OpenWindow,
  toWindowResponse,
  AppointmentWindowList,
  WindowQuery,
  AppointmentWindowResponse,
} from './window.dto';
import { WindowQueries } from './window.queries';
import { WindowService } from './window.service';

@ApiTags('appointment-windows')
@ForKeys(null)
@Names({ id: 'appointment_window' })
@Controller('v1/appointment-windows')
export class AppointmentWindowController {
  constructor(
    private readonly windows: WindowService,
    private readonly queries: WindowQueries,
  ) {}

  @Post()
  @Allow('offer_services')
  @Operation({ summary: 'Open a window for deliveries', errors: ['metrology.day_past', 'record.duplicate'] })
  async open(@CurrentActor() actor: Actor, @Body() body: OpenWindow): Promise<AppointmentWindowResponse> {
    return this.get(await this.windows.open(actor, body));
  }

  @Get()
  @Allow()
  @Operation({ summary: 'Windows of a laboratory by day', errors: ['request.bad_cursor'] })
  async list(@Query() query: WindowQuery): Promise<AppointmentWindowList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toWindowResponse), nextCursor };
  }

  @Get(':id')
  @Allow()
  @Operation({ summary: 'One window', errors: ['record.not_found'] })
  async get(@IdParam() id: string): Promise<AppointmentWindowResponse> {
    return toWindowResponse(await this.queries.get(id));
  }

  @Patch(':id')
  @Names({ id: 'appointment_window.own' })
  @Allow('offer_services')
  @Operation({
    summary: 'Change the places of a window, or close it',
    errors: ['record.not_found', 'precondition.required', 'precondition.stale', 'metrology.window_in_use'],
  })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ChangeWindow,
  ): Promise<AppointmentWindowResponse> {
    await this.windows.change(actor, id, version, body);
    return this.get(id);
  }
}
