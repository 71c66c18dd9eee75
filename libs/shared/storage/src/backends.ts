import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { Config } from '@nqi/shared/config';
import { Disk } from 'flydrive';
import { FileStore } from './file-store';

/** flydrive reads whole files only; stretches of them are read by what stands behind it. */
export async function openDisk({ STORAGE_DIR }: Config): Promise<FileStore> {
  const { FSDriver } = await import('flydrive/drivers/fs');
  const location = resolve(STORAGE_DIR);
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }));
  return new FileStore(disk, async (key, { from, to }) => {
    const file = await open(join(location, key));
    return file.createReadStream({ start: from, end: to });
  });
}

export async function openS3(config: Config): Promise<FileStore> {
  const [{ S3Driver }, { GetObjectCommand, S3Client }] = await Promise.all([
    import('flydrive/drivers/s3'),
    import('@aws-sdk/client-s3'),
  ]);
  const bucket = config.S3_BUCKET;
  const client = new S3Client({
    credentials: { accessKeyId: config.S3_ACCESS_KEY_ID, secretAccessKey: config.S3_SECRET_ACCESS_KEY },
    region: config.S3_REGION,
    // Checksums at the end of a stream are stored as content by services that do not know them; our own hash is compared.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    ...(config.S3_ENDPOINT && { endpoint: config.S3_ENDPOINT, forcePathStyle: true }),
  });
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }));
  return new FileStore(disk, async (key, { from, to }) => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${from}-${to}` }),
    );
    return Body as Readable;
  });
}
