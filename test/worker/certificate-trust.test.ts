import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustOf, type TrustStatus } from '../../libs/platform/reports/src/signing/certificate-trust';
import { withTools } from '../support/strangers-tools';

const DAY = 86_400_000;
const CA = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
const LEAF = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation'];

describe('the chain of a certificate, made by openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chains-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** @param issuer file of who certifies it; its own, where nobody does */
  function certificate(file: string, issuer: string | null, extensions: string[], days = 365, name = file): Buffer {
    const path = (one: string, ending: string): string => join(folder, `${one}.${ending}`);
    const by = issuer === null ? [] : ['-CA', path(issuer, 'pem'), '-CAkey', path(issuer, 'key')];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', path(file, 'key')];
    const added = extensions.flatMap((one) => ['-addext', one]);
    const facts = ['-subj', `/CN=${name}`, '-days', String(days), '-config', '/dev/null', ...added];
    execFileSync('openssl', ['req', '-x509', ...key, ...by, ...facts, '-out', path(file, 'pem')], { stdio: 'pipe' });
    return new X509Certificate(readFileSync(path(file, 'pem'))).raw;
  }

  withTools('leads to an authority that is trusted, or to none; the time of each certificate counts', () => {
    const root = certificate('root', null, CA, 3_650);
    const middle = certificate('middle', 'root', CA, 100);
    const leaf = certificate('leaf', 'middle', LEAF, 30);
    const direct = certificate('direct', 'root', LEAF);
    const sameName = certificate('root-2', null, CA, 3_650, 'root');
    const narrow = certificate('narrow', 'root', ['basicConstraints=critical,CA:TRUE,pathlen:0', ...CA.slice(1)]);
    const below = certificate('below', 'narrow', CA);
    const tooDeep = certificate('too-deep', 'below', LEAF);
    const byNarrow = certificate('by-narrow', 'narrow', LEAF);
    const byLeaf = certificate('by-leaf', 'leaf', LEAF);
    const server = certificate('server', 'root', [...LEAF, 'extendedKeyUsage=serverAuth']);
    const mail = certificate('mail', 'root', [...LEAF, 'extendedKeyUsage=clientAuth,emailProtection']);
    const authority = certificate('authority', 'root', CA);
    const limited = certificate('limited', 'root', [...CA, 'nameConstraints=critical,permitted;DNS:example.org']);
    const byLimited = certificate('by-limited', 'limited', LEAF);
    // Nothing but the signature tells these two apart, and nothing but what it says that the third is no authority.
    const unnamed = ['subjectKeyIdentifier=none', 'authorityKeyIdentifier=none'];
    const real = certificate('real', null, [...CA, ...unnamed]);
    const forged = certificate('forged', null, [...CA, ...unnamed], 365, 'real');
    const byReal = certificate('by-real', 'real', [...LEAF, ...unnamed]);
    const plain = certificate('plain', 'root', ['basicConstraints=CA:FALSE']);
    const byPlain = certificate('by-plain', 'plain', LEAF);
    const idle = certificate('idle', 'root', [
      'basicConstraints=critical,CA:TRUE',
      'keyUsage=critical,digitalSignature',
    ]);
    const byIdle = certificate('by-idle', 'idle', LEAF);
    const alone = certificate('alone', null, LEAF);
    // Two that certify each other lead nowhere, and to an end.
    const one = certificate('one', null, CA);
    const another = certificate('another', 'one', CA);
    const now = new Date();
    const later = (days: number): Date => new Date(now.getTime() + days * DAY);

    const cases: [string, TrustStatus, Buffer[], Buffer[]?, Date?][] = [
      ['through an intermediate', 'trusted', [leaf, middle]],
      ['in another order, among others', 'trusted', [leaf, alone, sameName, middle]],
      ['issued by the anchor itself', 'trusted', [direct]],
      ['without its intermediate', 'untrusted', [leaf]],
      ['bringing its own root', 'untrusted', [leaf, middle, root], []],
      ['to a root of the same name', 'untrusted', [leaf, middle], [sameName]],
      ['its own anchor', 'trusted', [alone], [root, alone]],
      ['signed by itself', 'untrusted', [alone]],
      ['the certificate over', 'expired', [leaf, middle], [root], later(60)],
      ['the intermediate over', 'expired', [leaf, middle], [root], later(200)],
      ['the root over', 'expired', [leaf, middle], [root], later(5_000)],
      ['not yet valid', 'expired', [leaf, middle], [root], later(-2)],
      ['over, and from elsewhere', 'untrusted', [leaf, middle], [sameName], later(60)],
      ['within the length of the path', 'trusted', [byNarrow, narrow]],
      ['beyond the length of the path', 'untrusted', [tooDeep, below, narrow]],
      ['issued by who is no authority', 'untrusted', [byLeaf, leaf, middle]],
      ['issued by who does not say what it may', 'untrusted', [byPlain, plain]],
      ['issued by a key that certifies nothing', 'untrusted', [byIdle, idle]],
      ['without names of keys', 'trusted', [byReal], [real]],
      ['forged', 'untrusted', [byReal], [forged]],
      ['of a server', 'untrusted', [server]],
      ['for mail', 'trusted', [mail]],
      ['of an authority', 'untrusted', [authority]],
      ['under a limit that nobody understands here', 'untrusted', [byLimited, limited]],
      ['in a circle', 'untrusted', [another, one, another, one]],
      ['no certificate', 'untrusted', [Buffer.from('no certificate'), leaf, middle]],
      ['garbage beside it', 'trusted', [leaf, Buffer.from('garbage'), Buffer.alloc(0), middle]],
      ['nothing', 'untrusted', []],
      ['more than anybody looks at', 'untrusted', [leaf, ...Array<Buffer>(20).fill(alone), middle]],
    ];
    const answers = cases.map(([what, , certificates, anchors = [root], at = now]) => {
      const { trust, anchor } = trustOf(certificates, anchors, at);
      expect({ what, hasAnchor: anchor !== null }).toEqual({ what, hasAnchor: trust !== 'untrusted' });
      return [what, trust];
    });
    expect(answers).toEqual(cases.map(([what, expected]) => [what, expected]));
    expect(trustOf([leaf, middle], [root], now).anchor).toBe('CN=root');
  });
});
