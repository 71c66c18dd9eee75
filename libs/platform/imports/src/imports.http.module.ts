import { Module } from '@nestjs/common';
import { ImportController } from './import.controller';
import { ImportQueries } from './import.queries';
import { ImportService } from './import.service';
import { ImportSheets } from './import-sheets';
import { ImportsModule } from './imports.module';
import { ImportKindController } from './kinds/import-kind.controller';
import { ImportMappingController } from './mappings/import-mapping.controller';
import { ImportMappingService } from './mappings/import-mapping.service';

const services = [ImportMappingService, ImportService, ImportQueries, ImportSheets];

/** Uploads, results and mappings; lines add the routes by which sheets of theirs come in. */
@Module({
  imports: [ImportsModule],
  controllers: [ImportController, ImportKindController, ImportMappingController],
  providers: services,
  exports: services,
})
export class ImportsHttpModule {}
