import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCity, type TestCity } from '../support/city';
import { type Answer, callerOf, openSession, tokenOf } from '../support/client';
import { given, TODAY } from '../support/given';
import { until } from '../support/until';
import { endAll, startWorker } from './processes';
import {
  allIssued,
  type Approved,
  approvedReports,
  expectGapless,
  expectHistoryReplays,
  expectIssuedOnce,
} from './records';

/** A character of a surname that passes the check of input and that no font of the report draws. */
const RARE = '𠮷';

let city: TestCity;
afterEach(async () => {
  await endAll();
  await city.close();
});

/** A report approved by somebody whose name cannot be printed: the names of people are added when it is typeset. */
async function signedUnprintably(): Promise<Approved & { signatoryId: string }> {
  const { admin, checker } = city.cast;
  const person = { name: `${RARE}田`, phone: '13700000001', password: 'a rare surname', roles: ['signatory'] };
  const { body: signatory } = await admin.post('/v1/memberships', person);
  const filing = await given(city).filing('concluded');
  await checker.post(`/v1/reports/${filing.reportId}/check`);
  await openSession(city.db, signatory.userId);
  const signing = callerOf(city.app, tokenOf(city.config, signatory.userId));
  expect((await signing.post(`/v1/reports/${filing.reportId}/approval`)).status).toBe(200);
  return { filingId: filing.id, reportId: filing.reportId, signatoryId: signatory.userId };
}

/** Names the site of a filing's device. */
async function nameSite(elevatorId: string, siteName: string): Promise<void> {
  const address = `/v1/elevators/${elevatorId}`;
  const { headers } = await city.cast.userUnit.get(address);
  const { status } = await city.cast.userUnit.patch(address, { siteName }, { 'if-match': headers.etag ?? '' });
  expect(status).toBe(200);
}

interface Rendering {
  id: string;
  state: string;
  attempts: number;
  failureCode: string;
  failureReason: string;
}

function failed({ reportId }: Approved): Promise<Rendering> {
  return until(async () => {
    const { body } = await city.cast.checker.get(`/v1/reports/${reportId}`);
    return body.rendering.state === 'failed' && (body.rendering as Rendering);
  });
}

async function retry({ reportId }: Approved, { id }: Rendering): Promise<void> {
  const answer = await city.cast.signatory.post(`/v1/reports/${reportId}/renderings/${id}/retry`);
  // How far it is by now is the worker's affair.
  expect(answer).toMatchObject({ status: 202, body: { id } });
}

async function expectStillApproved({ reportId, filingId }: Approved, number: string): Promise<void> {
  const { body: report } = await city.cast.checker.get(`/v1/reports/${reportId}`);
  expect(report).toMatchObject({ state: 'approved', number, issuedAt: null, verificationUrl: null });
  expect((await city.cast.contractor.get(`/v1/elevator-filings/${filingId}`)).body.state).toBe('concluded');
  expect((await city.cast.checker.get(`/v1/reports/${reportId}/file`)).status).toBe(409);
}

describe('a character that no font draws', () => {
  beforeEach(async () => {
    city = await startCity();
  });

  it('in the content: refused while it can still be put right, and nothing has moved', async () => {
    const { inspector } = city.cast;
    const filing = await given(city).filing('on_site');
    await nameSite(filing.elevator.id, `${RARE}野家大厦`);
    const { body: checklist } = await inspector.get(`/v1/elevator-filings/${filing.id}/checklist`);
    const items = checklist.items.map(({ no }: { no: number }) => ({ no, result: 'pass' }));
    const conclude = (): Promise<Answer> =>
      inspector.post(`/v1/elevator-filings/${filing.id}/conclusion`, { inspectedOn: TODAY, items });

    expect(await conclude()).toMatchObject({
      status: 422,
      body: { code: 'reports.unprintable', field: expect.stringContaining('device.siteName'), character: RARE },
    });
    const { body: unmoved } = await inspector.get(`/v1/elevator-filings/${filing.id}`);
    expect(unmoved).toMatchObject({ state: 'on_site', conclusion: null, reportId: null });

    await nameSite(filing.elevator.id, '吉野家大厦');
    const { status, body: concluded } = await conclude();
    expect({ status, state: concluded.state }).toEqual({ status: 200, state: 'concluded' });
  });

  it('in a name: fails the rendering with its place, holds up nobody else; the name mended, a retry issues it', async () => {
    const report = await signedUnprintably();
    const others = await approvedReports(city, 3);
    const worker = await startWorker(city.config);
    const rendering = await failed(report);
    expect(rendering).toMatchObject({ failureCode: 'missing_glyph', attempts: 1 });
    expect(rendering.failureReason).toContain(`"${RARE}" (U+20BB7) in report.approvedBy`);
    await expectStillApproved(report, 'DT-2026-000001');
    await allIssued(city.cast, others, 20_000);
    await expectIssuedOnce(city.cast, others);

    await retry(report, rendering);
    expect(await failed(report)).toMatchObject({ id: rendering.id, failureCode: 'missing_glyph', attempts: 1 });
    await expectStillApproved(report, 'DT-2026-000001');
    // Nobody can change a name over the api yet.
    await city.db.query(`UPDATE users SET name = '吉田' WHERE id = $1`, [report.signatoryId]);
    await retry(report, rendering);
    await allIssued(city.cast, [report], 20_000);
    await expectIssuedOnce(city.cast, [report]);
    await expectGapless(city.cast, [report, ...others]);
    expect(worker.isAlive()).toBe(true);
    await expectHistoryReplays(city.db);
  });
});

describe('a file store that takes nothing', () => {
  it('leaves rows that say why; mended, a retry issues each report once, without a restart of the worker', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nqi-store-'));
    const obstacle = join(folder, 'store');
    // Where the folder should be stands a file: no right of root helps against that.
    writeFileSync(obstacle, '');
    const STORAGE_DIR = join(obstacle, 'files');
    city = await startCity({ STORAGE_DIR, JOB_RETRY_MS: 100 });
    try {
      const reports = await approvedReports(city, 4);
      const worker = await startWorker(city.config);
      const renderings: Rendering[] = [];
      for (const report of reports) renderings.push(await failed(report));
      for (const { failureCode, failureReason } of renderings) {
        expect(failureCode).toMatch(/^\w+$/);
        expect(failureReason).toMatch(/ENOTDIR|not a directory/i);
      }
      const first = reports[0];
      await retry(first, renderings[0]);
      expect((await failed(first)).attempts).toBe(5);
      expect((await city.cast.checker.get(`/v1/reports/${first.reportId}`)).body.state).toBe('approved');

      unlinkSync(obstacle);
      mkdirSync(STORAGE_DIR, { recursive: true });
      // Everybody presses the button at once: one order each, the rest hear that it has not failed.
      const answers = await Promise.all(
        reports.flatMap(({ reportId }, index) =>
          ['checker', 'signatory'].map((role) =>
            city.cast[role as 'checker'].post(`/v1/reports/${reportId}/renderings/${renderings[index]?.id}/retry`),
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 409, 409, 409, 409]);
      await allIssued(city.cast, reports, 20_000);
      await expectIssuedOnce(city.cast, reports);
      await expectHistoryReplays(city.db);
      expect(worker.isAlive()).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
