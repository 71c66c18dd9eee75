import { createHash, X509Certificate } from 'node:crypto';

/** With what the platform signs; others check more than these, see `cms-check.ts`. */
export type SigningAlgorithm = 'ecdsa-sha256' | 'rsa-sha256';

/** The private key of an institution, wherever it lives: in a PKCS#12 file, in the database (test), or in an HSM. */
export interface Signer {
  /** DER: the signer's own certificate, then those of its issuers as far as they are to stand in the file. */
  readonly certificates: readonly Buffer[];
  readonly algorithm: SigningAlgorithm;
  /** Signs the bytes, hashing them first: ECDSA as a DER sequence, RSA by PKCS#1 v1.5. */
  sign(bytes: Uint8Array): Promise<Buffer>;
}

/** Why a file could not be signed. A retry helps once the reason is gone. */
export class SigningError extends Error {
  constructor(
    readonly code:
      | 'signing_key_unreadable'
      | 'signing_key_unsupported'
      | 'signing_key_expired'
      | 'signing_key_not_yet_valid'
      | 'signing_key_of_another'
      | 'timestamp_unavailable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SigningError';
  }
}

/** What a certificate says. */
export interface CertificateFacts {
  /** One `KEY=value` a line, as OpenSSL writes it, for example `CN=…`. */
  readonly subject: string;
  /** The common name of the subject. */
  readonly name: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** @throws Error when it is no certificate */
export function factsOf(certificate: Buffer): CertificateFacts {
  const { serialNumber, validFrom, validTo, ...names } = fieldsOf(certificate);
  const [subject = '', issuer = ''] = [names.subject, names.issuer].map((name) => name.replaceAll(/\\(.)/g, '$1'));
  return {
    subject,
    name: /^CN=(.+)$/m.exec(subject)?.[1] ?? subject,
    issuer,
    serial: serialNumber,
    fingerprint: createHash('sha256').update(certificate).digest('hex'),
    validFrom: new Date(validFrom),
    validUntil: new Date(validTo),
  };
}

function fieldsOf(
  certificate: Buffer,
): Pick<X509Certificate, 'serialNumber' | 'validFrom' | 'validTo' | 'subject' | 'issuer'> {
  const { serialNumber, validFrom, validTo, subject = '', issuer = '' } = new X509Certificate(certificate);
  return { serialNumber, validFrom, validTo, subject, issuer };
}

/** @throws SigningError outside of the time for which the certificate was given */
export function assertValidAt(signer: Signer, now: Date): void {
  const { name, validFrom, validUntil } = ownFacts(signer);
  if (now < validFrom) {
    const when = validFrom.toISOString();
    throw new SigningError('signing_key_not_yet_valid', `the signing certificate of ${name} is valid from ${when}`);
  }
  if (now > validUntil) {
    const when = validUntil.toISOString();
    throw new SigningError('signing_key_expired', `the signing certificate of ${name} expired on ${when}`);
  }
}

export function ownFacts({ certificates: [own] }: Signer): CertificateFacts {
  if (!own) throw new Error('A signer without a certificate.');
  return factsOf(own);
}

export function pemOf(certificate: Buffer): string {
  return new X509Certificate(certificate).toString();
}
