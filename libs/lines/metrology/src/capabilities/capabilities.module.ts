import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { CapabilitySearch } from './capability-search.kind';
import { Capability } from './capability.entity';
import { CapabilityService } from './capability.service';

/** What laboratories can verify and calibrate. */
@Module({
  imports: [TypeOrmModule.forFeature([Capability]), IdentityModule, CapabilitySearch],
  providers: [CapabilityService],
  exports: [CapabilityService],
})
export class CapabilitiesModule {}
