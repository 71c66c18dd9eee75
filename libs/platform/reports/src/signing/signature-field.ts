import type { SealPlace } from '../typesetting';
import { type PdfObject, PdfStructure, PdfStructureError } from './pdf-structure';

/** What stands in a file before it is signed. */
export interface SignatureField {
  /** null: the signature is in the file and not to be seen. */
  seal: SealPlace | null;
  /** Whose seal it is, for who cannot see it. */
  name: string;
  at: Date;
  /** Bytes for the signature. */
  room: number;
}

/** The range before it is known, as wide as the longest one. */
export const NO_RANGE = '[0 0000000000 0000000000 0000000000]';

/** Flags of the widget. */
const PRINTED_AND_LOCKED = 4 + 128;

/** A field without a seal belongs to a page, too. */
const NOWHERE: SealPlace = { page: 1, left: 0, top: 0, size: 0 };

/**
 * The file with an incremental update that adds an empty signature field, zeros in place of the signature and its range.
 * @throws PdfStructureError
 */
export function withSignatureField(pdf: Buffer, { seal, name, at, room }: SignatureField): Buffer {
  const structure = new PdfStructure(pdf);
  const { root, size } = structure;
  const { page: pageNo, ...square } = seal ?? NOWHERE;
  const page = structure.pages()[pageNo - 1];
  if (page === undefined) throw new PdfStructureError(`no page ${pageNo}`);
  const content = structure.object(page);
  const [value, widget, appearance] = [size, size + 1, size + 2];
  const entries =
    `/FT /Sig /T (seal) /TU ${hexText(name)} /V ${value} 0 R /P ${page} 0 R /F ${PRINTED_AND_LOCKED} ` +
    `/Rect [${rectangle(square, content).join(' ')}] /AP << /N ${appearance} 0 R >>`;
  const objects: PdfObject[] = [
    { number: page, body: withAnnotation(content, widget) },
    { number: root, body: withForm(structure.object(root), widget) },
    { number: value, body: signatureValue(at, room) },
    { number: widget, body: `<< /Type /Annot /Subtype /Widget ${entries} >>` },
    { number: appearance, body: emptyForm(square.size) },
  ];
  return Buffer.from(structure.updated(objects), 'latin1');
}

/** The seal itself is part of the page, so that it is printed and cannot be hidden; what lies on it shows nothing. */
function emptyForm(size: number): string {
  const entries = `/BBox [0 0 ${size} ${size}] /Resources << >> /Length 0`;
  return `<< /Type /XObject /Subtype /Form ${entries} >>\nstream\n\nendstream`;
}

function signatureValue(at: Date, room: number): string {
  const time = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return (
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:${time}) ` +
    `/ByteRange ${NO_RANGE} /Contents <${'0'.repeat(room * 2)}> >>`
  );
}

function withAnnotation(page: string, widget: number): string {
  if (/\/Annots \d/.test(page)) throw new PdfStructureError('annotations in an object of their own');
  if (page.includes('/Annots')) return page.replace(/\/Annots \[/, `/Annots [${widget} 0 R `);
  return inside(page, `/Annots [${widget} 0 R]`);
}

/** SigFlags 3: there are signatures, and nothing may be written but behind them. ESIC: the PAdES extension of PDF 1.7. */
function withForm(root: string, widget: number): string {
  if (root.includes('/AcroForm')) throw new PdfStructureError('a form stands in it already');
  const extension = '/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>';
  return inside(root, `/AcroForm << /Fields [${widget} 0 R] /SigFlags 3 >> ${extension}`);
}

function inside(dictionary: string, entry: string): string {
  return `${dictionary.slice(0, dictionary.lastIndexOf('>>'))}${entry}\n>>`;
}

/** A PDF counts from the page's bottom. */
function rectangle({ left, top, size }: Omit<SealPlace, 'page'>, page: string): number[] {
  const height = Number(/\/MediaBox \[\S+ \S+ \S+ ([\d.]+)\]/.exec(page)?.[1] ?? NaN);
  if (Number.isNaN(height)) throw new PdfStructureError('a page without its size');
  return [left, height - top - size, left + size, height - top].map((side) => Number(side.toFixed(2)));
}

/** UTF-16 with its mark, in hexadecimal: no character of a name can end the string. */
function hexText(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
