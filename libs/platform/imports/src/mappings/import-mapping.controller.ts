import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import {
  CreateImportMapping,
  ImportMappingList,
  ImportMappingQuery,
  ImportMappingResponse,
  toMappingResponse,
} from './import-mapping.dto';
import { ImportMappingService } from './import-mapping.service';

@ApiTags('imports')
@Controller('v1/import-mappings')
export class ImportMappingController {
  constructor(private readonly mappings: ImportMappingService) {}

  @Post()
  @Allow('keep_register')
  @Operation({
    summary: 'Keep how the columns of the own sheets are read',
    errors: ['imports.unknown_kind', 'imports.unknown_fields', 'imports.repeated_fields', 'imports.bad_unit'],
  })
  async keep(@CurrentActor() actor: Actor, @Body() body: CreateImportMapping): Promise<ImportMappingResponse> {
    return toMappingResponse(await this.mappings.keep(actor, body));
  }

  @Get()
  @Allow()
  @Operation({ summary: 'Mappings of the own organisation', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: ImportMappingQuery): Promise<ImportMappingList> {
    const { items, nextCursor } = await this.mappings.list(actor, query);
    return { items: items.map(toMappingResponse), nextCursor };
  }
}
