import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, steps of thirty seconds. */
function totpOf(base32: string, label = ''): TOTP {
  return new TOTP({
    ...{ issuer: 'NQI+', label, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS },
    secret: Secret.fromBase32(base32),
  });
}

/** A new secret in Base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an app reads from a QR code. */
export function totpUri(base32: string, label: string): string {
  return totpOf(base32, label).toString();
}

/** The step in whose time this code is right, one before or after the present one included; null for a wrong code. */
export function totpStep(base32: string, token: string, at: number): number | null {
  const delta = totpOf(base32).validate({ token, timestamp: at, window: 1 });
  return delta === null ? null : Math.floor(at / 1_000 / STEP_SECONDS) + delta;
}
