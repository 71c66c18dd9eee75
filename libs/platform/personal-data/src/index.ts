export { UnmaskContact, UnmaskedContact } from './accesses/unmasking.dto';
export { UnmaskingService } from './accesses/unmasking.service';
export { ContactRecords } from './kinds/contact-records';
export {
  type EncryptedColumn,
  type Holding,
  type Person,
  type PersonalDataKind,
  PersonalDataKinds,
  type RetentionRule,
} from './kinds/personal-data-kind';
export { ReEncryptionService } from './kinds/re-encryption.service';
export { PersonalDataHttpModule } from './personal-data.http.module';
export { PersonalDataModule } from './personal-data.module';
export { PersonalDataWorkerModule } from './personal-data.worker.module';
