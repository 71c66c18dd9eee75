import { randomBytes } from 'node:crypto';
import { EnvelopeError, keyIdOf, open, seal } from './envelope';
import { readKeyRing } from './key-ring';

const key = (): string => randomBytes(32).toString('base64');
const [OLD, NEW] = [`k1:${key()}`, `k2:${key()}`];
const ring = readKeyRing(OLD);
const PLACE = { column: 'users.phone', id: '0190a0b0-0000-7000-8000-000000000001' };
const PHONE = '13800138001';

describe('an envelope', () => {
  it.each(['', PHONE, '张三 🚡', 'x'.repeat(10_000)])('gives back what was put in (%#)', (text) => {
    expect(open(ring, PLACE, seal(ring, PLACE, text))).toBe(text);
  });

  it('says its form and its key, and nothing of its content', () => {
    const envelope = seal(ring, PLACE, PHONE);
    expect(envelope).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{15}\.[\w-]{22}$/);
    expect(keyIdOf(envelope)).toBe('k1');
    expect(keyIdOf(PHONE)).toBeNull();
  });

  it('never repeats a nonce', () => {
    const nonces = Array.from({ length: 5_000 }, () => seal(ring, PLACE, PHONE).split('.')[2]);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('is refused when any one character of it is another', () => {
    const envelope = seal(ring, PLACE, PHONE);
    const opened = [...envelope].filter((character, index) => {
      const changed = envelope.slice(0, index) + (character === 'A' ? 'B' : 'A') + envelope.slice(index + 1);
      return survives(() => open(ring, PLACE, changed));
    });
    expect(opened).toEqual([]);
  });

  it('is refused when any one bit of it is another', () => {
    const [version, kid, ...parts] = seal(ring, PLACE, PHONE).split('.');
    parts.forEach((part, which) => {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const others = parts.with(which, changed.toString('base64url'));
        expect(() => open(ring, PLACE, [version, kid, ...others].join('.'))).toThrow(EnvelopeError);
      }
    });
  });

  it.each([
    ['another row', { ...PLACE, id: '0190a0b0-0000-7000-8000-000000000002' }],
    ['another column', { ...PLACE, column: 'users.id_number' }],
    ['another table', { ...PLACE, column: 'elevator_filings.contact_phone' }],
  ])('cannot be moved to %s', (_, elsewhere) => {
    expect(() => open(ring, elsewhere, seal(ring, PLACE, PHONE))).toThrow(/moved from another place/);
  });

  it('of an older key is opened as long as the key is there, and then said to lack it', () => {
    const envelope = seal(ring, PLACE, PHONE);
    expect(open(readKeyRing(`${NEW},${OLD}`), PLACE, envelope)).toBe(PHONE);
    expect(keyIdOf(seal(readKeyRing(`${NEW},${OLD}`), PLACE, PHONE))).toBe('k2');
    expect(() => open(readKeyRing(NEW), PLACE, envelope)).toThrow(/the key k1, which DATA_KEYS does not hold/);
  });

  it('is refused under another key of the same id', () => {
    expect(() => open(readKeyRing(`k1:${key()}`), PLACE, seal(ring, PLACE, PHONE))).toThrow(EnvelopeError);
  });
});

describe('a key ring', () => {
  it.each([
    ['nothing', ''],
    ['a short key', 'k1:c2hvcnQ='],
    ['no id', key()],
    ['an id twice', `k1:${key()},k1:${key()}`],
    ['a trailing comma', `k1:${key()},`],
  ])('refuses %s, without repeating it', (_, text) => {
    expect(() => readKeyRing(text)).toThrow(/^(entry \d is not|a key id stands)/);
  });
});

function survives(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
