import { createHash } from 'node:crypto';
import type { Disk } from 'flydrive';

/** What files are kept as. */
export type Extension = 'pdf' | 'json' | 'csv' | 'jpg' | 'png' | 'xlsx' | 'docx';

/** Where a file is and what it is; the hash is its name. */
export interface StoredFile {
  key: string;
  sha256: string;
  bytes: number;
}

/** A file cannot be stored, is missing, or is not what was stored. */
export class StorageError extends Error {
  readonly code = 'storage_error';
}

/** Files kept by their content's hash on a disk or in S3. */
export class FileStore {
  constructor(private readonly disk: Disk) {}

  /**
   * Stores a file once: the same content again finds it there, and a half-written one is mended. A file that is being
   * read is never written over.
   * @throws StorageError with the store's own word for what is wrong, for example ENOSPC
   */
  async put(content: Uint8Array, extension: Extension): Promise<StoredFile> {
    const sha256 = hashOf(content);
    const key = `sha256/${sha256.slice(0, 2)}/${sha256}.${extension}`;
    if (!(await this.holds({ key, sha256 }))) {
      await this.disk.put(key, content).catch((error: unknown) => {
        throw new StorageError(`cannot store ${key}: ${wordOf(error)}`, { cause: error });
      });
    }
    return { key, sha256, bytes: content.byteLength };
  }

  /**
   * Reads a file and compares it with its hash.
   * @throws StorageError when it is missing or has changed
   */
  async get({ key, sha256 }: Pick<StoredFile, 'key' | 'sha256'>): Promise<Buffer> {
    const content = await this.disk.getBytes(key).catch((error: unknown) => {
      throw new StorageError(`cannot read ${key}: ${wordOf(error)}`, { cause: error });
    });
    if (hashOf(content) !== sha256) throw new StorageError(`${key} has changed`);
    return Buffer.from(content);
  }

  private holds(file: Pick<StoredFile, 'key' | 'sha256'>): Promise<boolean> {
    return this.get(file).then(
      () => true,
      () => false,
    );
  }
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The code of the first cause (ENOSPC, NoSuchBucket): its message may hold paths and addresses of the machine. */
function wordOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: unknown; code?: string; name?: string };
  return cause ? wordOf(cause) : (code ?? name ?? 'unknown');
}
