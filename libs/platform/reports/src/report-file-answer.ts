import { extname } from 'node:path';
import { StreamableFile } from '@nestjs/common';
import { canonicalJsonOf } from './content-hash';
import type { Report } from './report.entity';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  json: 'application/json',
};

/** The media type of what a report is kept as. */
export function mediaTypeOf(extension: string): string {
  return MEDIA_TYPES[extension] ?? 'application/octet-stream';
}

/** A document of a report as an answer; the hash of its content becomes its ETag. */
export class ReportFileAnswer extends StreamableFile {
  readonly sha256: string;

  /** @param file its key ends in what it is, `.pdf` or `.xml` */
  constructor(name: string, { key, sha256 }: { key: string; sha256: string }, content: Buffer) {
    const extension = extname(key).slice(1);
    const disposition = `${extension === 'pdf' ? 'inline' : 'attachment'}; ${fileNameOf(`${name}.${extension}`)}`;
    super(content, { type: mediaTypeOf(extension), disposition, length: content.length });
    this.sha256 = sha256;
  }
}

/** The data that a report is made from, as canonical JSON: its SHA-256 is the report's `contentHash`. */
export function contentAnswer({ id, number, content, contentHash }: Report): ReportFileAnswer {
  const file = { key: 'content.json', sha256: contentHash };
  return new ReportFileAnswer(`${number ?? id}-content`, file, Buffer.from(canonicalJsonOf(content)));
}

/** The name twice: for clients that read UTF-8 names, and for those that do not. */
function fileNameOf(filename: string): string {
  const plain = filename.replaceAll(/[^\w.-]/g, '_');
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
