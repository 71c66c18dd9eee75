import { type Cast, startCity, type TestCity } from '../../support/city';
import type { Answer } from '../../support/client';
import { failsFirst, NOBODYS_ID, ok, type ReportLife, reportLife } from './report-life';

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
    const english = await scan({ accept: BROWSER, 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('This report is valid');
    expect(english.body).not.toContain('报告有效');
    for (const { body, headers } of [chinese, english]) {
      expect(body).toContain(report.number);
      expect(body).not.toMatch(/<script|javascript:|\son\w+=|https?:|url\(|src=|href=|@import/i);
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
      expect([expected.status, expected.body.code]).toEqual([404, 'record.not_found']);
      for (const attempt of attempts) {
        const { status, headers, body } = await scan({ accept }, `/v/${attempt}`);
        expect({ attempt, status, body: { ...body, instance: '', traceId: '' } }).toEqual({
          ...{ attempt, status: 404, body: { ...expected.body, instance: '', traceId: '' } },
        });
        expect(headers.vary).toBe(expected.headers.vary);
      }
    }
    // Longer than any path of ours: refused before anybody looks for a report.
    expect((await scan({}, `/v/${'A'.repeat(3000)}`)).body).toMatchObject({ status: 400, code: 'request.malformed' });
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
