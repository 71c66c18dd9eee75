import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HistoryEntry } from './history-entry.entity';
import { History } from './history.service';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([HistoryEntry])], providers: [History], exports: [History] })
export class HistoryModule {}
