import { Module } from '@nestjs/common';
import { LimitsSweep } from '@nqi/shared/limits';
import { SignInDelaysSweep } from './auth/sign-in-delays.sweep';
import { IdentityModule } from './identity.module';

@Module({ imports: [IdentityModule], providers: [SignInDelaysSweep, LimitsSweep] })
export class IdentityWorkerModule {}
