import { Module } from '@nestjs/common';

/** 尖端设备共享, for every process. */
@Module({})
export class EquipmentModule {}
