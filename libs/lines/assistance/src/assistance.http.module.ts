import { Module } from '@nestjs/common';
import { AssistanceModule } from './assistance.module';

@Module({ imports: [AssistanceModule] })
export class AssistanceHttpModule {}
