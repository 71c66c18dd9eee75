import { Module } from '@nestjs/common';
import { Sealer } from './sealer.service';
import { Sealing } from './sealing';

@Module({ providers: [Sealer, Sealing] })
export class AuditWorkerModule {}
