/** How a report that is out stands towards whoever holds it, whether it was archived since or not. */
export type Standing = 'valid' | 'expired' | 'superseded' | 'revoked';

interface Facts {
  supersededAt: Date | null;
  revokedAt: Date | null;
  /** The last day on which it holds; null: no end. */
  validUntil: string | null;
}

/** @param today `YYYY-MM-DD` */
export function standingOf({ supersededAt, revokedAt, validUntil }: Facts, today: string): Standing {
  if (revokedAt) return 'revoked';
  if (supersededAt) return 'superseded';
  return validUntil !== null && validUntil < today ? 'expired' : 'valid';
}
