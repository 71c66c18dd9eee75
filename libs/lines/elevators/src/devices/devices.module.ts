import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { IdentityModule } from '@nqi/platform/identity';
import { MandatesModule } from '@nqi/platform/mandates';
import { SearchModule } from '@nqi/platform/search';
import { DocumentRulesService } from '../rules/document-rules.service';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ElevatorDueKind } from './elevator-due.kind';
import { ElevatorMandateKind } from './elevator-mandate.kind';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { ElevatorSearchKind } from './elevator-search.kind';
import { Elevator } from './elevator.entity';
import { ElevatorService } from './elevator.service';

const services = [ElevatorRulesService, DocumentRulesService, ElevatorService, ElevatorRegistrationService];

/** The register of devices and the dated rules that bind them. */
@Module({
  imports: [TypeOrmModule.forFeature([Elevator]), DuesModule, IdentityModule, MandatesModule, SearchModule],
  providers: [...services, ElevatorDueKind, ElevatorMandateKind, ElevatorSearchKind],
  exports: [...services, DuesModule, MandatesModule],
})
export class DevicesModule {}
