import { Module } from '@nestjs/common';
import { DataAccessQueries } from './accesses/data-access.queries';
import { PersonController } from './accesses/person.controller';
import { PersonService } from './accesses/person.service';
import { ProfileController } from './accesses/profile.controller';
import { ConsentController } from './consents/consent.controller';
import { ConsentQueries } from './consents/consent.queries';
import { ConsentService } from './consents/consent.service';
import { ConsentTextController } from './consents/consent-text.controller';
import { DataExportService } from './exports/data-export.service';
import { PersonalDataModule } from './personal-data.module';
import { DataRequestController } from './requests/data-request.controller';
import { DataRequestQueries } from './requests/data-request.queries';
import { DataRequestService } from './requests/data-request.service';

@Module({
  imports: [PersonalDataModule],
  controllers: [
    ...[ProfileController, PersonController],
    ...[ConsentController, ConsentTextController, DataRequestController],
  ],
  providers: [
    ...[PersonService, DataAccessQueries, ConsentService, ConsentQueries],
    ...[DataRequestService, DataRequestQueries, DataExportService],
  ],
})
export class PersonalDataHttpModule {}
