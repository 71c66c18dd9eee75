import type { CertifiedStanding, StandingEvent } from '../instruments/instrument-validity.service';
import type { MetrologyItem } from '../items/item.entity';

/** An item whose certificate is in force. */
export interface CertifiedItem {
  service: string;
  conclusion: string | null;
  performedOn: string;
  validUntil: string | null;
  certificateNo: string;
}

/** What certificates in force, the latest first, say together: validity by the latest pass, use by the latest of all. */
export function certifiedStanding(items: readonly CertifiedItem[]): CertifiedStanding {
  const verifications = items.filter(({ service }) => service === 'verification');
  const [latest = NONE] = verifications;
  const { performedOn: verifiedOn, validUntil } = verifications.find(isPass) ?? NONE;
  const { performedOn: lastCalibratedOn } = items.find(({ service }) => service === 'calibration') ?? NONE;
  const isUseProhibited = latest !== NONE && !isPass(latest);
  return { verifiedOn, validUntil, certificateNo: latest.certificateNo, isUseProhibited, lastCalibratedOn };
}

const NONE = { service: '', conclusion: null, performedOn: null, validUntil: null, certificateNo: null };

function isPass({ conclusion, validUntil }: Pick<CertifiedItem, 'conclusion' | 'validUntil'>): boolean {
  return conclusion === 'pass' && validUntil !== null;
}

/** How the instrument's history calls what a certificate brought. */
export function outcomeOf(
  { service, conclusion, performedOn, validUntil }: Outcome,
  certificateNo: string,
): StandingEvent {
  if (service === 'calibration') return { event: 'calibrate', details: { calibratedOn: performedOn, certificateNo } };
  if (conclusion === 'pass')
    return { event: 'verify', details: { verifiedOn: performedOn, validUntil, certificateNo } };
  return { event: 'prohibit', details: { verifiedOn: performedOn, certificateNo, isProhibited: true } };
}

type Outcome = Pick<MetrologyItem, 'service' | 'conclusion' | 'performedOn' | 'validUntil'>;
