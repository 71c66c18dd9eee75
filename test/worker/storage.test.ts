import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config, ConfigModule } from '@nqi/shared/config';
import { FileStore, StorageError, StorageModule } from '@nqi/shared/storage';
import S3rver from 's3rver';
import { type ReportLife, reportLife } from '../api/reports/report-life';
import { startCity, testConfig, type TestCity } from '../support/city';
import type { Answer } from '../support/client';

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

  it('are stored while they are made, and read in stretches', async () => {
    const content = randomBytes(5_000_000);
    const pieces = Array.from({ length: 50 }, (_, no) => content.subarray(no * 100_000, (no + 1) * 100_000));
    const stored = await files.putStream(Readable.from(pieces), 'zip', 'exports');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(stored).toEqual({ key: `exports/${sha256.slice(0, 2)}/${sha256}.zip`, sha256, bytes: content.length });
    expect((await files.get(stored)).equals(content)).toBe(true);
    expect((await buffer(files.stream(stored))).equals(content)).toBe(true);
    for (const [from, to] of [
      [0, 9],
      [4_999_999, 4_999_999],
      [70_000, 2_000_001],
    ] as const) {
      const stretch = await buffer(files.stream(stored, { from, to }));
      expect(stretch.equals(content.subarray(from, to + 1))).toBe(true);
    }
    await files.assertThere(stored);
  });

  it('are not handed out to the last byte when they have changed, and nothing is kept of what was not finished', async () => {
    const content = randomBytes(400_000);
    const stored = await files.putStream(Readable.from([content]), 'zip', 'exports');
    await writeFile(place.fileOf(stored.key), Buffer.concat([content.subarray(1), Buffer.from([1])]));
    await expect(buffer(files.stream(stored))).rejects.toThrow('has changed');
    await writeFile(place.fileOf(stored.key), content.subarray(1));
    if (place.config.STORAGE_DRIVER === 'disk') await expect(files.assertThere(stored)).rejects.toThrow('has changed');
    const broken = Readable.from(
      (function* () {
        yield content;
        throw new Error('the maker fell');
      })(),
    );
    await expect(files.putStream(broken, 'zip', 'exports')).rejects.toThrow('the maker fell');
  });

  it('are deleted where that is allowed, and nowhere else', async () => {
    const stored = await files.put(randomBytes(500), 'pdf', 'attachments');
    expect(await files.exists(stored.key)).toBe(true);
    await files.remove(stored.key);
    expect(await files.exists(stored.key)).toBe(false);
    await expect(buffer(files.stream(stored))).rejects.toThrow(StorageError);
    await expect(files.assertThere(stored)).rejects.toThrow(StorageError);
    await files.remove(stored.key);
    await expect(files.remove(KEY)).rejects.toThrow('kept for good');
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

describe('a report for which S3 has no place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-storage-'));
  let place: Place;
  let city: TestCity;
  let life: ReportLife;
  let worker: INestApplicationContext;
  beforeAll(async () => {
    place = await s3(folder);
    city = await startCity({ ...place.config, S3_BUCKET: 'later', JOB_RETRY_MS: 100 });
    life = reportLife(city);
  });
  afterEach(() => worker.close());
  afterAll(async () => {
    await city.close();
    await place.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const retry = ({ id, rendering }: any): Promise<Answer> =>
    city.cast.signatory.post(`/v1/reports/${id}/renderings/${rendering.id}/retry`);
  const download = async ({ id }: any): Promise<string> =>
    (await city.cast.userUnit.get(`/v1/reports/${id}/file`)).raw.subarray(0, 5).toString();

  it('is tried a number of times, then failed by the name of what is wrong; mended, a retry issues it', async () => {
    const approved = await life.approved();
    worker = await city.startWorker();
    const failed = await life.rendered(approved.id, approved.rendering.id);
    expect(failed).toMatchObject({ state: 'failed', failureCode: 'storage_error', attempts: 5 });
    expect(failed.failureReason).toMatch(/: NoSuchBucket$/);
    await mkdir(join(folder, 'later'));
    expect((await retry(approved)).status).toBe(202);
    expect((await life.issued(approved.id)).rendering).toMatchObject({ state: 'ready', attempts: 1 });
    expect(await download(approved)).toBe('%PDF-');
  });
});
