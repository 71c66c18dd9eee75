import { newTotpSecret, totpStep, totpUri } from './totp';

/** The secret of RFC 6238, appendix B, and its codes, of which the last six digits are ours. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('one-time passwords by time', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at second %d', (second, code) => {
    expect(totpStep(RFC_SECRET, code, second * 1_000)).toBe(Math.floor(second / 30));
  });

  it('hold one step before and after, and no other', () => {
    const steps = [-60, -30, 0, 30, 60].map((late) => totpStep(RFC_SECRET, '005924', (1234567890 + late) * 1_000));
    expect(steps).toEqual([null, 41152263, 41152263, 41152263, null]);
  });

  it('have a secret of 160 bits that an app can read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, '签发人'));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'NQI+', digits: '6', period: '30' });
  });
});
