import { Body, Controller, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, IfMatch, Names, Operation } from '@nqi/shared/http';
import { InstrumentResponse, toInstrumentResponse } from './instrument-response.dto';
import { OverrideMandatory, ReturnInstrument } from './instrument.dto';
import { InstrumentQueries } from './instrument.queries';
import { InstrumentService } from './instrument.service';
import { instrumentWorkflow } from './instrument.workflow';

/** 备案: what owner and regulator settle between them. */
@ApiTags('instruments')
@Allow()
@Names({ id: 'instrument' })
@Controller('v1/instruments/:id')
export class InstrumentFilingController {
  constructor(
    private readonly instruments: InstrumentService,
    private readonly queries: InstrumentQueries,
  ) {}

  @Post('filing')
  @Operation({
    summary: 'File a draft with the regulator of its district, or answer a return',
    event: [instrumentWorkflow, 'file'],
    errors: ['metrology.district_required'],
    status: 200,
  })
  async file(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<InstrumentResponse> {
    await this.instruments.file(actor, id);
    return this.answer(actor, id);
  }

  @Post('return')
  @Operation({ summary: 'Return a filing to its owner', event: [instrumentWorkflow, 'return'], status: 200 })
  async return(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: ReturnInstrument,
  ): Promise<InstrumentResponse> {
    await this.instruments.return(actor, id, reason);
    return this.answer(actor, id);
  }

  @Patch('mandatory-override')
  @Operation({
    summary: 'Say whether the law binds an instrument, against catalogue and purpose; null: as they say',
    by: ['regulator'],
    errors: ['record.not_found', 'access.forbidden', 'precondition.required', 'precondition.stale'],
  })
  async override(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: OverrideMandatory,
  ): Promise<InstrumentResponse> {
    await this.instruments.overrideMandatory(actor, id, version, body);
    return this.answer(actor, id);
  }

  private async answer(actor: Actor, id: string): Promise<InstrumentResponse> {
    return toInstrumentResponse(actor, await this.queries.withRegulation(actor, id));
  }
}
