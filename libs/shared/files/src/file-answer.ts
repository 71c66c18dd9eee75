import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ByteRange, rangeOf } from './byte-range';

interface Kept {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
}

/** A file as an answer, or the part of it that was asked for; the hash of its content becomes its ETag. */
export class FileAnswer extends StreamableFile {
  readonly sha256: string;

  constructor({ name, type, sha256 }: Kept, content: Buffer | Readable, length: number) {
    super(content as Buffer, { type, disposition: dispositionOf(name), length });
    this.sha256 = sha256;
  }

  /** @param range the header of that name */
  static of(kept: Kept, content: Buffer, range: string | undefined, reply: FastifyReply): FileAnswer {
    const part = partOf(content.length, range, reply);
    const bytes = part ? content.subarray(part.from, part.to + 1) : content;
    return new FileAnswer(kept, bytes, bytes.length);
  }

  /** For what is too large to stand in memory. @param open is called once; nothing is read before the answer goes out */
  static streamed(
    kept: Kept & { readonly bytes: number },
    open: (part: ByteRange | undefined) => Readable,
    range: string | undefined,
    reply: FastifyReply,
  ): FileAnswer {
    const part = partOf(kept.bytes, range, reply);
    return new FileAnswer(kept, open(part ?? undefined), part ? part.to - part.from + 1 : kept.bytes);
  }
}

function partOf(length: number, range: string | undefined, reply: FastifyReply): ByteRange | null {
  void reply.header('Accept-Ranges', 'bytes').header('X-Content-Type-Options', 'nosniff');
  const part = rangeOf(range, length);
  if (part) void reply.status(206).header('Content-Range', `bytes ${part.from}-${part.to}/${length}`);
  return part;
}

/** Saved, never shown: what strangers sent must not run under our name. The name twice, for old clients without UTF-8. */
function dispositionOf(filename: string): string {
  const plain = filename.replaceAll(/[^\w.-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
