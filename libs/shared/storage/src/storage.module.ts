import { resolve } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Disk } from 'flydrive';
import { FileStore } from './file-store';

async function openDisk(config: Config): Promise<Disk> {
  if (config.STORAGE_DRIVER === 'disk') {
    const { FSDriver } = await import('flydrive/drivers/fs');
    return new Disk(new FSDriver({ location: resolve(config.STORAGE_DIR), visibility: 'private' }));
  }
  const { S3Driver } = await import('flydrive/drivers/s3');
  return new Disk(
    new S3Driver({
      credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
      region: config.S3_REGION,
      bucket: config.S3_BUCKET,
      visibility: 'private',
      supportsACL: false,
      ...(config.S3_ENDPOINT && { endpoint: config.S3_ENDPOINT, forcePathStyle: true }),
    }),
  );
}

@Global()
@Module({
  providers: [
    {
      provide: FileStore,
      inject: [CONFIG],
      useFactory: async (config: Config) => new FileStore(await openDisk(config)),
    },
  ],
  exports: [FileStore],
})
export class StorageModule {}
