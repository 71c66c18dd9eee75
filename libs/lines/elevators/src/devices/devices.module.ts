import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { IdentityModule } from '@nqi/platform/identity';
import { ImportsModule, registering } from '@nqi/platform/imports';
import { MandatesModule } from '@nqi/platform/mandates';
import { DocumentRulesService } from '../rules/document-rules.service';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ElevatorDueKind } from './elevator-due.kind';
import { elevatorImport } from './elevator-import.kind';
import { ElevatorImportService } from './elevator-import.service';
import { ElevatorMandateKind } from './elevator-mandate.kind';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { ElevatorSearch } from './elevator-search.kind';
import { Elevator } from './elevator.entity';
import { ElevatorService } from './elevator.service';
import { SheetOrganisations } from './sheet-organisations.service';

const services = [ElevatorRulesService, DocumentRulesService, ElevatorService, ElevatorRegistrationService];

const kinds = [ElevatorDueKind, registering(elevatorImport), ElevatorMandateKind];

/** The register of devices and the dated rules that bind them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Elevator]),
    ...[DuesModule, IdentityModule, ImportsModule, MandatesModule, ElevatorSearch],
  ],
  providers: [...services, ElevatorImportService, SheetOrganisations, ...kinds],
  exports: [...services, DuesModule, ImportsModule, MandatesModule],
})
export class DevicesModule {}
