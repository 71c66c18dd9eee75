import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Districts } from './districts/districts';
import { Membership } from './memberships/membership.entity';
import { MembershipService } from './memberships/membership.service';
import { Organisation } from './organisations/organisation.entity';
import { OrganisationService } from './organisations/organisation.service';
import { Qualification } from './qualifications/qualification.entity';
import { QualificationService } from './qualifications/qualification.service';
import { User } from './users/user.entity';
import { UserService } from './users/user.service';

const services = [Districts, UserService, OrganisationService, MembershipService, QualificationService];

/** People and organisations, for every process. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Organisation, User, Membership, Qualification])],
  providers: services,
  exports: services,
})
export class IdentityModule {}
