import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { Operation, PageQuery } from '@nqi/shared/http';
import { CreditList, CreditResponse, GrantCredit, toCreditResponse } from './payment-credit.dto';
import { PaymentCreditQueries } from './payment-credit.queries';
import { PaymentCreditService } from './payment-credit.service';

@ApiTags('payment-credits')
@ForKeys(null)
@Controller('v1/payment-credits')
export class PaymentCreditController {
  constructor(
    private readonly credits: PaymentCreditService,
    private readonly queries: PaymentCreditQueries,
  ) {}

  @Post()
  @Allow('give_credit')
  @Operation({ summary: 'Let a customer of the own organisation pay later, up to a limit', status: 200 })
  async grant(@CurrentActor() actor: Actor, @Body() body: GrantCredit): Promise<CreditResponse> {
    return toCreditResponse(await this.credits.grant(actor, body));
  }

  @Get()
  @Allow('bill')
  @Operation({ summary: 'Credits that the own organisation gives or has', errors: ['request.bad_cursor'] })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<CreditList> {
    const { items, nextCursor } = await this.queries.list(actor, query);
    return { items: items.map(toCreditResponse), nextCursor };
  }
}
