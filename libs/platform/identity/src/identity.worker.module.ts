import { Module } from '@nestjs/common';
import { LimitsSweep } from '@nqi/shared/limits';
import { SignInDelaysSweep } from './auth/sign-in-delays.sweep';
import { SignInWaysSweep } from './auth/sign-in-ways.sweep';
import { IdentityModule } from './identity.module';
import { InvitationExpiry } from './invitations/invitation-expiry.service';
import { InvitationSweep } from './invitations/invitation.sweep';

const sweeps = [SignInDelaysSweep, SignInWaysSweep, InvitationSweep, LimitsSweep];

@Module({ imports: [IdentityModule], providers: [...sweeps, InvitationExpiry] })
export class IdentityWorkerModule {}
