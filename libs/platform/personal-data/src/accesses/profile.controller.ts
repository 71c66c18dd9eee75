import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { Unkept, Operation, PageQuery } from '@nqi/shared/http';
import { DataAccessList } from './data-access.dto';
import { DataAccessQueries } from './data-access.queries';
import { GiveIdNumber, PersonResponse, toProfile } from './person.dto';
import { PersonService } from './person.service';

/** What the platform knows of me. */
@ApiTags('me')
@Allow()
@Controller('v1/me')
export class ProfileController {
  constructor(
    private readonly people: PersonService,
    private readonly accesses: DataAccessQueries,
  ) {}

  @Get('profile')
  @Operation({ summary: 'My name, phone and ID number, in full' })
  async profile(@CurrentActor() actor: Actor): Promise<PersonResponse> {
    const { user, facts } = await this.people.get(actor, actor.userId);
    return toProfile(user, facts);
  }

  @Post('id-number')
  @Unkept()
  @Operation({
    summary: 'Give my ID number; needs a consent of its own, and goes with it',
    errors: ['privacy.consent_needed', 'identity.id_number_taken'],
    status: 200,
  })
  async giveIdNumber(@CurrentActor() actor: Actor, @Body() { idNumber }: GiveIdNumber): Promise<PersonResponse> {
    await this.people.giveIdNumber(actor, idNumber);
    return this.profile(actor);
  }

  @Get('data-accesses')
  @Operation({ summary: 'Who looked at my phone or ID number, and why', errors: ['request.bad_cursor'] })
  dataAccesses(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<DataAccessList> {
    return this.accesses.list(actor, page);
  }
}
