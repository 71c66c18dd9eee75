import { Module } from '@nestjs/common';
import { DueController } from './due.controller';
import { DueQueries } from './due.queries';
import { DuesModule } from './dues.module';

@Module({ imports: [DuesModule], controllers: [DueController], providers: [DueQueries] })
export class DuesHttpModule {}
