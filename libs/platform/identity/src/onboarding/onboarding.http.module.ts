import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity.module';
import { InvitationExpiry } from '../invitations/invitation-expiry.service';
import { InvitationTokenController } from '../invitations/invitation-token.controller';
import { InvitationController } from '../invitations/invitation.controller';
import { Invitation } from '../invitations/invitation.entity';
import { InvitationQueries } from '../invitations/invitation.queries';
import { InvitationService } from '../invitations/invitation.service';
import { JoinRequestController } from '../join-requests/join-request.controller';
import { JoinRequest } from '../join-requests/join-request.entity';
import { JoinRequestQueries } from '../join-requests/join-request.queries';
import { JoinRequestService } from '../join-requests/join-request.service';
import { OrganisationController } from '../organisations/organisation.controller';
import { OrganisationQueries } from '../organisations/organisation.queries';
import { OrganisationEvidence } from './evidence.entity';
import { EvidenceService } from './evidence.service';
import { OnboardingController } from './onboarding.controller';
import { OnboardingService } from './onboarding.service';
import { RegistrationController } from './registration.controller';
import { RegistrationService } from './registration.service';

/** How organisations come and go, and how people come to them. */
@Module({
  imports: [IdentityModule, TypeOrmModule.forFeature([OrganisationEvidence, JoinRequest, Invitation])],
  controllers: [
    ...[OrganisationController, OnboardingController, RegistrationController],
    ...[JoinRequestController, InvitationTokenController, InvitationController],
  ],
  providers: [
    ...[OrganisationQueries, OnboardingService, EvidenceService, RegistrationService],
    ...[JoinRequestService, JoinRequestQueries, InvitationService, InvitationExpiry, InvitationQueries],
  ],
  exports: [RegistrationService],
})
export class OnboardingHttpModule {}
