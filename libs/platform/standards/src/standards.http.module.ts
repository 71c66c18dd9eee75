import { Module } from '@nestjs/common';
import { StandardController } from './standard.controller';
import { StandardQueries } from './standard.queries';
import { StandardsModule } from './standards.module';

@Module({ imports: [StandardsModule], controllers: [StandardController], providers: [StandardQueries] })
export class StandardsHttpModule {}
