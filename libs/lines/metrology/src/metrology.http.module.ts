import { Module } from '@nestjs/common';
import { MetrologyModule } from './metrology.module';

@Module({ imports: [MetrologyModule] })
export class MetrologyHttpModule {}
