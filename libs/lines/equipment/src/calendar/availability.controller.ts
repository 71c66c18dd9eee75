import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation } from '@nqi/shared/http';
import { AvailabilityQueries } from './availability.queries';
import { Availability, AvailabilityQuery } from './period.dto';

@ApiTags('equipment')
@Allow()
@Names({ id: 'equipment' })
@Controller('v1/equipment/:id/availability')
export class AvailabilityController {
  constructor(private readonly queries: AvailabilityQueries) {}

  @Get()
  @Operation({ summary: 'What is taken and what is free, for up to 31 days', errors: ['record.not_found'] })
  get(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: AvailabilityQuery): Promise<Availability> {
    return this.queries.of(actor, id, query);
  }
}
