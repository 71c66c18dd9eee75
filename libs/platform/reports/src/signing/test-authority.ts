import 'reflect-metadata';
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A private key with its certificate: of the local test authority, or of an institution that has none of its own. */
export interface TestKey {
  privateKey: KeyObject;
  /** DER */
  certificate: Buffer;
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const YEARS = { authority: 20, institution: 10 } as const;

/** The authority of this installation; nobody else believes it. */
export async function newTestAuthority(now: Date): Promise<TestKey> {
  const keys = newKeys();
  const name: JsonName = [
    { C: ['CN'] },
    { O: ['NQI+'] },
    { CN: [`NQI+ 测试签章根证书 TEST ${randomBytes(4).toString('hex')}`] },
  ];
  const certificate = await certify({ keys, name, years: YEARS.authority, now }, null);
  return { privateKey: keys.privateKey, certificate };
}

/** A key with which an institution signs until it has one of its own: its certificate says that it is for tests. */
export async function newTestKey(
  institution: { name: string; uscc: string },
  authority: TestKey,
  now: Date,
): Promise<TestKey> {
  const keys = newKeys();
  const { name, uscc } = institution;
  const subject: JsonName = [{ C: ['CN'] }, { O: [name] }, { '2.5.4.5': [uscc] }, { CN: [`${name} 测试签章 TEST`] }];
  const certificate = await certify({ keys, name: subject, years: YEARS.institution, now }, authority);
  return { privateKey: keys.privateKey, certificate };
}

interface Request {
  keys: { publicKey: KeyObject; privateKey: KeyObject };
  name: JsonName;
  years: number;
  now: Date;
}

function newKeys(): Request['keys'] {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** @param issuer null: signs itself */
async function certify({ keys, name, years, now }: Request, issuer: TestKey | null): Promise<Buffer> {
  const publicKey = await publicKeyOf(keys.publicKey);
  const signingKey = await signingKeyOf(issuer?.privateKey ?? keys.privateKey);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    subject: name,
    issuer: issuer ? new X509Certificate(Uint8Array.from(issuer.certificate)).subjectName.toJSON() : name,
    notBefore: wholeHour(now, 0),
    notAfter: wholeHour(now, years),
    signingAlgorithm: ECDSA,
    publicKey,
    signingKey,
    extensions: await extensionsOf(publicKey, issuer),
  });
  return Buffer.from(certificate.rawData);
}

async function extensionsOf(publicKey: webcrypto.CryptoKey, issuer: TestKey | null): Promise<Extension[]> {
  const usage = issuer ? KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation : KeyUsageFlags.keyCertSign;
  const issuing = issuer ? await publicKeyOf(createPublicKey(issuer.privateKey)) : publicKey;
  return [
    new BasicConstraintsExtension(issuer === null, undefined, true),
    new KeyUsagesExtension(usage, true),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(issuing),
  ];
}

function publicKeyOf(key: KeyObject): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('spki', key.export({ type: 'spki', format: 'der' }), ECDSA, true, ['verify']);
}

function signingKeyOf(key: KeyObject): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), ECDSA, false, ['sign']);
}

/** The hour before, so that clocks may differ a little. */
function wholeHour(now: Date, years: number): Date {
  const date = new Date(now.getTime() - 3_600_000);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCMinutes(0, 0, 0);
  return date;
}
