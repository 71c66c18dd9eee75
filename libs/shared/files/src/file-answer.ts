import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { rangeOf } from './byte-range';

interface Kept {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
}

/** A file as an answer, or the part of it that was asked for; the hash of its content becomes its ETag. */
export class FileAnswer extends StreamableFile {
  readonly sha256: string;

  constructor({ name, type, sha256 }: Kept, content: Buffer) {
    super(content, { type, disposition: dispositionOf(name), length: content.length });
    this.sha256 = sha256;
  }

  /** @param range the header of that name */
  static of(kept: Kept, content: Buffer, range: string | undefined, reply: FastifyReply): FileAnswer {
    void reply.header('Accept-Ranges', 'bytes').header('X-Content-Type-Options', 'nosniff');
    const part = rangeOf(range, content.length);
    if (!part) return new FileAnswer(kept, content);
    void reply.status(206).header('Content-Range', `bytes ${part.from}-${part.to}/${content.length}`);
    return new FileAnswer(kept, content.subarray(part.from, part.to + 1));
  }
}

/** Saved, never shown: what strangers sent must not run under our name. The name twice, for old clients without UTF-8. */
function dispositionOf(filename: string): string {
  const plain = filename.replaceAll(/[^\w.-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
