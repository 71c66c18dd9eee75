import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { spool } from './spool';

/** What files are kept as. */
export type Extension = 'pdf' | 'xml' | 'json' | 'csv' | 'jpg' | 'png' | 'xlsx' | 'docx' | 'zip' | 'sealed';

/**
 * Where files are kept. What stands in `sha256` is kept for good, whoever named it; in a space of its own stands what is
 * deleted one day, so that nobody deletes what another part of the platform still names.
 */
export type Space = 'sha256' | 'attachments' | 'exports' | 'imports';

/** Where a file is and what it is; the hash is its name. */
export interface StoredFile {
  key: string;
  sha256: string;
  bytes: number;
}

/** The first and the last byte, both included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Reads a stretch of a file, on a disk or in S3. */
export type StretchReader = (key: string, stretch: Stretch) => Promise<Readable>;

/** A file cannot be stored, is missing, or is not what was stored. */
export class StorageError extends Error {
  readonly code = 'storage_error';
}

/** Files kept by their content's hash on a disk or in S3. */
export class FileStore {
  constructor(
    private readonly disk: Disk,
    private readonly reader: StretchReader,
  ) {}

  /**
   * Stores a file once: the same content again finds it there, and a half-written one is mended. A file that is being
   * read is never written over.
   * @throws StorageError with the store's own word for what is wrong, for example ENOSPC
   */
  async put(content: Uint8Array, extension: Extension, space: Space = 'sha256'): Promise<StoredFile> {
    const sha256 = hashOf(content);
    const key = keyOf(space, sha256, extension);
    if (!(await this.holds({ key, sha256 }))) {
      await this.disk.put(key, content).catch((error: unknown) => fail(`cannot store ${key}`, error));
    }
    return { key, sha256, bytes: content.byteLength };
  }

  /**
   * Stores what is still being made, of any length, in constant memory; it passes through the folder of the system for
   * temporary files.
   * @throws StorageError like {@link put}, and whatever the source throws
   */
  putStream(source: Readable, extension: Extension, space: Space): Promise<StoredFile> {
    return spool(source, async ({ sha256, bytes, content }) => {
      const key = keyOf(space, sha256, extension);
      const options = { contentLength: bytes };
      await this.disk.putStream(key, content(), options).catch((error: unknown) => fail(`cannot store ${key}`, error));
      return { key, sha256, bytes };
    });
  }

  /**
   * Reads a file and compares it with its hash.
   * @throws StorageError when it is missing or has changed
   */
  async get({ key, sha256 }: Pick<StoredFile, 'key' | 'sha256'>): Promise<Buffer> {
    const content = await this.disk.getBytes(key).catch((error: unknown) => fail(`cannot read ${key}`, error));
    if (hashOf(content) !== sha256) throw new StorageError(`${key} has changed`);
    return Buffer.from(content);
  }

  /**
   * Reads a file, or a stretch of it, in constant memory. The whole is compared with its hash on the way: a changed file
   * ends in an error instead of its last bytes. Nothing is opened before somebody reads.
   */
  stream({ key, sha256, bytes }: StoredFile, stretch: Stretch = { from: 0, to: bytes - 1 }): Readable {
    const isWhole = stretch.from === 0 && stretch.to === bytes - 1;
    return Readable.from(this.chunks({ key, sha256 }, stretch, isWhole), { objectMode: false });
  }

  /** @throws StorageError unless there is a file of this length */
  async assertThere({ key, bytes }: StoredFile): Promise<void> {
    const found = await this.disk.getMetaData(key).catch((error: unknown) => fail(`cannot read ${key}`, error));
    if (found.contentLength !== bytes) throw new StorageError(`${key} has changed`);
  }

  /** Whether a file is there, whatever is in it. */
  exists(key: string): Promise<boolean> {
    return this.disk.exists(key).catch((error: unknown) => fail(`cannot read ${key}`, error));
  }

  /**
   * Deletes a file of a space from which is deleted; one that is not there is no error.
   * @throws StorageError for what is kept for good
   */
  async remove(key: string): Promise<void> {
    if (key.startsWith('sha256/')) throw new StorageError(`${key} is kept for good`);
    await this.disk.delete(key).catch((error: unknown) => fail(`cannot delete ${key}`, error));
  }

  private async *chunks(
    { key, sha256 }: Pick<StoredFile, 'key' | 'sha256'>,
    stretch: Stretch,
    isWhole: boolean,
  ): AsyncGenerator<Buffer> {
    const content = await this.reader(key, stretch).catch((error: unknown) => fail(`cannot read ${key}`, error));
    const hash = createHash('sha256');
    let last: Buffer | undefined;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      if (last) yield last;
      hash.update(chunk);
      last = chunk;
    }
    if (isWhole && hash.digest('hex') !== sha256) throw new StorageError(`${key} has changed`);
    if (last) yield last;
  }

  private holds(file: Pick<StoredFile, 'key' | 'sha256'>): Promise<boolean> {
    return this.get(file).then(
      () => true,
      () => false,
    );
  }
}

function keyOf(space: Space, sha256: string, extension: Extension): string {
  return `${space}/${sha256.slice(0, 2)}/${sha256}.${extension}`;
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function fail(what: string, cause: unknown): never {
  throw new StorageError(`${what}: ${wordOf(cause)}`, { cause });
}

/** The code of the first cause (ENOSPC, NoSuchBucket): its message may hold paths and addresses of the machine. */
function wordOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: unknown; code?: string; name?: string };
  return cause ? wordOf(cause) : (code ?? name ?? 'unknown');
}
