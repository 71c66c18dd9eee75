import { StreamableFile } from '@nestjs/common';
import type { ReportFile } from './report-file.entity';

/** A PDF as an answer; the hash of its content becomes its ETag. */
export class PdfAnswer extends StreamableFile {
  readonly sha256: string;

  constructor(name: string, { sha256 }: ReportFile, content: Buffer) {
    super(content, { type: 'application/pdf', disposition: dispositionOf(`${name}.pdf`), length: content.length });
    this.sha256 = sha256;
  }
}

/** The name twice: for clients that read UTF-8 names, and for those that do not. */
function dispositionOf(filename: string): string {
  const plain = filename.replaceAll(/[^\w.-]/g, '_');
  return `inline; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
