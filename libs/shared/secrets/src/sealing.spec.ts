import { keyedHash, keyFor, seal, unseal } from './sealing';

describe('sealing', () => {
  const key = keyFor('s'.repeat(32), 'a test');

  it('opens what it sealed, and hides it', () => {
    const sealed = seal(key, '13800138001 验证码', 'row 1');
    expect(sealed).not.toContain('138');
    expect(unseal(key, sealed, 'row 1')).toBe('13800138001 验证码');
    expect(seal(key, 'same', 'row 1')).not.toBe(seal(key, 'same', 'row 1'));
  });

  it('does not open in another row, with another key, or altered', () => {
    const sealed = seal(key, 'hush', 'row 1');
    expect(() => unseal(key, sealed, 'row 2')).toThrow();
    expect(() => unseal(keyFor('s'.repeat(32), 'another'), sealed, 'row 1')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1] ^= 1;
    expect(() => unseal(key, bytes.toString('base64url'), 'row 1')).toThrow();
    expect(() => unseal(key, '', 'row 1')).toThrow();
  });

  it('hashes by key, and keeps its parts apart', () => {
    expect(keyedHash(key, 'ab', 'c')).not.toBe(keyedHash(key, 'a', 'bc'));
    expect(keyedHash(key, 'a')).not.toBe(keyedHash(keyFor('s'.repeat(32), 'another'), 'a'));
  });
});
