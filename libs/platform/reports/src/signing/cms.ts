import { createHash } from 'node:crypto';
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { OID } from './object-identifiers';
import type { Signer, SigningAlgorithm } from './signer';
import type { TimestampAuthority } from './timestamp-authority';

const ALGORITHMS: Readonly<Record<SigningAlgorithm, () => AlgorithmIdentifier>> = {
  'ecdsa-sha256': () => new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' }),
  'rsa-sha256': () => new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() }),
};

export interface DetachedSignature {
  /** DER of a ContentInfo. */
  cms: Buffer;
  timestampedAt: Date | null;
}

/**
 * Signs a SHA-256 digest as CAdES-BES (ETSI EN 319 122-1): the signed attributes name the content's type, its digest and
 * the certificate, and no time, which in a PDF stands in the signature dictionary.
 * @throws SigningError when the timestamp authority is asked and does not answer
 */
export async function signDetached(
  digest: Buffer,
  signer: Signer,
  timestamps: TimestampAuthority | null,
): Promise<DetachedSignature> {
  const certificates = certificatesOf(signer);
  const info = signerInfo(signer, certificates, digest);
  const signature = await signer.sign(signedBytes(info));
  info.signature = new OctetString({ valueHex: signature });
  const stamp = timestamps && (await timestamps.stamp(createHash('sha256').update(signature).digest()));
  if (stamp) info.unsignedAttrs = attributes(1, [attribute(OID.timestampToken, fromBER(stamp.token).result)]);
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates,
    signerInfos: [info],
  });
  const content = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return { cms: Buffer.from(content.toSchema().toBER()), timestampedAt: stamp?.at ?? null };
}

/** Reading certificates took longer than signing: each signer's are read once. */
const READ = new WeakMap<Signer, Certificate[]>();

function certificatesOf(signer: Signer): Certificate[] {
  const read = READ.get(signer) ?? signer.certificates.map((one) => Certificate.fromBER(one));
  READ.set(signer, read);
  return read;
}

function signerInfo({ algorithm, certificates }: Signer, [own]: Certificate[], digest: Buffer): SignerInfo {
  const [der] = certificates;
  if (!own || !der) throw new Error('A signer without a certificate.');
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256(),
    signatureAlgorithm: ALGORITHMS[algorithm](),
    // In the order that DER wants of a set: by their encodings, of which the shorter comes first.
    signedAttrs: attributes(0, [
      attribute(OID.contentType, new ObjectIdentifier({ value: OID.data })),
      attribute(OID.messageDigest, new OctetString({ valueHex: digest })),
      attribute(OID.signingCertificateV2, signingCertificate(der)),
    ]),
  });
}

/** SigningCertificateV2 of RFC 5035; SHA-256 is its default and is not named. */
function signingCertificate(der: Buffer): Sequence {
  const hash = createHash('sha256').update(der).digest();
  const id = new Sequence({ value: [new OctetString({ valueHex: hash })] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

/** What is signed: the attributes as a SET, not with the tag that they have in the message (RFC 5652, 5.4). */
function signedBytes(info: SignerInfo): Buffer {
  const bytes = Buffer.from(info.signedAttrs?.toSchema().toBER() ?? new ArrayBuffer(0));
  bytes[0] = 0x31;
  return bytes;
}

function attributes(type: 0 | 1, list: Attribute[]): SignedAndUnsignedAttributes {
  return new SignedAndUnsignedAttributes({ type, attributes: list });
}

function attribute(type: string, value: unknown): Attribute {
  return new Attribute({ type, values: [value] });
}

function sha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: OID.sha256 });
}
