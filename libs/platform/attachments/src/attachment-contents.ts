import { Injectable } from '@nestjs/common';
import { DomainError } from '@nqi/shared/errors';
import { FileAnswer } from '@nqi/shared/files';
import { FileStore } from '@nqi/shared/storage';
import type { FastifyReply } from 'fastify';
import type { Attachment } from './attachment.entity';

/** The bytes of attachments as answers. */
@Injectable()
export class AttachmentContents {
  constructor(private readonly store: FileStore) {}

  /** @param range the header of that name @throws DomainError record.not_found until they are there */
  async answer(
    { name, type, sha256, fileKey: key }: Attachment,
    range: string | undefined,
    reply: FastifyReply,
  ): Promise<FileAnswer> {
    if (!key || !sha256) throw new DomainError('record.not_found');
    return FileAnswer.of({ name, type, sha256 }, await this.store.get({ key, sha256 }), range, reply);
  }
}
