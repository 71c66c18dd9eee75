import { Module } from '@nestjs/common';

/** 计量检定校准, for every process. */
@Module({})
export class MetrologyModule {}
