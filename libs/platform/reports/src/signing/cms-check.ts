import { createHash } from 'node:crypto';
import type { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { OID } from './object-identifiers';
import { CmsError, hashOf, holds } from './signature-algorithms';

/** What a CMS says, and whether its signature holds over what it says. */
export interface CheckedCms {
  /** The digest that was signed, hexadecimal. */
  messageDigest: string;
  /** Name of the hash that made it, for `createHash`. */
  hash: string;
  /** Whether the key of the certificate signed exactly this. */
  isSigned: boolean;
  /** DER, the signer's own first. */
  certificates: Buffer[];
  /** The signature value, of which a timestamp is taken. */
  signature: Buffer;
  /** DER of the timestamp token, when there is one. */
  timestampToken: Buffer | null;
  /** The content inside, DER of a TSTInfo, when the CMS is a timestamp token. */
  content: Buffer | null;
}

/**
 * @param type of the content: `data` in a PDF, where it lies outside, or `timestampInfo`
 * @throws CmsError
 */
export function checkCms(der: Uint8Array, type: 'data' | 'timestampInfo'): CheckedCms {
  try {
    return check(parse(der), type);
  } catch (error) {
    if (error instanceof CmsError) throw error;
    throw new CmsError('not a signature that can be read', { cause: error });
  }
}

function parse(der: Uint8Array): SignedData {
  const info = ContentInfo.fromBER(der);
  if (info.contentType !== OID.signedData) throw new CmsError('not signed data');
  return new SignedData({ schema: info.content });
}

function check(signed: SignedData, type: 'data' | 'timestampInfo'): CheckedCms {
  const [info, ...others] = signed.signerInfos;
  const content = signed.encapContentInfo.eContent?.getValue() ?? null;
  // A detached signature that carries a content of its own would be one over that, not over the file.
  const isDetached = content === null;
  if (!info || others.length > 0) throw new CmsError('not signed by one');
  if (signed.encapContentInfo.eContentType !== OID[type] || isDetached !== (type === 'data'))
    throw new CmsError('a content of another kind');
  const certificates = ordered(signed, info);
  const hash = hashOf(info.digestAlgorithm.algorithmId);
  const signature = Buffer.from(info.signature.valueBlock.valueHexView);
  return {
    messageDigest: hexOf(attribute(info, OID.messageDigest)),
    hash,
    isSigned: isSignedBy(certificates[0], info, hash, signature),
    certificates,
    signature,
    timestampToken: unsigned(info, OID.timestampToken),
    content: content && Buffer.from(content),
  };
}

function ordered(signed: SignedData, { sid }: SignerInfo): [Buffer, ...Buffer[]] {
  const all = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  if (!(sid instanceof IssuerAndSerialNumber)) throw new CmsError('a signer named in a way that is not accepted');
  const own = all.find((one) => one.issuer.isEqual(sid.issuer) && one.serialNumber.isEqual(sid.serialNumber));
  if (!own) throw new CmsError('without the certificate of its signer');
  const der = (one: Certificate): Buffer => Buffer.from(one.toSchema().toBER());
  return [der(own), ...all.filter((one) => one !== own).map(der)];
}

/** The key of this very certificate signed the attributes. */
function isSignedBy(certificate: Buffer, info: SignerInfo, hash: string, signature: Buffer): boolean {
  const attributes = new Uint8Array(info.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  const algorithm = info.signatureAlgorithm.algorithmId;
  return namesIt(info, certificate) && holds({ certificate, algorithm, hash, signed: attributes, signature });
}

/** The certificate is part of what was signed (RFC 5035): it cannot be exchanged for another one of the same key. */
function namesIt(info: SignerInfo, certificate: Buffer): boolean {
  const list = attribute(info, OID.signingCertificateV2) as Sequence;
  const first = (list.valueBlock.value[0] as Sequence).valueBlock.value[0] as Sequence;
  const parts = first.valueBlock.value;
  // Without a name the hash is SHA-256.
  const named = parts[0]?.idBlock.tagNumber === 4 ? OID.sha256 : oidIn(parts[0] as Sequence);
  const digest = parts.find((part) => part.idBlock.tagNumber === 4) as OctetString;
  return hexOf(digest) === createHash(hashOf(named)).update(certificate).digest('hex');
}

function oidIn(algorithm: Sequence): string {
  return (algorithm.valueBlock.value[0] as ObjectIdentifier).valueBlock.toString();
}

function attribute(info: SignerInfo, type: string): unknown {
  const [found, ...more] = info.signedAttrs?.attributes.filter((one) => one.type === type) ?? [];
  if (!found || found.values.length !== 1 || more.length > 0) throw new CmsError(`not one attribute ${type}`);
  return found.values[0];
}

function unsigned(info: SignerInfo, type: string): Buffer | null {
  const found = info.unsignedAttrs?.attributes.find((one) => one.type === type);
  return found ? Buffer.from((found.values[0] as Sequence).toBER()) : null;
}

function hexOf(value: unknown): string {
  return Buffer.from((value as OctetString).valueBlock.valueHexView).toString('hex');
}
