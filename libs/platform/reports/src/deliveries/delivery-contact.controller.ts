import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { UnmaskContact, UnmaskedContact, UnmaskingService } from '@nqi/platform/personal-data';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { DELIVERY_PHONE } from './report-delivery.entity';
import { partiesOf } from './report-delivery.policy';
import { ReportDeliveryQueries } from './report-delivery.queries';

/** Whom a delivery goes to, for those who bring it there. */
@ApiTags('report-deliveries')
@Allow()
@Names({ id: 'report_delivery' })
@Controller('v1/report-deliveries')
export class DeliveryContactController {
  constructor(
    private readonly queries: ReportDeliveryQueries,
    private readonly unmasking: UnmaskingService,
  ) {}

  @Post(':id/unmasking')
  @Unkept()
  @Operation({
    summary: "The recipient's phone in full, for who delivers; the person can read who looked and why",
    by: ['institution_clerk'],
    errors: ['record.not_found', 'access.forbidden'],
    status: 200,
  })
  async unmask(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: UnmaskContact,
  ): Promise<UnmaskedContact> {
    const delivery = await this.queries.get(actor, id);
    if (!partiesOf(actor, delivery).has('institution_clerk')) throw new DomainError('access.forbidden');
    const place = { column: DELIVERY_PHONE, id };
    return { contactPhone: await this.unmasking.contactPhone(actor, place, delivery.contactPhone, reason) };
  }
}
