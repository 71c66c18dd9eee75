import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Conditions, Lists, Operation, Public } from '@nqi/shared/http';
import { DistrictList, DistrictQuery, type DistrictResponse } from './district.dto';

const COLUMNS = `d.code AS id, d.code, d.name_zh AS "nameZh", d.name_en AS "nameEn", d.kind,
  d.valid_from AS "validFrom", d.valid_to AS "validTo", d.merged_into AS "mergedInto",
  d.longitude::text AS longitude, d.latitude::text AS latitude`;

/** The districts of the city, past ones with what became of them: older records stand under those. */
@ApiTags('districts')
@Public()
@Controller('v1/districts')
export class DistrictController {
  constructor(private readonly lists: Lists) {}

  @Get()
  @Operation({ summary: 'Districts, past and present', errors: ['request.bad_cursor'] })
  async list(@Query() query: DistrictQuery): Promise<DistrictList> {
    const { items, nextCursor } = await this.lists.page<DistrictResponse & { id: string }>({
      ...{ columns: COLUMNS, from: 'districts d', page: query, sort: 'code', sortBy: 'd.code', id: 'd.code' },
      where: new Conditions().addIf(query.validOn, `? BETWEEN d.valid_from AND coalesce(d.valid_to, 'infinity')`),
      valueOf: ({ code }) => code,
    });
    return { items: items.map(({ id: _, ...district }) => district), nextCursor };
  }
}
