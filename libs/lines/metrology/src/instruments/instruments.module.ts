import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { IdentityModule } from '@nqi/platform/identity';
import { ImportsModule, registering } from '@nqi/platform/imports';
import { VerificationRulesService } from '../catalogue/verification-rules.service';
import { InstrumentChangeService } from './instrument-change.service';
import { InstrumentDueKind } from './instrument-due.kind';
import { InstrumentFactsService } from './instrument-facts.service';
import { instrumentImport } from './instrument-import.kind';
import { InstrumentImportService } from './instrument-import.service';
import { InstrumentLedgerService } from './instrument-ledger.service';
import { InstrumentRegistrationService } from './instrument-registration.service';
import { InstrumentSearch } from './instrument-search.kind';
import { InstrumentValidityService } from './instrument-validity.service';
import { Instrument } from './instrument.entity';
import { InstrumentService } from './instrument.service';

const entry = [InstrumentFactsService, InstrumentChangeService, InstrumentLedgerService, InstrumentRegistrationService];
const kinds = [InstrumentDueKind, registering(instrumentImport)];
const services = [VerificationRulesService, ...entry, InstrumentService, InstrumentValidityService];

/** The ledger of instruments and the dated rules that bind them. */
@Module({
  imports: [TypeOrmModule.forFeature([Instrument]), DuesModule, IdentityModule, ImportsModule, InstrumentSearch],
  providers: [...services, InstrumentImportService, ...kinds],
  exports: [...services, DuesModule],
})
export class InstrumentsModule {}
