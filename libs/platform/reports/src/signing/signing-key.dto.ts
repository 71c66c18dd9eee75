import { PageQuery } from '@nqi/shared/http';
import type { SigningAlgorithm } from './signer';
import type { SigningKey } from './signing-key.entity';

export class SigningKeyQuery extends PageQuery {}

/** A certificate with which an institution signs or signed. */
export class SigningKeyResponse {
  id: string;
  /** One `KEY=value` a line, as OpenSSL writes it. */
  subject: string;
  issuer: string;
  /** Hexadecimal. */
  serial: string;
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: string;
  algorithm: SigningAlgorithm;
  validFrom: Date;
  validUntil: Date;
  /** Given by the local test authority, which nobody else believes: the institution has no key of its own yet. */
  isTest: boolean;
  /** When it signed for the first time. */
  createdAt: Date;
  /** The certificate in PEM with its issuers, for anybody. */
  href: string;
}

export class SigningKeyList {
  items: SigningKeyResponse[];
  nextCursor: string | null;
}

export type ListedKey = Omit<SigningKey, 'institutionId' | 'certificates'>;

export function toKeyResponse(key: ListedKey): SigningKeyResponse {
  return { ...key, href: certificateHref(key.fingerprint) };
}

export function certificateHref(fingerprint: string): string {
  return `/v1/signing-keys/${fingerprint}/certificate`;
}
