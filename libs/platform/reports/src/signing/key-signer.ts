import { type KeyObject, sign, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { type Signer, type SigningAlgorithm, SigningError } from './signer';

const signInBackground = promisify(sign);

const LEAST_RSA_BITS = 2_048;

/**
 * Signs with a private key in memory.
 * @param certificates DER in any order; the one of the key is found among them, and its issuers follow it
 * @throws SigningError signing_key_unsupported, signing_key_unreadable when none of the certificates is the key's
 */
export function keySigner(key: KeyObject, certificates: readonly Buffer[]): Signer {
  const all = certificates.map((one) => new X509Certificate(one));
  const own = all.find((one) => one.checkPrivateKey(key));
  if (!own) throw new SigningError('signing_key_unreadable', 'none of the certificates belongs to the key');
  return {
    certificates: chainOf(own, all).map(({ raw }) => raw),
    algorithm: algorithmOf(key),
    sign: (bytes) => signInBackground('sha256', bytes, { key, dsaEncoding: 'der' }),
  };
}

/** A root is left out: whoever believes it has it. */
function chainOf(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let last = own, issuer = issuerOf(last, all); issuer && chain.length < all.length;) {
    chain.push(issuer);
    last = issuer;
    issuer = issuerOf(last, all);
  }
  return chain;
}

function issuerOf(one: X509Certificate, all: readonly X509Certificate[]): X509Certificate | undefined {
  return all.find((issuer) => issuer !== one && one.checkIssued(issuer) && one.verify(issuer.publicKey));
}

function algorithmOf(key: KeyObject): SigningAlgorithm {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ecdsa-sha256';
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= LEAST_RSA_BITS) return 'rsa-sha256';
  throw new SigningError('signing_key_unsupported', 'only EC keys on P-256 and RSA keys from 2048 bits on can sign');
}
