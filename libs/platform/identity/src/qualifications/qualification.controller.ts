import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '@nqi/shared/http';
import { Allow } from '../access/allow.decorator';
import { CurrentActor } from '../access/current-actor.decorator';
import type { Actor } from '../actor';
import {
  CreateQualification,
  QualificationList,
  QualificationQuery,
  QualificationResponse,
  toQualificationResponse,
} from './qualification.dto';
import { QualificationQueries } from './qualification.queries';
import { QualificationService } from './qualification.service';

@ApiTags('qualifications')
@Controller('v1/qualifications')
export class QualificationController {
  constructor(
    private readonly qualifications: QualificationService,
    private readonly queries: QualificationQueries,
  ) {}

  @Post()
  @Allow('state_competence')
  @Operation({ summary: 'Enter the licence of a colleague', errors: ['record.duplicate'] })
  async add(@CurrentActor() actor: Actor, @Body() body: CreateQualification): Promise<QualificationResponse> {
    return toQualificationResponse(await this.qualifications.add(actor, body));
  }

  @Get()
  @Allow()
  @Operation({ summary: 'Approvals and licences of the own institution', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: QualificationQuery): Promise<QualificationList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toQualificationResponse), nextCursor };
  }
}
