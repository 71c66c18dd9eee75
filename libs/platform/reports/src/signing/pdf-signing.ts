import { createHash } from 'node:crypto';
import { signDetached } from './cms';
import { PdfStructureError } from './pdf-structure';
import { NO_RANGE, type SignatureField, withSignatureField } from './signature-field';
import type { Signer } from './signer';
import type { TimestampAuthority } from './timestamp-authority';

/** What a signature is made with, and what it says. */
export interface SigningOrder extends Omit<SignatureField, 'room'> {
  signer: Signer;
  timestamps: TimestampAuthority | null;
}

export interface SignedPdf {
  pdf: Buffer;
  /** SHA-256 of all bytes but the signature itself, hexadecimal. */
  digest: string;
  timestampedAt: Date | null;
}

/** Room for the signature beside its certificates, and for the token of a timestamp authority with its own. */
const ROOM_BYTES = 1_500;
const TIMESTAMP_ROOM_BYTES = 12_000;

/**
 * Signs a PDF of the typesetter by PAdES B-B (ETSI EN 319 142-1), B-T with a timestamp: an incremental update with a
 * signature field whose widget lies on the drawn seal, and a CMS over the whole file.
 * @throws SigningError, PdfStructureError
 */
export async function signPdf(pdf: Buffer, order: SigningOrder): Promise<SignedPdf> {
  const { signer, timestamps } = order;
  const certificates = signer.certificates.reduce((sum, one) => sum + one.length, 0);
  const room = certificates + ROOM_BYTES + (timestamps ? TIMESTAMP_ROOM_BYTES : 0);
  const prepared = withSignatureField(pdf, { ...order, room });
  const gapAt = prepared.lastIndexOf('/Contents <') + '/Contents '.length;
  const behindAt = gapAt + room * 2 + 2;
  const range = `[0 ${gapAt} ${behindAt} ${prepared.length - behindAt}]`.padEnd(NO_RANGE.length);
  prepared.write(range, prepared.lastIndexOf(NO_RANGE), 'latin1');
  const hash = createHash('sha256').update(prepared.subarray(0, gapAt)).update(prepared.subarray(behindAt));
  const digest = hash.digest();
  const { cms, timestampedAt } = await signDetached(digest, signer, timestamps);
  if (cms.length > room) throw new PdfStructureError(`a signature of ${cms.length} bytes, and room for ${room}`);
  prepared.write(cms.toString('hex'), gapAt + 1, 'latin1');
  return { pdf: prepared, digest: digest.toString('hex'), timestampedAt };
}
