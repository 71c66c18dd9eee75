import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { printedText, withTools } from '../../support/strangers-tools';
import { expectMissing, failsFirst, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

/** As a phone asks. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the public check of a printed report', () => {
  let city: TestCity;
  let cast: Cast;
  let life: ReportLife;
  let report: any;
  let path: string;
  beforeAll(async () => {
    city = await startCity();
    ({ cast } = city);
    life = reportLife(city);
    const { id } = await life.approved();
    await city.startWorker();
    report = await life.issued(id);
    path = new URL(report.verificationUrl).pathname;
  });
  afterAll(() => city.close());

  const scan = (headers: Record<string, string> = {}, address = path): Promise<Answer> =>
    cast.nobody.get(address, headers);

  it('stands at an address that cannot be guessed and says nothing of the number', async () => {
    expect(report.verificationUrl).toMatch(/^http:\/\/nqi\.test\/v\/[\w-]{32}$/);
    const other = ok(await cast.clerk.get(`/v1/reports/${(await life.draft()).id}`));
    expect(other.verificationUrl).toBeNull();
  });

  it('answers a program with JSON: number, institution, conclusion and the hashes of the genuine files', async () => {
    const { status, body, headers } = await scan();
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(body).toEqual({
      ...{ status: 'valid', number: report.number, issuedOn: '2026-03-02' },
      title: { zh: '电梯定期检验报告', en: 'Periodic inspection report of an elevator' },
      institution: '烟台市特种设备检验研究院（演示）',
      facts: expect.any(Array),
      files: report.rendering.files.map(({ document, sha256 }: any) => ({ document, sha256 })),
      ...{ validUntil: '2029-03-31', endedOn: null, successor: null, reason: null, isTestSignature: true },
    });
    const facts = Object.fromEntries(body.facts.map(({ label, value }: any) => [label.en, value.en]));
    expect(facts).toMatchObject({ 'Inspected on': '2026-03-02', Conclusion: 'Pass', 'Next inspection': '2029-03-31' });
  });

  it('shows enough of the client to compare with the paper, and not the name', async () => {
    const { body } = await scan();
    expect(body.facts[0]).toEqual({
      label: { zh: '使用单位', en: 'User unit' },
      value: { zh: '烟台安***示）', en: '烟台安***示）' },
    });
    const page = await scan({ accept: BROWSER });
    for (const answer of [JSON.stringify(body), page.body]) {
      expect(answer).not.toContain('烟台安居物业');
      for (const secret of [cast.inspector.userId, report.id, report.subjectId, cast.userUnit.organisationId]) {
        expect(answer).not.toContain(secret);
      }
    }
  });

  it('answers a browser with a page in its language, without scripts and without anything from elsewhere', async () => {
    const chinese = await scan({ accept: BROWSER });
    expect([chinese.status, chinese.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(chinese.body).toContain('<html lang="zh-CN">');
    expect(chinese.body).toContain('报告有效');
    expect(chinese.body).toContain('测试签章');
    const english = await scan({ accept: BROWSER, 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('This report is valid');
    expect(english.body).not.toContain('报告有效');
    for (const { body, headers } of [chinese, english]) {
      expect(body).toContain(report.number);
      expect(body).not.toMatch(/<script|javascript:|\son\w+=|https?:|url\(|src=|href=(?!"\/v)|@import/i);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers.vary).toContain('Accept');
      expect(headers['cache-control']).toBe('no-cache');
    }
  });

  it.each([
    ['text/html', 'text/html'],
    ['TEXT/HTML; q=0.9, */*;q=0.1', 'text/html'],
    ['application/json;q=0.3, text/html;q=0.4', 'text/html'],
    ['application/json, text/html;q=0.5', 'application/json'],
    ['application/json, text/html', 'application/json'],
    ['text/html;q=0', 'application/json'],
    ['*/*', 'application/json'],
    ['text/plain', 'application/json'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const { status, headers } = await scan({ accept });
    expect([status, headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
  });

  it('tells nothing of a draft: its token is answered like one that never was', async () => {
    const draft = await life.draft();
    const [{ token }] = await city.db.query('SELECT token FROM reports WHERE id = $1', [draft.id]);
    const unknown = 'A'.repeat(32);
    const attempts = [token, unknown.slice(1), `${unknown}A`, 'x', NOBODYS_ID, report.number, "'%20OR%201=1", '%25'];
    for (const accept of [BROWSER, 'application/json']) {
      const expected = await scan({ accept }, `/v/${unknown}`);
      const isPage = accept === BROWSER;
      expect([expected.status, isPage ? expected.body : expected.body.code]).toEqual([
        ...[404, isPage ? expect.stringContaining('查无此报告') : 'record.not_found'],
      ]);
      const anonymous = (body: any): unknown => (isPage ? body : { ...body, instance: '', traceId: '' });
      for (const attempt of attempts) {
        const { status, headers, body } = await scan({ accept }, `/v/${attempt}`);
        expect({ attempt, status, body: anonymous(body) }).toEqual({
          ...{ attempt, status: 404, body: anonymous(expected.body) },
        });
        expect(headers.vary).toBe(expected.headers.vary);
      }
    }
    // Longer than any path of ours: refused before anybody looks for a report.
    expect((await scan({}, `/v/${'A'.repeat(3000)}`)).body).toMatchObject({ status: 400, code: 'request.malformed' });
  });

  withTools(
    'is found by number and check code where nothing scans; unknown numbers and wrong codes are answered alike',
    async () => {
      const { raw } = await cast.clerk.get(`/v1/reports/${report.id}/file`);
      const [, code = ''] = /校验码Checkcode([2-9A-HJKMNP-Z]{6})/.exec(printedText(raw)) ?? [];
      expect(code).toHaveLength(6);
      const lookUp = (number: string, typed: string, accept = 'application/json'): Promise<Answer> =>
        cast.nobody.get(`/v?number=${number}&code=${encodeURIComponent(typed)}`, { accept });
      for (const typed of [code, code.toLowerCase(), `${code.slice(0, 3)} ${code.slice(3)}`]) {
        expect((await lookUp(report.number, typed)).body).toMatchObject({ status: 'valid', number: report.number });
      }
      const wrong = code.slice(0, 5) + (code.endsWith('A') ? 'B' : 'A');
      const unknown = await lookUp('DT-2026-999999', code);
      expect([unknown.status, unknown.body.code]).toEqual([404, 'reports.no_match']);
      for (const typed of [wrong, `${code}A`, code.slice(0, 5), code[0] ?? '', '', '校验码']) {
        expectMissing(await lookUp(report.number, typed), unknown);
      }
      const draft = await life.draft();
      expectMissing(await lookUp(draft.id, code), unknown);
      const form = await cast.nobody.get('/v', { accept: BROWSER });
      expect(form.body).toContain('<form action="/v" method="get">');
      expect((await lookUp(report.number, code, BROWSER)).body).toContain('报告有效');
      const refused = await lookUp(report.number, wrong, BROWSER);
      expect([refused.status, refused.body]).toEqual([404, expect.stringContaining('报告编号与校验码不符')]);
      expect(refused.body).not.toMatch(/<script|\son\w+=|https?:|src=/i);
    },
  );

  it('tells a genuine file from an altered one and from any other, and what its signature is worth', async () => {
    const check = (pdf: Buffer, type = 'application/pdf'): Promise<Answer> =>
      cast.nobody.post('/v/checks', pdf, { 'content-type': type });
    const { number } = report;
    const pdf = (await cast.clerk.get(`/v1/reports/${report.id}/file?document=mark`)).raw;
    const said = { number, status: 'valid', document: 'mark', isLatestFile: true, isTestSignature: true };
    const known = { ...said, href: path, signedAt: expect.any(String) };
    const whole = { isIntact: true, coversWholeDocument: true, timestamp: null };
    const named = { institution: '烟台市特种设备检验研究院（演示）', isTest: true };
    const certificate = { ...named, trust: 'trusted', anchor: expect.stringContaining('CN=NQI+ 测试签章根证书 TEST') };
    const genuine = await check(pdf);
    expect(genuine).toMatchObject({ status: 200, body: { verdict: 'genuine', report: known } });
    expect(genuine.body.signatures).toMatchObject([{ ...whole, certificate }]);
    expect((await cast.nobody.get(genuine.body.signatures[0].certificate.href)).status).toBe(200);

    const gapAt = Number(/\/ByteRange \[0 (\d+)/.exec(pdf.toString('latin1'))?.[1]);
    const alterations: [Buffer, object][] = [
      [flipped(pdf, 100), { isIntact: false, coversWholeDocument: true }],
      [flipped(pdf, gapAt + 200), { isIntact: false }],
      [flipped(pdf, pdf.length - 1), { isIntact: false }],
      [Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]), { isIntact: true, coversWholeDocument: false }],
    ];
    for (const [altered, signature] of alterations) {
      const { status, body } = await check(altered);
      expect({ status, body }).toMatchObject({ status: 200, body: { verdict: 'altered', report: known } });
      expect(body.signatures).toMatchObject([signature]);
    }
    const stripped = Buffer.from(pdf.toString('latin1').replaceAll('/ByteRange', '/Xyte0ange'), 'latin1');
    for (const other of [stripped, Buffer.from('%PDF-1.7'), Buffer.alloc(1), pdf.subarray(0, pdf.length / 2)]) {
      const { status, body } = await check(other);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { verdict: 'unknown', report: null, signatures: [] },
      });
    }
    // A browser sends the file in a form, and gets a page.
    const sent = (file: Buffer, field = 'filename="a.pdf"', accept = BROWSER): Promise<Answer> => {
      const head = `--bo-1\r\nContent-Disposition: form-data; name="file"; ${field}\r\n\r\n`;
      const form = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--bo-1--\r\n')]);
      const headers = { 'content-type': 'multipart/form-data; boundary=bo-1', accept };
      return cast.nobody.post('/v/checks', form, headers);
    };
    const pages = [await sent(pdf), await sent(flipped(pdf, 100)), await sent(pdf, ''), await sent(Buffer.alloc(0))];
    expect(pages.map(({ status, body }) => [status, /role="status">.*?<span>(.*?)</.exec(body)?.[1]])).toEqual([
      ...[
        [200, '文件真实'],
        [200, '文件已被改动'],
      ],
      ...[
        [200, '不是本平台签发的文件'],
        [200, '不是本平台签发的文件'],
      ],
    ]);
    for (const { body, headers } of pages) {
      expect(body).not.toMatch(/<script|javascript:|\son\w+=|https?:|url\(|src=|href=(?!"\/v)|@import/i);
      expect(headers['cache-control']).toBe('no-store');
    }
    expect((await sent(pdf, undefined, 'application/json')).body).toEqual(genuine.body);
    expect((await check(Buffer.alloc(20 * 1_024 * 1_024 + 1))).body.code).toBe('reports.file_too_large');
    expect((await check(pdf, 'text/plain')).body.code).toBe('request.unsupported_media_type');
    expect(report.rendering.files.map(({ sha256 }: any) => sha256)).toContain(genuine.body.sha256);
  });

  it('writes hostile names as text', async () => {
    const { id: elevatorId } = ok(await hostileElevator());
    const { id } = ok(await cast.contractor.post('/v1/elevator-filings', { elevatorId, requestedOn: '2026-03-02' }));
    const filing = `/v1/elevator-filings/${id}`;
    await city.db.query(
      `UPDATE elevator_filings SET state = 'on_site', number = 'BJ-X', inspector_ids = $2 WHERE id = $1`,
      [id, [cast.inspector.userId, cast.secondInspector.userId]],
    );
    const failing = await life.conclude(id, failsFirst);
    ok(await cast.checker.post(`/v1/reports/${failing.id}/check`));
    ok(await cast.signatory.post(`/v1/reports/${failing.id}/approval`));
    const { verificationUrl } = await life.issued(failing.id);
    expect(ok(await cast.clerk.get(filing)).state).toBe('report_issued');
    const { body } = await scan({ accept: BROWSER }, new URL(verificationUrl).pathname);
    expect(body).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;&amp;&#39;');
    expect(body).not.toContain('<img');
    expect(body).toContain('不合格');
  });

  const hostileElevator = (): Promise<Answer> =>
    cast.userUnit.post('/v1/elevators', {
      ...{ categoryCode: '3110', internalNo: `<img src=x onerror="x">&'`, address: '测试', districtCode: '370602' },
      ...{ baseMonth: '2025-03', maintenanceUnitId: cast.contractor.organisationId },
    });
});

function flipped(pdf: Buffer, at: number): Buffer {
  const changed = Buffer.from(pdf);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
