import { createHash } from 'node:crypto';
import { setImmediate as eventLoop } from 'node:timers/promises';
import { type CheckedCms, checkCms } from './cms-check';
import { type CertificateFacts, factsOf } from './signer';
import { type CheckedTimestamp, checkTimestamp } from './timestamp-authority';

/** What a signature in a PDF is worth. */
export interface CheckedSignature {
  /** Everything but the signature itself is signed; false: something was added behind what it signs. */
  coversWholeDocument: boolean;
  /** What it signs is as it was, and its certificate's key signed it. */
  isIntact: boolean;
  /** Length of the file as it was signed. */
  signedBytes: number;
  /** The digest that the signature names, hexadecimal: that of the file as it was, whatever has become of it. */
  messageDigest: string | null;
  /** SHA-256 of what is signed as it is now, hexadecimal. */
  contentDigest: string;
  /** null: nothing that can be read as a signature. */
  signer: CertificateFacts | null;
  /** DER: the signer's own, then whatever else the signature brought. */
  certificates: readonly Buffer[];
  timestamp: CheckedTimestamp | null;
}

/** More are not looked at: hashing a file over and over must not keep a process busy. */
const MOST_SIGNATURES = 8;
const MOST_MENTIONS = 1_000;
const MOST_CMS_BYTES = 100_000;

const RANGE = /^\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/;

/** What is signed: the bytes up to `gapAt` and those from `behindAt` to `end`. */
interface SignedRange {
  gapAt: number;
  behindAt: number;
  end: number;
}

/**
 * Checks every signature of a PDF, or of anything else that somebody sends: the structure of the file is not followed, so
 * that no reference leads in a circle or out of it. A signature is where a byte range leaves out exactly one string of hex
 * digits; whatever else the file holds is signed or comes behind what is signed, and both are told.
 */
export async function checkSignatures(pdf: Buffer): Promise<CheckedSignature[]> {
  const checked: CheckedSignature[] = [];
  for (const range of rangesIn(pdf)) {
    checked.push(checkOne(pdf, range));
    await eventLoop();
  }
  return checked;
}

function rangesIn(pdf: Buffer): SignedRange[] {
  const ranges = new Map<string, SignedRange>();
  let at = pdf.indexOf('/ByteRange');
  for (let mentions = 0; at >= 0 && mentions < MOST_MENTIONS && ranges.size < MOST_SIGNATURES; mentions += 1) {
    const numbers =
      RANGE.exec(pdf.toString('latin1', at, at + 100))
        ?.slice(1)
        .map(Number) ?? [];
    const range = rangeOf(pdf, numbers);
    if (range) ranges.set(numbers.join(), range);
    at = pdf.indexOf('/ByteRange', at + 1);
  }
  return [...ranges.values()].toSorted((one, other) => one.end - other.end);
}

/** @param numbers start, length, start, length; none where there is no range */
function rangeOf(pdf: Buffer, numbers: number[]): SignedRange | null {
  const [start, gapAt, behindAt, length] = numbers as [number, number, number, number];
  const end = behindAt + length;
  const room = behindAt - gapAt;
  if (numbers.length !== 4 || start !== 0 || end > pdf.length || room > MOST_CMS_BYTES * 2) return null;
  return room > 2 && pdf[gapAt] === 0x3c && pdf[behindAt - 1] === 0x3e ? { gapAt, behindAt, end } : null;
}

function checkOne(pdf: Buffer, range: SignedRange): CheckedSignature {
  const contentDigest = digestOf(pdf, range, 'sha256');
  const found = { coversWholeDocument: range.end === pdf.length, signedBytes: range.end, contentDigest };
  const cms = cmsIn(pdf, range);
  const [own] = cms?.certificates ?? [];
  if (!cms || !own)
    return { ...found, isIntact: false, messageDigest: null, signer: null, certificates: [], timestamp: null };
  const isSha256 = cms.hash === 'sha256';
  return {
    ...found,
    isIntact: cms.isSigned && cms.messageDigest === (isSha256 ? contentDigest : digestOf(pdf, range, cms.hash)),
    messageDigest: cms.messageDigest,
    signer: factsOf(own),
    certificates: cms.certificates,
    timestamp: cms.timestampToken && timestampOf(cms.timestampToken, cms.signature),
  };
}

function cmsIn(pdf: Buffer, { gapAt, behindAt }: SignedRange): CheckedCms | null {
  const hex = pdf.toString('latin1', gapAt + 1, behindAt - 1);
  if (!/^[\dA-Fa-f]+$/.test(hex)) return null;
  try {
    return checkCms(Buffer.from(hex, 'hex'), 'data');
  } catch {
    return null;
  }
}

function timestampOf(token: Buffer, signature: Buffer): CheckedTimestamp | null {
  try {
    return checkTimestamp(token, createHash('sha256').update(signature).digest());
  } catch {
    return null;
  }
}

function digestOf(pdf: Buffer, { gapAt, behindAt, end }: SignedRange, hash: string): string {
  return createHash(hash).update(pdf.subarray(0, gapAt)).update(pdf.subarray(behindAt, end)).digest('hex');
}
