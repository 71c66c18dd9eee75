import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@nqi/shared/jobs';
import { DataAccess } from './accesses/data-access.entity';
import { UnmaskingService } from './accesses/unmasking.service';
import { Consent } from './consents/consent.entity';
import { DataExport, dataExport } from './exports/data-export.entity';
import { AccountKind } from './kinds/account.kind';
import { ContactRecords } from './kinds/contact-records';
import { PersonalDataKinds } from './kinds/personal-data-kind';
import { ReEncryptionService } from './kinds/re-encryption.service';
import { RetentionRules } from './kinds/retention-rules';
import { DataRequest } from './requests/data-request.entity';
import { ErasureService } from './requests/erasure.service';

const services = [PersonalDataKinds, ContactRecords, RetentionRules, UnmaskingService, ErasureService];

/** What people are told, asked and owed about their own data; for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([DataAccess, Consent, DataRequest, DataExport]), JobsModule.declare(dataExport)],
  providers: [...services, AccountKind, ReEncryptionService],
  exports: [...services, ReEncryptionService],
})
export class PersonalDataModule {}
