import { Module } from '@nestjs/common';
import { SheetRoutesHttpModule } from '@nqi/platform/imports';
import { CapabilitySearchController } from './capabilities/capability-search.controller';
import { CapabilitySearchQueries } from './capabilities/capability-search.queries';
import { MetrologyCapabilityController } from './capabilities/capability.controller';
import { CapabilityQueries } from './capabilities/capability.queries';
import { CatalogueController } from './catalogue/catalogue.controller';
import { CatalogueQueries } from './catalogue/catalogue.queries';
import { InstrumentFilingController } from './instruments/instrument-filing.controller';
import { InstrumentController } from './instruments/instrument.controller';
import { InstrumentQueries } from './instruments/instrument.queries';
import { MetrologyModule } from './metrology.module';
import { OrderFormsModule } from './orders/order-forms.module';
import { OrdersHttpModule } from './orders/orders.http.module';
import { TestingHttpModule } from './testing/testing.http.module';

const sheets = SheetRoutesHttpModule.declare({
  ...{ kind: 'instrument', path: 'v1/instruments/imports', tag: 'instruments' },
  summary: 'Take instruments from a sheet into my ledger: new ones are entered, known ones brought up to date',
  ...{ permission: 'keep_register', keyScope: 'instruments:write' },
});

@Module({
  imports: [MetrologyModule, OrdersHttpModule, OrderFormsModule, TestingHttpModule, sheets],
  // The search stands before the record: Fastify prefers the fixed path, the contract lists in this order.
  controllers: [
    ...[InstrumentController, InstrumentFilingController, CatalogueController],
    ...[CapabilitySearchController, MetrologyCapabilityController],
  ],
  providers: [InstrumentQueries, CatalogueQueries, CapabilitySearchQueries, CapabilityQueries],
})
export class MetrologyHttpModule {}
