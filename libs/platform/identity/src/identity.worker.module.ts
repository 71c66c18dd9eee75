import { Module } from '@nestjs/common';
import { SignInDelaysSweep } from './auth/sign-in-delays.sweep';
import { IdentityModule } from './identity.module';
import { InvitationExpiry } from './invitations/invitation-expiry.service';
import { InvitationSweep } from './invitations/invitation.sweep';

@Module({ imports: [IdentityModule], providers: [SignInDelaysSweep, InvitationExpiry, InvitationSweep] })
export class IdentityWorkerModule {}
