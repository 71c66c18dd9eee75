import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ReportFile } from './report-file.entity';

/** A PDF as an answer; its ETag is the hash of its content. */
export function pdfAnswer(reply: FastifyReply, name: string, { sha256 }: ReportFile, content: Buffer): StreamableFile {
  void reply.header('ETag', `"${sha256}"`);
  const filename = `${name}.pdf`;
  return new StreamableFile(content, {
    type: 'application/pdf',
    disposition: `inline; filename="${filename.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    length: content.length,
  });
}
