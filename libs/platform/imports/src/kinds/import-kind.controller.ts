import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { ImportKinds } from './import-kind';
import { ImportKindList, toKindResponse } from './import-kind.dto';

@ApiTags('imports')
@Controller('v1/import-kinds')
export class ImportKindController {
  constructor(private readonly kinds: ImportKinds) {}

  @Get()
  @Allow()
  @Operation({ summary: 'Registers that take sheets, and the fields that their columns can say' })
  list(): ImportKindList {
    return { items: this.kinds.all().map(toKindResponse) };
  }
}
