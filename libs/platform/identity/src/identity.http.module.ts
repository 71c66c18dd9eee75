import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { LimitsModule } from '@nqi/shared/limits';
import { PassportModule } from '@nestjs/passport';
import { AccessFacts } from './access/access-facts';
import { AccessGuard } from './access/access.guard';
import { BearerTokens } from './access/bearer-tokens';
import { JwtStrategy } from './access/jwt.strategy';
import { LimitGuard } from './access/limit.guard';
import { AuthController } from './auth/auth.controller';
import { AuthService } from './auth/auth.service';
import { SignInDelays } from './auth/sign-in-delays.service';
import { IdentityModule } from './identity.module';
import { KeysHttpModule } from './keys/keys.http.module';
import { MeController } from './me/me.controller';
import { MembershipController } from './memberships/membership.controller';
import { MembershipQueries } from './memberships/membership.queries';
import { OrganisationController } from './organisations/organisation.controller';
import { OrganisationQueries } from './organisations/organisation.queries';
import { QualificationController } from './qualifications/qualification.controller';
import { QualificationQueries } from './qualifications/qualification.queries';
import { SessionsHttpModule } from './sessions/sessions.http.module';

/** Sign-in, the guard of every route, and the routes about people and organisations. */
@Module({
  imports: [IdentityModule, LimitsModule, KeysHttpModule, SessionsHttpModule, PassportModule],
  controllers: [AuthController, MeController, OrganisationController, MembershipController, QualificationController],
  providers: [
    ...[AuthService, SignInDelays, AccessFacts, BearerTokens, JwtStrategy],
    ...[OrganisationQueries, MembershipQueries, QualificationQueries],
    LimitGuard,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useExisting: LimitGuard },
  ],
})
export class IdentityHttpModule {}
