import { randomBytes } from 'node:crypto';
import { EnvelopeError } from './envelope';
import { readKeyRing } from './key-ring';
import { openBytes, sealBytes } from './sealed-bytes';

const key = (): string => randomBytes(32).toString('base64');
const [OLD, NEW] = [`k1:${key()}`, `k2:${key()}`];
const ring = readKeyRing(OLD);
const PLACE = { column: 'import_files.content', id: '0190a0b0-0000-7000-8000-000000000001' };
const CONTENT = Buffer.from('联系人,电话\r\n张三,13800138001\r\n');

describe('a sealed file', () => {
  it.each([0, 1, 100_000])('gives back %d bytes, says its key and nothing of its content', (length) => {
    const content = randomBytes(length);
    const sealed = sealBytes(ring, PLACE, content);
    expect(openBytes(ring, PLACE, sealed).equals(content)).toBe(true);
    expect(sealed.subarray(0, 9).toString()).toBe('NQIv1\nk1\n');
    expect(sealBytes(ring, PLACE, CONTENT).includes('13800138001')).toBe(false);
  });

  it('is never the same twice', () => {
    expect(sealBytes(ring, PLACE, CONTENT).equals(sealBytes(ring, PLACE, CONTENT))).toBe(false);
  });

  it('opens after a change of keys as long as the old one is there', () => {
    const sealed = sealBytes(ring, PLACE, CONTENT);
    expect(openBytes(readKeyRing(`${NEW},${OLD}`), PLACE, sealed).equals(CONTENT)).toBe(true);
    expect(() => openBytes(readKeyRing(NEW), PLACE, sealed)).toThrow('k1, which DATA_KEYS does not hold');
  });

  it('is refused when any bit of it is another, when it is cut, moved, or was never sealed', () => {
    const sealed = sealBytes(ring, PLACE, CONTENT);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openBytes(ring, PLACE, changed)).toThrow(EnvelopeError);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openBytes(ring, PLACE, sealed.subarray(0, length))).toThrow(EnvelopeError);
    }
    expect(() => openBytes(ring, { ...PLACE, id: 'another' }, sealed)).toThrow(EnvelopeError);
    expect(() => openBytes(ring, PLACE, CONTENT)).toThrow(EnvelopeError);
  });
});
