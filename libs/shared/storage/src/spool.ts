import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A stream that came to its end, and what it was. */
export interface Spooled {
  readonly sha256: string;
  readonly bytes: number;
  /** From the beginning. */
  readonly content: () => Readable;
}

/**
 * Keeps a stream aside until its hash, which will be its name, and its length, which S3 wants to know first, are known.
 * The file loses its name as soon as it is open, so that who is killed leaves nothing behind.
 */
export async function spool<T>(source: Readable, use: (spooled: Spooled) => Promise<T>): Promise<T> {
  const file = await namelessFile();
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
    return await use({ sha256: hash.digest('hex'), bytes, content: () => contentOf(file, bytes) });
  } finally {
    await file.close();
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'nqi-spool-'));
  try {
    return await open(join(folder, 'content'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function contentOf(file: FileHandle, bytes: number): Readable {
  return file.createReadStream({ start: 0, end: bytes - 1, autoClose: false });
}
