import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Unkept } from '@nqi/shared/http';
import { maskPhone } from '@nqi/shared/secrets';
import type { FastifyRequest } from 'fastify';
import { SignedIn } from '../access/allow.decorator';
import { CurrentPerson } from '../access/current-actor.decorator';
import type { Person } from '../actor';
import { CodeReceipt } from '../codes/code.dto';
import { ChangePhone, PhoneChanged, ProvePhone } from './phone.dto';
import { PhoneService } from './phone.service';

@ApiTags('me')
@SignedIn()
@Controller('v1/me/phone')
export class PhoneController {
  constructor(private readonly phones: PhoneService) {}

  @Post('codes')
  @Operation({
    summary: 'A one-time code to the phone that I want to sign in by',
    errors: ['access.code_too_soon', 'access.codes_exhausted'],
    status: 202,
  })
  sendCode(
    @CurrentPerson() { userId }: Person,
    @Body() { phone }: ProvePhone,
    @Req() { ip }: FastifyRequest,
  ): Promise<CodeReceipt> {
    return this.phones.sendCode(userId, phone, ip);
  }

  @Post()
  @Unkept()
  @Operation({
    summary: 'Sign in by another phone from now on; the old one is told',
    errors: ['access.bad_password', 'access.slowed_down', 'access.bad_code', 'identity.phone_taken'],
    status: 200,
  })
  async change(@CurrentPerson() { userId }: Person, @Body() body: ChangePhone): Promise<PhoneChanged> {
    await this.phones.change(userId, body);
    return { phone: maskPhone(body.phone) };
  }
}
