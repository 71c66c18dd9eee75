import { Module } from '@nestjs/common';
import { SignInDelaysSweep } from './auth/sign-in-delays.sweep';
import { IdentityModule } from './identity.module';

@Module({ imports: [IdentityModule], providers: [SignInDelaysSweep] })
export class IdentityWorkerModule {}
