import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DCC_SCHEMAS, hasDccSchemas } from './dcc';

const TOOLS = [
  ...['pdfsig', 'pdfinfo', 'pdffonts', 'pdfdetach', 'pdftoppm', 'pdftotext'],
  ...['qpdf', 'openssl', 'xmllint', 'zbarimg'],
];
const absent = TOOLS.filter((tool) => spawnSync('which', [tool]).status !== 0);
const mayMiss = absent.length > 0 && !process.env['REQUIRE_REDIS'];
if (mayMiss) console.warn(`documents are not checked by other tools: ${absent.join(', ')} not installed`);

/** A test that needs them itself. */
export const withTools = mayMiss ? it.skip : it;

/** What of an issued document cannot be read off itself. */
export interface Facts {
  /** What its QR code says; nobody looks where it is not given, for pictures take time. */
  code?: unknown;
  /** Names of the digital certificates that travel inside; default: none. */
  dccs?: string[];
  /** PEM of whom the signer's certificate has to come from; nobody asks where it is not given. */
  authority?: string;
}

/** What tools that nobody here wrote say of a document with which nothing is wrong. */
const SOUND = { structure: 'sound', missingFonts: [], conformance: 'PDF/A-3A' };
const SIGNED = { signature: 'valid, of the whole', holds: true, holdsChanged: [false, false, false] };

/** A signed document: whole, untouched, printable anywhere, with its certificate for machines and a code that leads to it. */
export async function expectGenuine(pdf: Buffer, { code, dccs = [], authority }: Facts): Promise<void> {
  if (mayMiss) return;
  await inFolder(pdf, async (folder) => {
    const [paper, signature, cms, attached, codes] = await Promise.all([
      ...[paperIn(folder), signatureIn(folder), cmsIn(folder, pdf, authority), attachedIn(folder)],
      code === undefined ? Promise.resolve([]) : codesIn(folder),
    ] as const);
    expect({ ...paper, signature, ...cms, attached, codes }).toEqual({
      ...{ ...SOUND, ...SIGNED, attached: Object.fromEntries(dccs.map((name) => [name, VALID_DCC])) },
      codes: code === undefined ? [] : expect.arrayContaining([code]),
    });
  });
}

/** The least that is said of many signed documents: whole, and signed as a whole. */
export async function expectValid(pdf: Buffer): Promise<void> {
  if (mayMiss) return;
  await inFolder(pdf, async (folder) => {
    const said = await Promise.all([signatureIn(folder), structureIn(folder)]);
    expect(said).toEqual([SIGNED.signature, SOUND.structure]);
  });
}

/** What stands on paper, without the spaces that a layout sets. */
export function printedText(pdf: Buffer): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(/\s/g, '');
}

/** All of these words stand on paper. */
export function expectPrinted(pdf: Buffer, ...words: string[]): void {
  if (mayMiss) return;
  const text = printedText(pdf);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
}

/** A form: whole and printable anywhere; nobody signs it, because it certifies nothing. */
export async function expectUnsigned(pdf: Buffer): Promise<void> {
  if (mayMiss) return;
  await inFolder(pdf, async (folder) => {
    const [paper, signature] = await Promise.all([paperIn(folder), signatureIn(folder)]);
    expect(paper).toEqual(SOUND);
    expect(signature).toContain('does not contain any signatures');
  });
}

/** The schemas stay outside of the project. */
const VALID_DCC = hasDccSchemas ? 'valid' : 'not validated';

interface Paper {
  /** qpdf: `sound`, or what it complains about. */
  structure: string;
  /** pdffonts: fonts that travel outside of the file. */
  missingFonts: string[];
  /** pdfinfo: the part and level of PDF/A that the file claims. */
  conformance: string;
}

async function paperIn(folder: string): Promise<Paper> {
  const [structure, fonts, information] = await Promise.all([
    structureIn(folder),
    run(folder, 'pdffonts', 'paper.pdf'),
    run(folder, 'pdfinfo', '-meta', 'paper.pdf'),
  ]);
  const [, part, level] = /<pdfaid:part>(\d)<.*<pdfaid:conformance>(\w)</.exec(information.output) ?? [];
  const listed = fonts.output.split('\n').slice(2).filter(Boolean);
  return {
    structure,
    missingFonts:
      listed.length === 0 ? ['no font at all'] : listed.filter((line) => !/ yes +\w+ +\w+ +\d+ +\d+$/.test(line)),
    conformance: `PDF/A-${part}${level}`,
  };
}

async function structureIn(folder: string): Promise<string> {
  const { status, all } = await run(folder, 'qpdf', '--check', 'paper.pdf');
  // Warnings have a status of their own.
  return status === 0 ? SOUND.structure : all;
}

async function signatureIn(folder: string): Promise<string> {
  const { output, all } = await run(folder, 'pdfsig', '-nocert', 'paper.pdf');
  const isOne = output.split('Signature #').length === 2;
  const isValid = /Total document signed[^]*Signature is Valid/.test(output);
  return isOne && isValid ? SIGNED.signature : all;
}

/** openssl over the bytes that were signed: as they are, and with one changed at the start, in the middle, at the end. */
async function cmsIn(
  folder: string,
  pdf: Buffer,
  authority?: string,
): Promise<Pick<typeof SIGNED, 'holds' | 'holdsChanged'>> {
  const range = /\/ByteRange \[0 (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? [];
  const [gapAt = 0, behindAt = 0] = range.slice(1).map(Number);
  const content = Buffer.concat([pdf.subarray(0, gapAt), pdf.subarray(behindAt)]);
  await writeFile(join(folder, 'cms.der'), Buffer.from(pdf.toString('latin1', gapAt + 1, behindAt - 1), 'hex'));
  if (authority) await writeFile(join(folder, 'authority.pem'), authority);
  const trust = authority ? ['-CAfile', 'authority.pem', '-purpose', 'any', '-no_check_time'] : ['-noverify'];
  const holds = async (name: string, bytes: Buffer): Promise<boolean> => {
    await writeFile(join(folder, name), bytes);
    const input = ['-inform', 'DER', '-in', 'cms.der', '-content', name, '-binary'];
    const { status } = await run(folder, 'openssl', 'cms', '-verify', ...input, ...trust, '-out', `${name}.out`);
    return status === 0;
  };
  const places = [0, Math.floor(content.length / 2), content.length - 1];
  const [unchanged = false, ...changed] = await Promise.all([
    holds('content', content),
    ...places.map((at) => holds(`content-${at}`, flipped(content, at))),
  ]);
  return { holds: unchanged, holdsChanged: changed };
}

/** What a phone reads from the first page. */
async function codesIn(folder: string): Promise<string[]> {
  await run(folder, 'pdftoppm', '-r', '110', '-gray', '-f', '1', '-singlefile', 'paper.pdf', 'page');
  const { output } = await run(folder, 'zbarimg', '-q', '--raw', 'page.pgm');
  return output.split('\n').filter((line) => line !== '');
}

/** Files inside, each with what its schema says. */
async function attachedIn(folder: string): Promise<Record<string, string>> {
  const { output } = await run(folder, 'pdfdetach', '-list', 'paper.pdf');
  const names = [...output.matchAll(/^\d+: (.+)$/gm)].map(([, name = '']) => name);
  await run(folder, 'pdfdetach', '-saveall', 'paper.pdf');
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await validated(folder, name)] as const)),
  );
}

async function validated(folder: string, name: string): Promise<string> {
  if (!hasDccSchemas) return 'not validated';
  const schema = join(DCC_SCHEMAS, 'dcc-3.3.0/dcc.xsd');
  const { status, all } = await run(folder, 'xmllint', '--nonet', '--noout', '--schema', schema, name);
  return status === 0 ? 'valid' : all;
}

async function inFolder<T>(pdf: Buffer, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nqi-strangers-'));
  try {
    await writeFile(join(folder, 'paper.pdf'), pdf);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How a tool ended and what it said: some speak by their status, some in words. */
async function run(
  cwd: string,
  tool: string,
  ...args: string[]
): Promise<{ status: number; output: string; all: string }> {
  const env = { ...process.env, XML_CATALOG_FILES: join(DCC_SCHEMAS, 'catalog.xml'), TZ: 'UTC' };
  const ended = promisify(execFile)(tool, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 24 });
  const { code, stdout, stderr } = await ended.then(
    (said) => ({ ...said, code: 0 }),
    (error: { code: unknown; stdout: string; stderr: string }) => error,
  );
  if (typeof code !== 'number') throw new Error(`${tool} did not run: ${String(code)}`);
  return { status: code, output: stdout, all: `${stdout}${stderr}` };
}

export function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
