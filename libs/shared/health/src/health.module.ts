import { Module } from '@nestjs/common';
import { Health } from './health';

@Module({ providers: [Health], exports: [Health] })
export class HealthModule {}
