import { signDetached } from './cms';
import { checkCms } from './cms-check';
import { keySigner } from './key-signer';
import { newTestAuthority, newTestKey, type TestKey } from './test-authority';

const NOW = new Date('2026-03-02T00:00:00Z');
const DIGEST = Buffer.alloc(32, 7);

describe('a signature', () => {
  let authority: TestKey;
  let own: TestKey;
  let others: TestKey;
  beforeAll(async () => {
    authority = await newTestAuthority(NOW);
    own = await newTestKey({ name: '甲', uscc: '123706004943017850' }, authority, NOW);
    others = await newTestKey({ name: '乙', uscc: '123706004943017869' }, authority, NOW);
  });

  it('names the digest and the certificate of its key', async () => {
    const signer = keySigner(own.privateKey, [own.certificate, authority.certificate]);
    for (let i = 0; i < 2; i += 1) {
      const { cms } = await signDetached(DIGEST, signer, null);
      const { isSigned, messageDigest, certificates } = checkCms(cms, 'data');
      expect({ isSigned, messageDigest, certificates }).toEqual({
        ...{ isSigned: true, messageDigest: DIGEST.toString('hex') },
        certificates: [own.certificate, authority.certificate],
      });
    }
  });

  it('is none of the institution whose certificate was put in its place', async () => {
    const { algorithm, sign } = keySigner(own.privateKey, [own.certificate]);
    const { cms } = await signDetached(DIGEST, { algorithm, sign, certificates: [others.certificate] }, null);
    expect(checkCms(cms, 'data').isSigned).toBe(false);
  });

  it('cannot be made with a key that none of the certificates is of', () => {
    expect(() => keySigner(own.privateKey, [others.certificate, authority.certificate])).toThrow(
      expect.objectContaining({ code: 'signing_key_unreadable' }),
    );
  });
});
