import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DuesModule } from '@nqi/platform/dues';
import { IdentityModule } from '@nqi/platform/identity';
import { MandatesModule } from '@nqi/platform/mandates';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ElevatorDueKind } from './elevator-due.kind';
import { ElevatorMandateKind } from './elevator-mandate.kind';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { Elevator } from './elevator.entity';
import { ElevatorService } from './elevator.service';

const services = [ElevatorRulesService, ElevatorService, ElevatorRegistrationService];

/** The register of devices and the dated rules that bind them. */
@Module({
  imports: [TypeOrmModule.forFeature([Elevator]), DuesModule, IdentityModule, MandatesModule],
  providers: [...services, ElevatorDueKind, ElevatorMandateKind],
  exports: [...services, DuesModule, MandatesModule],
})
export class DevicesModule {}
