import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { UnmaskContact, UnmaskedContact, UnmaskingService } from '@nqi/platform/personal-data';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { ORDER_CONTACT_PHONE } from './order.entity';
import { partiesOf } from './order.policy';
import { OrderQueries } from './order.queries';

/** The contact of a record, for those who work on it. */
@ApiTags('metrology-orders')
@Allow()
@Names({ id: 'metrology_order' })
@Controller('v1/metrology-orders')
export class MetrologyOrderContactController {
  constructor(
    private readonly queries: OrderQueries,
    private readonly unmasking: UnmaskingService,
  ) {}

  @Post(':id/unmasking')
  @Unkept()
  @Operation({
    summary: "The contact's phone in full, for a party to the order; the person can read who looked and why",
    by: ['client', 'client_admin', 'laboratory_clerk', 'laboratory_admin'],
    errors: ['record.not_found', 'access.forbidden'],
    status: 200,
  })
  async unmask(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: UnmaskContact,
  ): Promise<UnmaskedContact> {
    const order = await this.queries.whole(actor, id);
    if (partiesOf(actor, order).size === 0) throw new DomainError('access.forbidden');
    const place = { column: ORDER_CONTACT_PHONE, id };
    return { contactPhone: await this.unmasking.contactPhone(actor, place, order.contactPhone, reason) };
  }
}
