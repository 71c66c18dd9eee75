import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, CurrentActor } from '@nqi/platform/identity';
import { IdParam, Names, Operation, Unkept } from '@nqi/shared/http';
import { PersonResponse, toMaskedPerson, UnmaskedPerson, UnmaskPerson } from './person.dto';
import { PersonService } from './person.service';

@ApiTags('users')
@Names({ id: 'user' })
@Controller('v1/users')
export class PersonController {
  constructor(private readonly people: PersonService) {}

  @Get(':id')
  @Allow()
  @Operation({ summary: 'A person, phone and ID number masked', errors: ['record.not_found'] })
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PersonResponse> {
    const { user, facts } = await this.people.get(actor, id);
    return toMaskedPerson(user, facts);
  }

  @Post(':id/unmasking')
  @Allow('unmask_people')
  @Unkept()
  @Operation({
    summary: 'Phone or ID number in full, for a reason that the person can read',
    errors: ['record.not_found', 'access.forbidden'],
    status: 200,
  })
  async unmask(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: UnmaskPerson,
  ): Promise<UnmaskedPerson> {
    return { value: await this.people.unmask(actor, id, body) };
  }
}
