import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '@nqi/shared/http';
import { SignedIn } from '../access/allow.decorator';
import { CurrentPerson } from '../access/current-actor.decorator';
import type { Person } from '../actor';
import { RegisteredOrganisation } from '../auth/auth.dto';
import { RegistrationOutcome, toRegistrationOutcome } from './registration.dto';
import { RegistrationService } from './registration.service';

@ApiTags('me')
@SignedIn()
@Controller('v1/me/organisations')
export class RegistrationController {
  constructor(private readonly registrations: RegistrationService) {}

  @Post()
  @Operation({
    summary: 'Register another enterprise, with me as its administrator',
    errors: [
      ...(['identity.uscc_taken', 'identity.already_member', 'identity.request_open'] as const),
      'identity.too_many_requests',
    ],
  })
  async register(
    @CurrentPerson() { userId }: Person,
    @Body() body: RegisteredOrganisation,
  ): Promise<RegistrationOutcome> {
    return toRegistrationOutcome(await this.registrations.registerAnother(userId, body));
  }
}
