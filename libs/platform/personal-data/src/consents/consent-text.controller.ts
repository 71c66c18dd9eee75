import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import { ConsentTextList } from './consent.dto';
import { ConsentService } from './consent.service';

/** Open to everybody: who registers reads before there is an account. */
@ApiTags('consent-texts')
@Public()
@Controller('v1/consent-texts')
export class ConsentTextController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @Operation({ summary: 'The texts in force that people are asked to agree to' })
  async list(): Promise<ConsentTextList> {
    return { items: await this.consents.texts() };
  }
}
