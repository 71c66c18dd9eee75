import { AuditModule } from '@nqi/shared/audit';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HistoryEntry } from './history-entry.entity';
import { History } from './history.service';

@Global()
@Module({ imports: [AuditModule, TypeOrmModule.forFeature([HistoryEntry])], providers: [History], exports: [History] })
export class HistoryModule {}
