import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LateActors } from './access/late-actors';
import { Districts } from './districts/districts';
import { Membership } from './memberships/membership.entity';
import { MembershipService } from './memberships/membership.service';
import { NamedOrganisations } from './organisations/named-organisations';
import { Organisation } from './organisations/organisation.entity';
import { OrganisationService } from './organisations/organisation.service';
import { Qualification } from './qualifications/qualification.entity';
import { QualificationService } from './qualifications/qualification.service';
import { User } from './users/user.entity';
import { UserService } from './users/user.service';

const services = [
  Districts,
  UserService,
  OrganisationService,
  MembershipService,
  QualificationService,
  LateActors,
  NamedOrganisations,
];

/** People and organisations, for every process. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Organisation, User, Membership, Qualification])],
  providers: services,
  exports: services,
})
export class IdentityModule {}
