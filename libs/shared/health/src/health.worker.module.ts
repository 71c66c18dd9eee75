import { Module } from '@nestjs/common';
import { HealthServer } from './health-server';
import { HealthModule } from './health.module';

@Module({ imports: [HealthModule], providers: [HealthServer] })
export class HealthWorkerModule {}
