import type { FileStore } from '@nqi/shared/storage';

/** The end of the chain on one day, kept outside the database: who rewrites the chain cannot rewrite this. */
export interface Anchor {
  day: string;
  sealNo: number;
  hash: string;
}

/** An anchor with the file that says the same. */
export interface StoredAnchor extends Anchor {
  fileKey: string;
  fileSha256: string;
}

export function fileOf({ day, sealNo, hash }: Anchor): Buffer {
  return Buffer.from(`${JSON.stringify({ day, sealNo, hash })}\n`);
}

/** Whether the stored file is there and says what the row says. */
export async function isKept(files: FileStore, anchor: StoredAnchor): Promise<boolean> {
  try {
    const content = await files.get({ key: anchor.fileKey, sha256: anchor.fileSha256 });
    return content.equals(fileOf(anchor));
  } catch {
    return false;
  }
}
