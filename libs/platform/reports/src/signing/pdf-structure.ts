/** A PDF that is not built the way the typesetter builds them. */
export class PdfStructureError extends Error {
  readonly code = 'pdf_structure';
}

/** An object that an update replaces or adds; `body` is Latin-1 text without `obj` and `endobj`. */
export interface PdfObject {
  readonly number: number;
  readonly body: string;
}

const ENTRY_BYTES = 20;

/**
 * The objects of a PDF as the typesetter writes it for PDF/A: one cross-reference table, every dictionary a plain object.
 * Only for files of our own making; what others send is read by `check-signatures.ts`, which needs no structure.
 */
export class PdfStructure {
  readonly size: number;
  readonly root: number;
  private readonly text: string;
  private readonly tableAt: number;
  private readonly entriesAt: number;
  private readonly trailer: string;

  /** @throws PdfStructureError */
  constructor(readonly bytes: Buffer) {
    this.text = bytes.toString('latin1');
    this.tableAt = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.text.slice(-200))?.[1] ?? NaN);
    const head = /^xref\s+0 \d+\s+/.exec(this.text.slice(this.tableAt, this.tableAt + 40))?.[0];
    if (!head) throw new PdfStructureError('no whole cross-reference table at the end');
    this.entriesAt = this.tableAt + head.length;
    this.trailer = this.text.slice(this.text.indexOf('trailer', this.tableAt));
    this.size = Number(found(this.trailer, /\/Size (\d+)/));
    this.root = Number(found(this.trailer, /\/Root (\d+) 0 R/));
  }

  /** The body of an object. @throws PdfStructureError */
  object(number: number): string {
    const entryAt = this.entriesAt + number * ENTRY_BYTES;
    const offset = Number(found(this.text.slice(entryAt, entryAt + ENTRY_BYTES), /^(\d{10}) \d{5} n/));
    const head = `${number} 0 obj`;
    if (!this.text.startsWith(head, offset)) throw new PdfStructureError(`object ${number} is not where it should be`);
    return this.text.slice(offset + head.length, this.text.indexOf('endobj', offset)).trim();
  }

  /** Object numbers of the pages, in order. */
  pages(): number[] {
    return this.pagesBelow(Number(found(this.object(this.root), /\/Pages (\d+) 0 R/)));
  }

  /** The file with an incremental update behind it, which leaves every byte before it as it is. */
  updated(objects: readonly PdfObject[]): string {
    let text = this.text.endsWith('\n') ? this.text : `${this.text}\n`;
    const entries: string[] = [];
    for (const { number, body } of objects) {
      entries.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`);
      text += `${number} 0 obj\n${body}\nendobj\n`;
    }
    const size = Math.max(this.size, ...objects.map(({ number }) => number + 1));
    const trailer = [`/Size ${size}`, `/Root ${this.root} 0 R`, ...this.kept(), `/Prev ${this.tableAt}`].join(' ');
    return `${text}xref\n${entries.join('')}trailer\n<< ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  }

  /** The identity of the document stays what it was. */
  private kept(): string[] {
    return [/\/Info \d+ 0 R/, /\/ID \[[^\]]+\]/].map((entry) => entry.exec(this.trailer)?.[0] ?? '');
  }

  private pagesBelow(number: number): number[] {
    const node = this.object(number);
    if (!/\/Type \/Pages\b/.test(node)) return [number];
    const kids = found(node, /\/Kids \[([^\]]*)\]/).matchAll(/(\d+) 0 R/g);
    return [...kids].flatMap(([, kid]) => this.pagesBelow(Number(kid)));
  }
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text);
  if (match?.[1] === undefined) throw new PdfStructureError(`nothing like ${pattern.source}`);
  return match[1];
}
