import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPerson, type Person, SignedIn } from '@nqi/platform/identity';
import { Operation } from '@nqi/shared/http';
import { ConfirmEmail, EmailResponse, SetEmail } from './email.dto';
import { EmailService } from './email.service';

@ApiTags('me')
@SignedIn()
@Controller('v1/me/email')
export class EmailController {
  constructor(private readonly emails: EmailService) {}

  @Get()
  @Operation({ summary: 'Where I get mail' })
  async get(@CurrentPerson() { userId }: Person): Promise<EmailResponse> {
    return (await this.emails.of(userId)) ?? { email: null, confirmedAt: null };
  }

  @Put()
  @Operation({ summary: 'Get mail here; a code is sent there first', errors: ['notices.code_sent_already'] })
  async set(@CurrentPerson() person: Person, @Body() { email }: SetEmail): Promise<EmailResponse> {
    await this.emails.set(person.userId, email);
    return this.get(person);
  }

  @Post('confirmation')
  @Operation({ summary: 'Send back the code: the address is mine', errors: ['notices.wrong_code'], status: 200 })
  async confirm(@CurrentPerson() person: Person, @Body() { code }: ConfirmEmail): Promise<EmailResponse> {
    await this.emails.confirm(person.userId, code);
    return this.get(person);
  }

  @Post('removal')
  @Operation({ summary: 'No more mail', status: 200 })
  async remove(@CurrentPerson() person: Person): Promise<EmailResponse> {
    await this.emails.remove(person.userId);
    return this.get(person);
  }
}
