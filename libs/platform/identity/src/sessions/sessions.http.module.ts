import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessTokens } from '../access/access-tokens';
import { SigningKeys } from '../access/signing-keys';
import { SigningKeysController } from '../access/signing-keys.controller';
import { SessionController } from './session.controller';
import { Session } from './session.entity';
import { SessionService } from './session.service';

const services = [SessionService, AccessTokens, SigningKeys];

/** Sign-ins and the tokens of both kinds that come of them. */
@Module({
  imports: [TypeOrmModule.forFeature([Session])],
  controllers: [SessionController, SigningKeysController],
  providers: services,
  exports: services,
})
export class SessionsHttpModule {}
