import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { openDisk, openS3 } from './backends';
import { FileStore } from './file-store';

@Global()
@Module({
  providers: [
    {
      provide: FileStore,
      inject: [CONFIG],
      useFactory: (config: Config) => (config.STORAGE_DRIVER === 'disk' ? openDisk(config) : openS3(config)),
    },
  ],
  exports: [FileStore],
})
export class StorageModule {}
