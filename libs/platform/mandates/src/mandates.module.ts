import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HeldMandates } from './held-mandates.service';
import { Mandate } from './mandate.entity';
import { MandateKinds } from './mandate-kind';
import { MandateNotices } from './mandate-notices.kind';
import { MandateService } from './mandate.service';

const services = [MandateKinds, MandateService, HeldMandates];

/** Mandates and what they allow, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Mandate]), MandateNotices],
  providers: services,
  exports: services,
})
export class MandatesModule {}
