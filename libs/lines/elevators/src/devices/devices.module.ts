import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { ImportsModule } from '@nqi/platform/imports';
import { MandatesModule } from '@nqi/platform/mandates';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ElevatorImportKind } from './elevator-import.kind';
import { ElevatorImportService } from './elevator-import.service';
import { ElevatorMandateKind } from './elevator-mandate.kind';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { Elevator } from './elevator.entity';
import { ElevatorService } from './elevator.service';
import { SheetOrganisations } from './sheet-organisations.service';

const services = [ElevatorRulesService, ElevatorService, ElevatorRegistrationService];

/** The register of devices and the dated rules that bind them. */
@Module({
  imports: [TypeOrmModule.forFeature([Elevator]), IdentityModule, MandatesModule, ImportsModule],
  providers: [...services, ElevatorMandateKind, ElevatorImportService, SheetOrganisations, ElevatorImportKind],
  exports: [...services, MandatesModule, ImportsModule],
})
export class DevicesModule {}
