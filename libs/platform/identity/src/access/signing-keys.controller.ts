import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Public } from '@nqi/shared/http';
import { SigningKeys } from './signing-keys';
import { JsonWebKeySet } from './signing-keys.dto';

@ApiTags('auth')
@Public()
@Controller('v1/auth/keys')
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  @Header('Cache-Control', 'public, max-age=300')
  @Operation({ summary: 'The keys that access tokens are verified with, as a JSON Web Key Set' })
  list(): JsonWebKeySet {
    return { keys: this.keys.published() };
  }
}
