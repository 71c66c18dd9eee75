import { constants, type KeyObject, verify, X509Certificate } from 'node:crypto';

/** Nothing that can be checked: no signature, or one of a form that nobody here accepts. */
export class CmsError extends Error {}

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** rsaEncryption and the PKCS#1 v1.5 signatures; RSASSA-PSS; ECDSA. The hash is that of the signer's digest. */
const RSA = /^1\.2\.840\.113549\.1\.1\.(1|11|12|13)$/;
const PSS = '1.2.840.113549.1.1.10';
const ECDSA = /^1\.2\.840\.10045\.4\.3\.[234]$/;

/** @returns a name for `createHash`. @throws CmsError for SHA-1 and whatever else is no longer believed */
export function hashOf(oid: string): string {
  const hash = HASHES[oid];
  if (!hash) throw new CmsError('a hash that is not accepted');
  return hash;
}

/** A signature and what is needed to check it. */
export interface Signature {
  /** DER */
  certificate: Buffer;
  /** Object identifier of the signature's algorithm. */
  algorithm: string;
  hash: string;
  signed: Uint8Array;
  signature: Buffer;
}

/** Whether the certificate's key made this signature. @throws CmsError */
export function holds({ certificate, algorithm, hash, signed, signature }: Signature): boolean {
  const { publicKey } = new X509Certificate(certificate);
  return signed.length > 0 && verify(hash, signed, keyFor(publicKey, algorithm), signature);
}

function keyFor(key: KeyObject, algorithm: string): Parameters<typeof verify>[2] {
  const type = key.asymmetricKeyType;
  if (type === 'ec' && ECDSA.test(algorithm)) return { key, dsaEncoding: 'der' };
  if (type === 'rsa' && RSA.test(algorithm)) return key;
  if (type === 'rsa' && algorithm === PSS) {
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  }
  throw new CmsError('an algorithm that is not accepted');
}
