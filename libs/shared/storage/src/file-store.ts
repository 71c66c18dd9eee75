import { createHash } from 'node:crypto';
import type { Disk } from 'flydrive';

/** Where a file is and what it is; the hash is its name. */
export interface StoredFile {
  key: string;
  sha256: string;
  bytes: number;
}

/** A stored file is missing or is not what was stored. */
export class StorageError extends Error {}

/** Files kept by their content's hash on a disk or in S3. */
export class FileStore {
  constructor(private readonly disk: Disk) {}

  /** Stores a file; the same content again lands on the same key, which also mends a half-written one. */
  async put(content: Uint8Array, extension: 'pdf'): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const key = `sha256/${sha256.slice(0, 2)}/${sha256}.${extension}`;
    await this.disk.put(key, content);
    return { key, sha256, bytes: content.byteLength };
  }

  /**
   * Reads a file and compares it with its hash.
   * @throws StorageError when it is missing or has changed
   */
  async get({ key, sha256 }: Pick<StoredFile, 'key' | 'sha256'>): Promise<Buffer> {
    const content = await this.disk.getBytes(key).catch((error: unknown) => {
      throw new StorageError(`cannot read ${key}`, { cause: error });
    });
    if (createHash('sha256').update(content).digest('hex') !== sha256) throw new StorageError(`${key} has changed`);
    return Buffer.from(content);
  }
}
