import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { UnmaskContact, UnmaskedContact, UnmaskingService } from '@nqi/platform/personal-data';
import { DomainError } from '@nqi/shared/errors';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { FILING_CONTACT_PHONE } from './filing.entity';
import { partiesOf } from './filing.policy';
import { FilingQueries, scopesOf } from './filing.queries';

/** The contact of a record, for those who work on it. */
@ApiTags('elevator-filings')
@Allow()
@Names({ id: 'elevator_filing' })
@Controller('v1/elevator-filings')
export class FilingContactController {
  constructor(
    private readonly queries: FilingQueries,
    private readonly unmasking: UnmaskingService,
  ) {}

  @Post(':id/unmasking')
  @Unkept()
  @Operation({
    summary: "The contact's phone in full, for a party to the filing; the person can read who looked and why",
    by: ['use_unit', 'maintenance_unit', 'institution_clerk', 'institution_finance', 'institution_admin', 'inspector'],
    errors: ['record.not_found', 'access.forbidden'],
    status: 200,
  })
  async unmask(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: UnmaskContact,
  ): Promise<UnmaskedContact> {
    const filing = await this.queries.whole(actor, id);
    if (partiesOf(actor, filing, scopesOf(filing)).size === 0) throw new DomainError('access.forbidden');
    const place = { column: FILING_CONTACT_PHONE, id };
    return { contactPhone: await this.unmasking.contactPhone(actor, place, filing.contactPhone, reason) };
  }
}
