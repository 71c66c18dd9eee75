import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { toCapability } from '../directory/equipment-response.dto';
import { CapabilityListQuery, type CapabilityMatch, CapabilityMatchList } from './capability.dto';
import { CapabilityQueries, type CapabilityRow } from './capability.queries';

@ApiTags('equipment')
@Allow()
@Controller('v1/equipment-capabilities')
export class EquipmentCapabilityController {
  constructor(private readonly queries: CapabilityQueries) {}

  @Get()
  @Operation({
    summary: 'The best in the city for a capability: open equipment by uncertainty, with its evidence',
    errors: ['request.bad_cursor'],
  })
  async list(@Query() query: CapabilityListQuery): Promise<CapabilityMatchList> {
    const { items, nextCursor } = await this.queries.list(query);
    return { items: items.map(toMatch), nextCursor };
  }
}

function toMatch(row: CapabilityRow): CapabilityMatch {
  const { equipmentId: id, equipmentName: name, nameEn, model, manufacturer } = row;
  const { providerId, providerName, districtCode, address, siUncertainty } = row;
  const equipment = { id, name, nameEn, model, manufacturer, providerId, providerName, districtCode, address };
  return { ...toCapability(row), siUncertainty, equipment };
}
