import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { VerificationQueries } from '../verification.queries';
import { type CheckedSignature, checkSignatures } from './check-signatures';
import { type Trust, trustOf } from './certificate-trust';
import {
  ADVICE,
  type CheckedCertificate,
  type CheckedReport,
  type FileCheck,
  type SignatureInFile,
} from './report-check.dto';
import { certificateHref } from './signing-key.dto';
import { TrustAnchors } from './trust-anchors';

/** A file that was issued here. */
interface IssuedFile {
  document: string;
  sha256: string;
  token: string;
  isLatest: boolean;
  signedAt: Date | null;
  isTest: boolean | null;
}

interface KnownKey {
  fingerprint: string;
  institution: string;
  isTest: boolean;
}

/** By its own hash, or by the digest of what was signed, which stays when something is added or the signature is spoilt. */
const ISSUED = `
  SELECT f.document, f.sha256, r.token, s.signed_at AS "signedAt", k.is_test AS "isTest",
    NOT EXISTS (SELECT FROM report_files later
      WHERE later.rendering_id = f.rendering_id AND later.document = f.document AND later.id > f.id) AS "isLatest"
  FROM report_files f
  JOIN report_renderings g ON g.id = f.rendering_id AND g.purpose = 'issue'
  JOIN reports r ON r.id = g.report_id AND r.issued_at IS NOT NULL
  LEFT JOIN report_signatures s ON s.id = f.id
  LEFT JOIN signing_keys k ON k.id = s.signing_key_id
  WHERE f.id IN (SELECT id FROM report_files WHERE sha256 = $1
    UNION ALL SELECT id FROM report_signatures WHERE digest = ANY ($2))
  ORDER BY f.sha256 = $1 DESC, f.id LIMIT 1`;

const KEYS = `
  SELECT k.fingerprint, o.name AS institution, k.is_test AS "isTest"
  FROM signing_keys k JOIN organisations o ON o.id = k.institution_id WHERE k.fingerprint = ANY ($1)`;

/** Tells anybody what a file is that they were handed. */
@Injectable()
export class ReportCheckQueries {
  constructor(
    private readonly reads: PreparedReads,
    private readonly verifications: VerificationQueries,
    private readonly anchors: TrustAnchors,
    private readonly clock: Clock,
  ) {}

  async check(file: Buffer): Promise<FileCheck> {
    const sha256 = createHash('sha256').update(file).digest('hex');
    const signatures = await checkSignatures(file);
    const digests = signatures.flatMap(({ messageDigest, contentDigest }) =>
      [messageDigest ?? [], contentDigest].flat(),
    );
    const [issued] = await this.reads.rows<IssuedFile>({ name: 'issued_file', text: ISSUED }, [sha256, digests]);
    const verdict = !issued ? 'unknown' : issued.sha256 === sha256 ? 'genuine' : 'altered';
    return {
      ...{ verdict, advice: ADVICE[verdict], sha256 },
      report: issued ? await this.reportOf(issued) : null,
      signatures: await this.described(signatures),
    };
  }

  private async reportOf({ token, document, isLatest, signedAt, isTest }: IssuedFile): Promise<CheckedReport> {
    const { number, title, institution, status } = await this.verifications.byToken(token);
    const file = { document, isLatestFile: isLatest, signedAt, isTestSignature: isTest ?? false };
    return { number, title, institution, status, href: `/v/${token}`, ...file };
  }

  /** A certificate may say any name of itself: its fingerprint tells whose it is here, its chain who vouches for it. */
  private async described(signatures: readonly CheckedSignature[]): Promise<SignatureInFile[]> {
    const fingerprints = signatures.flatMap(({ signer }) => signer?.fingerprint ?? []);
    const keys = await this.reads.rows<KnownKey>({ name: 'known_keys', text: KEYS }, [fingerprints]);
    const known = new Map(keys.map((key) => [key.fingerprint, key]));
    const anchors = await this.anchors.all();
    return signatures.map(({ isIntact, coversWholeDocument, signer, certificates, timestamp }) => ({
      ...{ isIntact, coversWholeDocument, timestamp },
      certificate: signer && {
        ...certificateOf(signer, known.get(signer.fingerprint)),
        ...trustOf(certificates, anchors, this.clock.now()),
      },
    }));
  }
}

function certificateOf(
  { subject, issuer, serial, fingerprint, validFrom, validUntil }: NonNullable<CheckedSignature['signer']>,
  key: KnownKey | undefined,
): Omit<CheckedCertificate, keyof Trust> {
  const { institution = null, isTest = null } = key ?? {};
  const facts = { subject, issuer, serial, fingerprint, validFrom, validUntil };
  return { ...facts, institution, isTest, href: key ? certificateHref(fingerprint) : null };
}
