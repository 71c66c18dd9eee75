import { Module } from '@nestjs/common';
import { StorageModule } from '@nqi/shared/storage';
import { FileScanner, NoScanner } from './file-scanner';
import { IncomingFiles } from './incoming-files';

/** Files that people send; another scanner takes the place of none here. */
@Module({
  imports: [StorageModule],
  providers: [IncomingFiles, { provide: FileScanner, useClass: NoScanner }],
  exports: [IncomingFiles],
})
export class FilesModule {}
