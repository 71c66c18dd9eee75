import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@nqi/platform/identity';
import { ElevatorRulesService } from '../rules/elevator-rules.service';
import { ElevatorRegistrationService } from './elevator-registration.service';
import { Elevator } from './elevator.entity';
import { ElevatorService } from './elevator.service';

const services = [ElevatorRulesService, ElevatorService, ElevatorRegistrationService];

/** The register of devices and the dated rules that bind them. */
@Module({ imports: [TypeOrmModule.forFeature([Elevator]), IdentityModule], providers: services, exports: services })
export class DevicesModule {}
