import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { FileStore } from '@nqi/shared/storage';
import { checkSignatures } from '../../libs/platform/reports/src/signing/check-signatures';
import { factsOf } from '../../libs/platform/reports/src/signing/signer';
import { Signing } from '../../libs/platform/reports/src/signing/signing.service';
import { TestKeys } from '../../libs/platform/reports/src/signing/test-keys.service';
import { reportLife, type ReportLife } from '../api/reports/report-life';
import { startCity, type TestCity } from '../support/city';
import { expectGenuine, flipped, withTools } from '../support/strangers-tools';
import { until } from '../support/until';

const USCC = '123706004943017850';
const PASSWORD = 'only a test knows it';

describe('a report that was issued', () => {
  let city: TestCity;
  let life: ReportLife;
  let id: string;
  let worker: INestApplicationContext;
  const folder = mkdtempSync(join(tmpdir(), 'signed-'));
  const keys = mkdtempSync(join(tmpdir(), 'keys-'));
  const trust = mkdtempSync(join(tmpdir(), 'trust-'));
  const path = (name: string): string => join(folder, name);
  const run = (tool: string, ...args: string[]): string =>
    execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe' });

  beforeAll(async () => {
    city = await startCity({ SIGNING_KEYS_DIR: keys, SIGNING_TRUST_DIR: trust });
    life = reportLife(city);
    worker = await city.startWorker();
    ({ id } = await life.approved());
    await life.issued(id);
  });
  afterAll(async () => {
    await city.close();
    [folder, keys, trust].forEach((one) => rmSync(one, { recursive: true }));
  });

  async function file(reportId: string, document: string): Promise<Buffer> {
    return (await city.cast.clerk.get(`/v1/reports/${reportId}/file?document=${document}`)).raw;
  }

  /** A key of the institution, as a certificate authority would hand it over. */
  function giveKey(type: 'ec' | 'rsa', days: number): void {
    const options = { privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
    const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
    const { privateKey } =
      type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, ...options })
        : generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, ...options });
    writeFileSync(path('key.pem'), privateKey);
    const [key, certificate] = [path('key.pem'), path('own.pem')];
    const by = ['-CA', path('root.pem'), '-CAkey', path('root.key'), '-days', String(days)];
    run('openssl', 'req', '-x509', '-key', key, '-subj', '/CN=Institute', ...by, '-out', certificate);
    writeFileSync(join(keys, `${USCC}.password`), PASSWORD);
    const output = join(keys, `${USCC}.p12`);
    const from = ['-inkey', key, '-in', certificate, '-passout', `pass:${PASSWORD}`];
    run('openssl', 'pkcs12', '-export', ...from, '-out', output);
  }

  it('has a signature over the whole of each document, by its institution, and a record of it', async () => {
    for (const document of ['report', 'mark']) {
      const [signature, ...others] = await checkSignatures(await file(id, document));
      expect(others).toEqual([]);
      expect(signature).toMatchObject({ coversWholeDocument: true, isIntact: true, timestamp: null });
      expect(signature?.signer?.name).toContain('烟台市特种设备检验研究院');
      const [row] = await city.db.query(
        `SELECT f.document, k.fingerprint, k.is_test FROM report_signatures s JOIN report_files f ON f.id = s.id
         JOIN signing_keys k ON k.id = s.signing_key_id WHERE s.digest = $1`,
        [signature?.messageDigest],
      );
      expect(row).toEqual({ document, fingerprint: signature?.signer?.fingerprint, is_test: true });
    }
  });

  it('names the certificate to its institution’s administrator, and hands it to anybody who checks', async () => {
    const { admin, clerk, metrologyAdmin, userUnit, nobody } = city.cast;
    const { items } = (await admin.get('/v1/signing-keys')).body;
    expect(items).toHaveLength(1);
    const [{ fingerprint, href }] = items;
    expect(items[0]).toMatchObject({ isTest: true, algorithm: 'ecdsa-sha256', validFrom: expect.any(String) });
    expect(items[0].subject).toContain(`serialNumber=${USCC}`);
    for (const other of [metrologyAdmin, userUnit]) {
      expect((await other.get('/v1/signing-keys')).body).toEqual({ items: [], nextCursor: null });
    }
    expect((await clerk.get('/v1/signing-keys')).body.code).toBe('access.forbidden');
    const pem = await nobody.get(href);
    expect([pem.status, pem.headers['content-type']]).toEqual([200, 'application/x-pem-file']);
    const [own, issuer] = pem.body.split(/(?=-----BEGIN)/).map((one: string) => new X509Certificate(one));
    expect(createHash('sha256').update(own.raw).digest('hex')).toBe(fingerprint);
    expect(own.verify(issuer.publicKey)).toBe(true);
    for (const unknown of ['0'.repeat(64), 'x', "'%20OR%201=1"]) {
      const { status, body } = await nobody.get(`/v1/signing-keys/${unknown}/certificate`);
      expect([status, body.code]).toEqual([404, 'record.not_found']);
    }
  });

  it('cannot be signed by a certificate that another institution signs with', async () => {
    const { organisationId: id } = city.cast.metrologyAdmin;
    const [{ name, uscc }] = await city.db.query('SELECT name, uscc FROM organisations WHERE id = $1', [id]);
    const { certificates } = await worker.get(TestKeys, { strict: false }).of({ id, name, uscc });
    const { fingerprint } = factsOf(certificates[0] ?? Buffer.alloc(0));
    const columns = 'subject, issuer, serial, algorithm, valid_from, valid_until, is_test, certificates, created_at';
    await city.db.query(
      `INSERT INTO signing_keys (id, institution_id, fingerprint, ${columns})
       SELECT gen_random_uuid(), institution_id, $1, ${columns} FROM signing_keys`,
      [fingerprint],
    );
    const refused = worker.get(Signing, { strict: false }).signerOf(id);
    await expect(refused).rejects.toMatchObject({ code: 'signing_key_of_another' });
  });

  it('no longer holds with one byte changed, wherever it is, nor covers what was added behind it', async () => {
    const pdf = await file(id, 'report');
    const range = /\/ByteRange \[0 (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? [];
    const [gapAt, behindAt] = [Number(range[1]), Number(range[2])];
    for (const at of [0, 9, gapAt / 2, gapAt - 1, gapAt, gapAt + 1_000, behindAt - 1, behindAt, pdf.length - 1]) {
      const changed = Buffer.from(pdf);
      changed[Math.floor(at)] = (changed[Math.floor(at)] ?? 0) ^ 1;
      expect([at, (await checkSignatures(changed)).filter(({ isIntact }) => isIntact)]).toEqual([at, []]);
    }
    const [longer] = await checkSignatures(Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]));
    expect(longer).toMatchObject({ coversWholeDocument: false, isIntact: true, signedBytes: pdf.length });
  });

  it('ends in an answer, whatever is sent', async () => {
    const pdf = await file(id, 'mark');
    const forged = '/ByteRange [0 9999999999 9999999999 9999999999] /ByteRange [0 1 3 0] /ByteRange [0 0 0 0] <>';
    const odd = [Buffer.alloc(0), Buffer.from(forged.repeat(200)), Buffer.from('/ByteRange'.repeat(100_000))];
    const cut = [1, 0.99, 0.9, 0.5, 0.1].map((part) => pdf.subarray(0, Math.floor((pdf.length - 1) * part)));
    for (const bytes of [...odd, ...cut]) {
      expect((await checkSignatures(bytes)).filter(({ isIntact }) => isIntact)).toEqual([]);
    }
  });

  withTools('is no longer the one that was issued when another program saved it anew, in whatever form', async () => {
    writeFileSync(path('issued.pdf'), await file(id, 'mark'));
    // Cross-reference streams, linearised, encrypted, laid open.
    for (const form of ['--object-streams=generate', '--linearize', '--encrypt  owner 256 --', '--qdf']) {
      run('qpdf', ...form.split(' '), path('issued.pdf'), path('saved.pdf'));
      const saved = readFileSync(path('saved.pdf'));
      const { status, body } = await city.cast.nobody.post('/v/checks', saved, { 'content-type': 'application/pdf' });
      const intact = body.signatures.filter(({ isIntact }: any) => isIntact);
      expect([form, status, body.verdict, body.report, intact]).toEqual([form, 200, 'unknown', null, []]);
    }
  });

  withTools('is called valid by pdfsig, qpdf and openssl, and its code leads to its page', async () => {
    const [{ certificates }] = await city.db.query('SELECT certificates FROM signing_keys WHERE is_test');
    const authority = certificates.slice(certificates.lastIndexOf('-----BEGIN'));
    const { verificationUrl } = (await city.cast.clerk.get(`/v1/reports/${id}`)).body;
    for (const document of ['report', 'mark']) {
      const pdf = await file(id, document);
      await expectGenuine(pdf, { code: verificationUrl, authority });
      const at = Math.floor(pdf.length / 2);
      for (const spoilt of [flipped(pdf, at), Buffer.concat([pdf, Buffer.from('\n%%EOF\n')])]) {
        await expect(expectGenuine(spoilt, { code: verificationUrl, authority })).rejects.toThrow(
          'valid, of the whole',
        );
      }
    }
  });

  withTools(
    'is signed with the institution’s own key once there is one, and waits while it cannot be used',
    async () => {
      const root = ['-newkey', 'rsa:2048', '-nodes', '-keyout', path('root.key'), '-out', path('root.pem')];
      run('openssl', 'req', '-x509', ...root, '-subj', '/CN=Root', '-days', '7300');
      giveKey('ec', 3_650);
      const waiting: string[] = [];
      // The tests' clock is behind the machine's, by which the certificate begins.
      for (let i = 0; i < 3; i += 1) waiting.push((await life.approved()).id);
      for (const one of waiting)
        expect(await rendered(one)).toEqual({ state: 'failed', code: 'signing_key_not_yet_valid' });
      city.advance(Date.now() + 60_000 - city.app.get(Clock).now().getTime());
      const [first = '', second = '', third = ''] = waiting;
      expect(await again(first)).toMatchObject({ state: 'ready' });
      giveKey('rsa', 3_650);
      expect(await again(second)).toMatchObject({ state: 'ready' });
      giveKey('ec', 1);
      city.advance(3 * 86_400_000);
      expect(await again(third)).toEqual({ state: 'failed', code: 'signing_key_expired' });
      giveKey('rsa', 1);
      writeFileSync(join(keys, `${USCC}.password`), 'another');
      expect(await again(third)).toEqual({ state: 'failed', code: 'signing_key_unreadable' });
      const signed = await city.db.query(
        `SELECT k.algorithm, k.is_test, f.key, f.sha256 FROM report_signatures s JOIN report_files f ON f.id = s.id
       JOIN report_renderings r ON r.id = f.rendering_id JOIN signing_keys k ON k.id = s.signing_key_id
       WHERE r.report_id = ANY ($1) AND f.document = 'report' ORDER BY s.signed_at`,
        [waiting],
      );
      expect(signed).toMatchObject(['ecdsa-sha256', 'rsa-sha256'].map((algorithm) => ({ algorithm, is_test: false })));
      for (const stored of signed) {
        const pdf = await city.app.get(FileStore).get(stored);
        await expectGenuine(pdf, { authority: readFileSync(path('root.pem'), 'utf8') });
        rmSync(join(trust, 'root.pem'), { force: true });
        expect(await trusted(pdf)).toEqual({ trust: 'untrusted', anchor: null });
        copyFileSync(path('root.pem'), join(trust, 'root.pem'));
        expect(await trusted(pdf)).toEqual({ trust: 'trusted', anchor: 'CN=Root' });
      }
      city.advance(11 * 365 * 86_400_000);
      expect(await trusted(await city.app.get(FileStore).get(signed[0]))).toEqual({
        trust: 'expired',
        anchor: 'CN=Root',
      });
      // A folder that cannot be read trusts nobody, and stops nobody.
      writeFileSync(join(trust, 'broken.pem'), 'no certificate');
      expect(await trusted(await city.app.get(FileStore).get(signed[0]))).toEqual({ trust: 'untrusted', anchor: null });
    },
  );

  /** What anybody is told who checks the file. */
  async function trusted(pdf: Buffer): Promise<object> {
    const { status, body } = await city.cast.nobody.post('/v/checks', pdf, { 'content-type': 'application/pdf' });
    expect([status, body.verdict, body.signatures.length]).toEqual([200, 'genuine', 1]);
    const { certificate } = body.signatures[0];
    return { trust: certificate.trust, anchor: certificate.anchor };
  }

  /** How the file of a report came out; read past the api, whose sessions end when the clock leaps. */
  function rendered(reportId: string): Promise<{ state: string; code: string | null }> {
    return until(async () => {
      const [row] = await city.db.query(
        'SELECT state, failure_code AS code FROM report_renderings WHERE report_id = $1',
        [reportId],
      );
      return ['ready', 'failed'].includes(row.state) && row;
    });
  }

  async function again(reportId: string): Promise<{ state: string; code: string | null }> {
    await city.db.query(
      `UPDATE report_renderings SET state = 'queued', attempts = 0, queued_at = now() - interval '1 hour',
              failure_code = NULL, failure_reason = NULL WHERE report_id = $1`,
      [reportId],
    );
    return rendered(reportId);
  }
});
