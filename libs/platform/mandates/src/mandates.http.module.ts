import { Module } from '@nestjs/common';
import { MandateController } from './mandate.controller';
import { MandateQueries } from './mandate.queries';
import { MandatesModule } from './mandates.module';

@Module({ imports: [MandatesModule], controllers: [MandateController], providers: [MandateQueries] })
export class MandatesHttpModule {}
