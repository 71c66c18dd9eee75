import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as Parsed,
} from '@peculiar/x509';
import { factsOf } from './signer';

/** `expired`: it leads to an authority that is trusted, by certificates that are not all valid today. */
export const trustStatuses = ['trusted', 'expired', 'untrusted'] as const;
export type TrustStatus = (typeof trustStatuses)[number];

export interface Trust {
  trust: TrustStatus;
  /** Subject of the authority that it leads to; null where it leads to none. */
  anchor: string | null;
}

/** A certificate as a part of a chain. */
interface Link {
  certificate: X509Certificate;
  validFrom: Date;
  validUntil: Date;
  /** Most authorities that may stand between it and the signer. */
  pathLength: number;
}

/** More that a signature brings along are not looked at. */
const MOST_CERTIFICATES = 10;
/** Basic constraints, key usage, policies, extended key usage: whatever else is critical is not understood. */
const UNDERSTOOD = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.32', '2.5.29.37']);
/** Mail, documents (RFC 9336, Adobe, Microsoft), anything; a server's certificate signs no document. */
const FOR_DOCUMENTS = new Set([
  ...['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36', '1.2.840.113583.1.1.5', '1.3.6.1.4.1.311.10.3.12', '2.5.29.37.0'],
]);

/**
 * Whether a signer's certificate leads to one of the anchors (RFC 5280 6.1: names, signatures, validity, authorities, path
 * length, critical extensions). Whether it was taken back nobody asks.
 * @param certificates DER, the signer's own first, then whatever the signature brought
 */
export function trustOf(certificates: readonly Buffer[], anchors: readonly Buffer[], at: Date): Trust {
  const [own, ...others] = certificates.slice(0, MOST_CERTIFICATES).map(linkOf);
  if (!own || !maySignDocuments(own)) return { trust: 'untrusted', anchor: null };
  const known = { others: others.filter(isLink), anchors: anchors.map(linkOf).filter(isLink) };
  const isValid = ({ validFrom, validUntil }: Link): boolean => validFrom <= at && at <= validUntil;
  const valid = { others: known.others.filter(isValid), anchors: known.anchors.filter(isValid) };
  const trusting = isValid(own) && anchorOf(own, valid);
  if (trusting) return { trust: 'trusted', anchor: nameOf(trusting) };
  const former = anchorOf(own, known);
  return former ? { trust: 'expired', anchor: nameOf(former) } : { trust: 'untrusted', anchor: null };
}

/** The nearest anchor. Each certificate is taken once, so that those that certify each other lead nowhere. */
function anchorOf(own: Link, { others, anchors }: { others: Link[]; anchors: Link[] }): Link | undefined {
  const isOwn = ({ certificate }: Link): boolean => certificate.raw.equals(own.certificate.raw);
  let rest = others;
  let ends = [own];
  for (let below = 0; ends.length > 0; below += 1) {
    const issues = (one: Link): boolean => one.pathLength >= below && ends.some((end) => hasIssued(one, end));
    const anchor = anchors.find((one) => (below === 0 && isOwn(one)) || issues(one));
    if (anchor) return anchor;
    ends = rest.filter(issues);
    rest = rest.filter((one) => !ends.includes(one));
  }
  return undefined;
}

function hasIssued({ certificate: issuer }: Link, { certificate: subject }: Link): boolean {
  try {
    return issuer.ca && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function nameOf({ certificate }: Link): string {
  return factsOf(certificate.raw).subject;
}

/** null: not a certificate, or one that asks for what is not understood. */
function linkOf(der: Buffer): Link | null {
  try {
    const certificate = new X509Certificate(der);
    const parsed = new Parsed(Uint8Array.from(der));
    if (parsed.extensions.some(({ critical, type }) => critical && !UNDERSTOOD.has(type))) return null;
    const { pathLength = Infinity } = parsed.getExtension(BasicConstraintsExtension) ?? {};
    return { certificate, validFrom: parsed.notBefore, validUntil: parsed.notAfter, pathLength };
  } catch {
    return null;
  }
}

function isLink(one: Link | null): one is Link {
  return one !== null;
}

function maySignDocuments({ certificate }: Link): boolean {
  const parsed = new Parsed(Uint8Array.from(certificate.raw));
  const usages = parsed.getExtension(KeyUsagesExtension)?.usages;
  const purposes = parsed.getExtension(ExtendedKeyUsageExtension)?.usages;
  const signs = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  const isForDocuments = purposes === undefined || purposes.some((one) => FOR_DOCUMENTS.has(String(one)));
  return (usages === undefined || (usages & signs) !== 0) && isForDocuments;
}
