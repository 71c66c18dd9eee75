import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signDetached } from '../../libs/platform/reports/src/signing/cms';
import { checkCms } from '../../libs/platform/reports/src/signing/cms-check';
import { keySigner } from '../../libs/platform/reports/src/signing/key-signer';
import { checkTimestamp, HttpTimestampAuthority } from '../../libs/platform/reports/src/signing/timestamp-authority';

const digestOf = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
const DIGEST = digestOf('what existed');

const mayMiss = spawnSync('openssl', ['version']).status !== 0 && !process.env['REQUIRE_REDIS'];
if (mayMiss) console.warn('timestamps are not checked: openssl is not installed');

(mayMiss ? describe.skip : describe)('a timestamp authority', () => {
  const folder = mkdtempSync(join(tmpdir(), 'timestamps-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
  let server: Server;
  let answer: (query: Buffer, response: ServerResponse) => void;

  beforeAll(async () => {
    writeFileSync(path('ts.cnf'), CONFIGURATION);
    writeFileSync(path('serial'), '01');
    const subject = ['-subj', '/CN=Time of a test', '-days', '10', '-keyout', 'key.pem', '-out', 'own.pem', '-nodes'];
    openssl('req', '-x509', '-newkey', 'rsa:2048', ...subject, '-config', 'ts.cnf', '-extensions', 'stamps');
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => answer(Buffer.concat(pieces), response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    answer = (query, response) => response.end(granted(query));
  });

  /** What OpenSSL's own authority answers to a query. */
  function granted(query: Buffer): Buffer {
    writeFileSync(path('query'), query);
    openssl('ts', '-reply', '-queryfile', 'query', '-config', 'ts.cnf', '-section', 'authority', '-out', 'reply');
    return readFileSync(path('reply'));
  }

  function queryOf(digest: Buffer): Buffer {
    openssl('ts', '-query', '-digest', digest.toString('hex'), '-sha256', '-cert', '-out', 'other');
    return readFileSync(path('other'));
  }

  const asked = (patienceMs = 10_000): HttpTimestampAuthority =>
    new HttpTimestampAuthority(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, patienceMs);

  it('stamps a digest, as OpenSSL confirms; the stamp is of no other digest', async () => {
    const before = Date.now() - 2_000;
    const { token, at } = await asked().stamp(DIGEST);
    expect(at.getTime()).toBeGreaterThan(before);
    writeFileSync(path('token'), token);
    const of = ['-digest', DIGEST.toString('hex'), '-in', 'token', '-token_in', '-CAfile', 'own.pem'];
    expect(openssl('ts', '-verify', ...of)).toContain('Verification: OK');
    expect(checkTimestamp(token, DIGEST)).toEqual({ at, authority: 'Time of a test', isIntact: true });
    expect(checkTimestamp(token, digestOf('something else')).isIntact).toBe(false);
  });

  it('has its stamp beside the signature whose value it is of', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(path('signer.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    openssl('req', '-x509', '-key', 'signer.pem', '-subj', '/CN=Institute', '-outform', 'DER', '-out', 'signer.der');
    const signer = keySigner(privateKey, [readFileSync(path('signer.der'))]);
    const { cms, timestampedAt } = await signDetached(DIGEST, signer, asked());
    const { timestampToken, signature } = checkCms(cms, 'data');
    expect(timestampedAt).toBeInstanceOf(Date);
    const stamp = checkTimestamp(timestampToken ?? Buffer.alloc(0), digestOf(signature));
    expect(stamp).toMatchObject({ at: timestampedAt, isIntact: true });
  });

  it.each([
    ['refuses by HTTP', 'answers with status 503', (_, response) => response.writeHead(503).end()],
    ['answers something else', 'the timestamp authority: ', (_, response) => response.end('<html>It works!</html>')],
    ['answers without end', 'too great a length', (_, response) => response.end(Buffer.alloc(200_000))],
    ['hangs up', 'fetch failed', (_, response) => response.destroy()],
    ['is silent', 'timeout', () => undefined],
    ['does not read the query', 'refuses with status 2', (_, response) => response.end(granted(Buffer.from('query')))],
    [
      'stamps another digest',
      'answers to something else',
      (_, response) => response.end(granted(queryOf(digestOf('other')))),
    ],
    [
      'answers to another query of this digest',
      'answers to something else',
      (_, response) => response.end(granted(queryOf(DIGEST))),
    ],
    [
      'changes what it had signed',
      'the timestamp authority: ',
      (query, response) => {
        const reply = granted(query);
        const at = reply.indexOf(DIGEST);
        reply[at] = (reply[at] ?? 0) ^ 1;
        response.end(reply);
      },
    ],
  ] satisfies [string, string, typeof answer][])('that %s gives a named reason', async (_, reason, wrong) => {
    answer = wrong;
    await expect(asked(1_000).stamp(DIGEST)).rejects.toMatchObject({
      code: 'timestamp_unavailable',
      message: expect.stringContaining(reason),
    });
  });
});

const CONFIGURATION = `
[req]
distinguished_name = name
[name]
[stamps]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[authority]
serial = serial
crypto_device = builtin
signer_cert = own.pem
signer_key = key.pem
certs = own.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
ess_cert_id_alg = sha256
ess_cert_id_chain = no
`;
