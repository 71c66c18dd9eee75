import { Module } from '@nestjs/common';

/** 援助站、协同帮, for every process. */
@Module({})
export class AssistanceModule {}
