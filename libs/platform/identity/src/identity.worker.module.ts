import { Module } from '@nestjs/common';
import { SignInDelaysSweep } from './auth/sign-in-delays.sweep';
import { SignInWaysSweep } from './auth/sign-in-ways.sweep';
import { IdentityModule } from './identity.module';

@Module({ imports: [IdentityModule], providers: [SignInDelaysSweep, SignInWaysSweep] })
export class IdentityWorkerModule {}
