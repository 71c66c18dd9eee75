import type { Readable } from 'node:stream';
import { DomainError } from '@nqi/shared/errors';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

const MAX_ENTRIES = 1_000;
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;
/** Of sheets 40 at most was ever seen; bombs have a thousand. Small entries cannot hurt. */
const MAX_RATIO = 200;
const SMALL_BYTES = 1024 * 1024;

/** The parts of a workbook by name; each is unpacked only while it is read. */
export interface Parts {
  has(name: string): boolean;
  /** @throws DomainError sheets.malformed when there is no such part */
  open(name: string): Promise<Readable>;
}

/**
 * Opens a workbook and refuses what no workbook is: too much inside, macros, a password. The sizes that are looked at are
 * those that the file states; a part that unpacks to another size is an error while it is read.
 * @throws DomainError sheets.bomb, sheets.macros, sheets.encrypted, sheets.malformed
 */
export async function openWorkbook(content: Buffer): Promise<Parts> {
  const zip = await fromBufferPromise(content, { lazyEntries: true, validateEntrySizes: true }).catch(() => {
    throw new DomainError('sheets.malformed', { rowNo: 0 });
  });
  const entries = await entriesOf(zip);
  return {
    has: (name) => entries.has(name),
    async open(name) {
      const entry = entries.get(name);
      if (!entry) throw new DomainError('sheets.malformed', { rowNo: 0 });
      return zip.openReadStreamPromise(entry);
    },
  };
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  if (zip.entryCount > MAX_ENTRIES) throw new DomainError('sheets.bomb');
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      assertHarmless(entry, unpacked);
      entries.set(entry.fileName.replace(/^\//, ''), entry);
    }
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('sheets.malformed', { rowNo: 0 });
  }
  return entries;
}

function assertHarmless(entry: Entry, unpacked: number): void {
  const { compressedSize, uncompressedSize } = entry;
  const isBomb = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
  if (isBomb || unpacked > MAX_UNPACKED_BYTES) throw new DomainError('sheets.bomb');
  if (/vbaProject\.bin$|\/macrosheets\//i.test(entry.fileName)) throw new DomainError('sheets.macros');
  if (entry.isEncrypted()) throw new DomainError('sheets.encrypted');
}
