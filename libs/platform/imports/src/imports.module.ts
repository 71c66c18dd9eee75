import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@nqi/shared/jobs';
import { Import, sheetImport } from './import.entity';
import { ImportedRow } from './import-row.entity';
import { ImportKinds } from './kinds/import-kind';
import { ImportMapping } from './mappings/import-mapping.entity';
import { SheetFiles } from './sheet-files';

/** What lines register with, for every process. */
@Module({
  imports: [TypeOrmModule.forFeature([Import, ImportedRow, ImportMapping]), JobsModule.declare(sheetImport)],
  providers: [ImportKinds, SheetFiles],
  exports: [ImportKinds, SheetFiles],
})
export class ImportsModule {}
