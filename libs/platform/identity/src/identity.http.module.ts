import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { LimitsModule } from '@nqi/shared/limits';
import { PassportModule } from '@nestjs/passport';
import { AccessFacts } from './access/access-facts';
import { AccessGuard } from './access/access.guard';
import { BearerTokens } from './access/bearer-tokens';
import { JwtStrategy } from './access/jwt.strategy';
import { LimitGuard } from './access/limit.guard';
import { DistrictController } from './districts/district.controller';
import { IdentityModule } from './identity.module';
import { KeysHttpModule } from './keys/keys.http.module';
import { MeController } from './me/me.controller';
import { MembershipController } from './memberships/membership.controller';
import { MembershipQueries } from './memberships/membership.queries';
import { OnboardingHttpModule } from './onboarding/onboarding.http.module';
import { QualificationController } from './qualifications/qualification.controller';
import { QualificationQueries } from './qualifications/qualification.queries';
import { UserController } from './users/user.controller';
import { UserQueries } from './users/user.queries';
import { UserStandingService } from './users/user-standing.service';
import { SessionsHttpModule } from './sessions/sessions.http.module';
import { SignInWaysHttpModule } from './sign-in-ways.http.module';

/** Sign-in, the guard of every route, and the routes about people and organisations. */
@Module({
  imports: [
    ...[IdentityModule, LimitsModule, KeysHttpModule, SessionsHttpModule, SignInWaysHttpModule, OnboardingHttpModule],
    PassportModule,
  ],
  controllers: [MeController, DistrictController, MembershipController, QualificationController, UserController],
  providers: [
    ...[AccessFacts, BearerTokens, JwtStrategy, LimitGuard],
    ...[MembershipQueries, QualificationQueries, UserQueries, UserStandingService],
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useExisting: LimitGuard },
  ],
})
export class IdentityHttpModule {}
