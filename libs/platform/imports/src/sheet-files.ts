import { Injectable } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { type Place, Secrets } from '@nqi/shared/secrets';
import { FileStore, type StoredFile } from '@nqi/shared/storage';
import type { Import } from './import.entity';

/** The sheets that people sent: names and phones stand in them, so that the store gets them encrypted only. */
@Injectable()
export class SheetFiles {
  constructor(
    private readonly files: FileStore,
    private readonly secrets: Secrets,
  ) {}

  /** @returns where it lies; the same sheet of another import lies elsewhere, so that each can be removed by itself */
  put(importId: string, content: Buffer): Promise<StoredFile> {
    return this.files.put(this.secrets.encryptBytes(placeOf(importId), content), 'sealed', 'imports');
  }

  /** @throws DomainError imports.file_gone when its time was over */
  async get({ id, fileKey, fileSha256, fileGoneAt }: Import): Promise<Buffer> {
    if (fileGoneAt || !fileKey || !fileSha256) throw new DomainError('imports.file_gone');
    return this.secrets.decryptBytes(placeOf(id), await this.files.get({ key: fileKey, sha256: fileSha256 }));
  }
}

function placeOf(id: string): Place {
  return { column: 'import_files.content', id };
}
