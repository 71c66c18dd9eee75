import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { SearchModule } from '@nqi/platform/search';
import { CapabilitySearchKind } from './capability-search.kind';
import { Capability } from './capability.entity';
import { CapabilityService } from './capability.service';

/** What laboratories can verify and calibrate. */
@Module({
  imports: [TypeOrmModule.forFeature([Capability]), IdentityModule, SearchModule],
  providers: [CapabilityService, CapabilitySearchKind],
  exports: [CapabilityService],
})
export class CapabilitiesModule {}
