import { Module } from '@nestjs/common';
import { ImportsHttpModule } from '@nqi/platform/imports';
import { CapabilitySearchController } from './capabilities/capability-search.controller';
import { CapabilitySearchQueries } from './capabilities/capability-search.queries';
import { MetrologyCapabilityController } from './capabilities/capability.controller';
import { CapabilityQueries } from './capabilities/capability.queries';
import { CatalogueController } from './catalogue/catalogue.controller';
import { CatalogueQueries } from './catalogue/catalogue.queries';
import { InstrumentFilingController } from './instruments/instrument-filing.controller';
import { InstrumentImportController } from './instruments/instrument-import.controller';
import { InstrumentController } from './instruments/instrument.controller';
import { InstrumentQueries } from './instruments/instrument.queries';
import { MetrologyModule } from './metrology.module';
import { OrdersHttpModule } from './orders/orders.http.module';

@Module({
  imports: [MetrologyModule, OrdersHttpModule, ImportsHttpModule],
  // The search stands before the record: Fastify prefers the fixed path, the contract lists in this order.
  controllers: [
    ...[InstrumentImportController, InstrumentController, InstrumentFilingController, CatalogueController],
    ...[CapabilitySearchController, MetrologyCapabilityController],
  ],
  providers: [InstrumentQueries, CatalogueQueries, CapabilitySearchQueries, CapabilityQueries],
})
export class MetrologyHttpModule {}
