import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@nqi/shared/config';
import { DomainError } from '@nqi/shared/errors';
import { FileStore, type StoredFile } from '@nqi/shared/storage';
import { fileTypeFromBuffer } from 'file-type';
import { FileScanner } from './file-scanner';
import { fileTypes } from './file-types';

/** Takes in what people send: as large as allowed, of the type that it is said to be, scanned, kept by its hash. */
@Injectable()
export class IncomingFiles {
  constructor(
    private readonly store: FileStore,
    private readonly scanner: FileScanner,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError files.type_not_allowed, files.too_large */
  assertTaken(type: string, bytes: number): void {
    const mostBytes = this.config.ATTACHMENT_MAX_BYTES;
    if (!fileTypes.has(type))
      throw new DomainError('files.type_not_allowed', { type, allowed: [...fileTypes.values()] });
    if (bytes > mostBytes) throw new DomainError('files.too_large', { mostBytes });
  }

  /** @throws DomainError files.type_not_allowed, files.too_large, files.empty, files.content_differs, files.infected */
  async take(type: string, source: Readable): Promise<StoredFile> {
    this.assertTaken(type, 0);
    const content = await this.read(source);
    if (content.length === 0) throw new DomainError('files.empty');
    const found = (await fileTypeFromBuffer(content))?.mime ?? 'unknown';
    if (found !== type) throw new DomainError('files.content_differs', { type, found });
    if (await this.scanner.scan(content)) throw new DomainError('files.infected');
    return this.store.put(content, fileTypes.get(type) ?? 'pdf', 'attachments');
  }

  private async read(source: Readable): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > this.config.ATTACHMENT_MAX_BYTES) {
        throw new DomainError('files.too_large', { mostBytes: this.config.ATTACHMENT_MAX_BYTES });
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}
