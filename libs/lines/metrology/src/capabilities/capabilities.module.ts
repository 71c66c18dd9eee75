import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { Capability } from './capability.entity';
import { CapabilityService } from './capability.service';

/** What laboratories can verify and calibrate. */
@Module({
  imports: [TypeOrmModule.forFeature([Capability]), IdentityModule],
  providers: [CapabilityService],
  exports: [CapabilityService],
})
export class CapabilitiesModule {}
