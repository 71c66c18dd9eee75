import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor, ForKeys } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { PaymentStatement, StatementQuery } from './payment-statement.dto';
import { PaymentStatementQueries } from './payment-statement.queries';

@ApiTags('payment-statements')
@ForKeys(null)
@Controller('v1/payment-statements')
export class PaymentStatementController {
  constructor(private readonly statements: PaymentStatementQueries) {}

  @Get()
  @Allow('bill')
  @Operation({ summary: 'What the own organisation and each other one ordered, paid, owe and gave back in a month' })
  async get(@CurrentActor() actor: Actor, @Query() { month }: StatementQuery): Promise<PaymentStatement> {
    return { month, items: await this.statements.of(actor, month) };
  }
}
