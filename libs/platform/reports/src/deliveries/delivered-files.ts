import { extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Transactions } from '@nqi/shared/database';
import { FileStore } from '@nqi/shared/storage';

/** Mailboxes take little more than 10 MB, and a file grows by a third on its way. */
const MOST_BYTES = 7_000_000;

interface StoredDocument {
  number: string;
  document: string;
  key: string;
  sha256: string;
  bytes: number;
}

/** The PDFs of reports as files of a mail; where they are too many for one, none goes along, and the mail says where they are. */
@Injectable()
export class DeliveredFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: FileStore,
  ) {}

  async of(reports: readonly { id: string }[]): Promise<{ name: string; type: string; content: Buffer }[]> {
    const rows = await this.transactions.manager.query<StoredDocument[]>(
      `SELECT r.number, f.document, f.key, f.sha256, f.bytes
       FROM reports r JOIN report_renderings g ON g.report_id = r.id AND g.purpose = 'issue'
         JOIN report_files f ON f.rendering_id = g.id
       WHERE r.id = ANY($1) AND f.key LIKE '%.pdf' ORDER BY r.number, f.id`,
      [reports.map(({ id }) => id)],
    );
    // Of a document that the store lost and that was made again, the latest.
    const documents = [...new Map(rows.map((row) => [`${row.number} ${row.document}`, row])).values()];
    if (documents.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) return [];
    const files: { name: string; type: string; content: Buffer }[] = [];
    for (const { number, document, ...file } of documents) {
      const content = await this.store.get(file);
      files.push({ name: `${number}-${document}${extname(file.key)}`, type: 'application/pdf', content });
    }
    return files;
  }
}
