import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import { Registration, RegistrationResponse, SignIn, TokenResponse } from './auth.dto';
import { AuthService } from './auth.service';

@ApiTags('auth')
@Public()
@Controller('v1/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('token')
  @Operation({ summary: 'Sign in by phone and password', errors: ['access.bad_credentials'], status: 200 })
  signIn(@Body() body: SignIn): Promise<TokenResponse> {
    return this.auth.signIn(body);
  }

  @Post('registration')
  @Operation({ summary: 'Register an enterprise', errors: ['identity.uscc_taken', 'identity.phone_taken'] })
  register(@Body() body: Registration): Promise<RegistrationResponse> {
    return this.auth.register(body);
  }
}
