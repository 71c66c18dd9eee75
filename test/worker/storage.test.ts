import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { FileStore, StorageError, StorageModule } from '@nqi/shared/storage';
import S3rver from 's3rver';
import { testConfig } from '../support/city';

const CONTENT = Buffer.from('%PDF-1.7 电梯定期检验报告');
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const KEY = `sha256/${SHA256.slice(0, 2)}/${SHA256}.pdf`;

/** A store in a folder, and where that folder keeps a file. */
interface Place {
  config: Partial<Config>;
  fileOf(key: string): string;
  stop(): Promise<void>;
}

async function disk(folder: string): Promise<Place> {
  return {
    config: { STORAGE_DRIVER: 'disk', STORAGE_DIR: folder },
    fileOf: (key) => join(folder, key),
    stop: async () => undefined,
  };
}

async function s3(folder: string): Promise<Place> {
  const buckets = [{ name: 'reports' }];
  const options = { address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets: buckets };
  const server = new S3rver(options);
  const { port } = await server.run();
  const credentials = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' };
  const endpoint = { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: 'reports' };
  return {
    config: { STORAGE_DRIVER: 's3', ...endpoint, ...credentials },
    fileOf: (key) => join(folder, 'reports', `${key}._S3rver_object`),
    stop: () => server.close(),
  };
}

function openStore(changes: Partial<Config>): Promise<INestApplicationContext> {
  const config = { ...testConfig('postgres://nobody@127.0.0.1/nothing'), ...changes };
  const imports = [ConfigModule.forRoot(config), StorageModule];
  return NestFactory.createApplicationContext({ module: class {}, imports }, { logger: false });
}

describe.each([
  ['a disk', disk],
  ['S3', s3],
])('files kept on %s', (_, open) => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-storage-'));
  let place: Place;
  let context: INestApplicationContext;
  let files: FileStore;
  beforeAll(async () => {
    place = await open(folder);
    context = await openStore(place.config);
    files = context.get(FileStore);
  });
  afterAll(async () => {
    await context.close();
    await place.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are named by the hash of their content and come back as they were', async () => {
    expect(await files.put(CONTENT, 'pdf')).toEqual({ key: KEY, sha256: SHA256, bytes: CONTENT.length });
    expect((await files.get({ key: KEY, sha256: SHA256 })).equals(CONTENT)).toBe(true);
    const big = randomBytes(3_000_000);
    expect((await files.get(await files.put(big, 'pdf'))).equals(big)).toBe(true);
  });

  it('are written once: the same content again changes nothing', async () => {
    await files.put(CONTENT, 'pdf');
    const before = await stat(place.fileOf(KEY));
    const again = await Promise.all([1, 2, 3].map(() => files.put(Buffer.from(CONTENT), 'pdf')));
    expect(again).toEqual(Array(3).fill({ key: KEY, sha256: SHA256, bytes: CONTENT.length }));
    const after = await stat(place.fileOf(KEY));
    expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino]);
  });

  it('are not handed out when they are missing or are not what was stored', async () => {
    const stored = await files.put(randomBytes(500), 'pdf');
    const file = place.fileOf(stored.key);
    const genuine = await readFile(file);
    await writeFile(file, genuine.subarray(0, 250));
    await expect(files.get(stored)).rejects.toThrow(StorageError);
    await rm(file);
    await expect(files.get(stored)).rejects.toThrow(StorageError);
    const never = { key: `sha256/00/${'0'.repeat(64)}.pdf`, sha256: '0'.repeat(64) };
    await expect(files.get(never)).rejects.toMatchObject({ code: 'storage_error' });
  });

  it('are mended by storing them again', async () => {
    const content = randomBytes(500);
    const stored = await files.put(content, 'pdf');
    await writeFile(place.fileOf(stored.key), content.subarray(0, 100));
    await expect(files.get(stored)).rejects.toThrow('has changed');
    await files.put(content, 'pdf');
    expect((await files.get(stored)).equals(content)).toBe(true);
  });
});

describe('a store that takes no files', () => {
  it('says why in its own word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nqi-storage-'));
    const place = await s3(folder);
    const context = await openStore({ ...place.config, S3_BUCKET: 'absent' });
    await expect(context.get(FileStore).put(CONTENT, 'pdf')).rejects.toThrow(`cannot store ${KEY}: NoSuchBucket`);
    await context.close();
    await place.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
