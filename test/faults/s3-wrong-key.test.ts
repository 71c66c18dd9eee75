import { startCity, type TestCity } from '../support/city';
import { until } from '../support/until';
import { castAt } from './http-cast';
import { ObjectStore } from './object-store';
import { endAll, startApi, startWorker } from './processes';
import { allIssued, approvedReports, expectHistoryReplays, expectIssuedOnce } from './records';

const WRONG = { S3_SECRET_ACCESS_KEY: 'a-secret-that-nobody-may-read' };

let city: TestCity;
const store = new ObjectStore();
beforeAll(async () => {
  // The first attempts come soon, and the last one not before the key is put right.
  city = await startCity({ ...(await store.start()), JOB_RETRY_MS: 3_000 });
});
afterEach(endAll);
afterAll(async () => {
  await city.close();
  await store.stop();
});

describe('an S3 that does not take the key', () => {
  it.each(['SignatureDoesNotMatch', 'InvalidAccessKeyId'])(
    'with %s: reports wait and say so without the secret; with the right key they go out',
    async (refusal) => {
      const reports = await approvedReports(city, 2);
      store.refusal = refusal;
      const worker = await startWorker(city.config, WRONG);
      for (const { reportId } of reports) {
        const { state, rendering } = await until(async () => {
          const { body } = await city.cast.checker.get(`/v1/reports/${reportId}`);
          return body.rendering.failureCode !== null && body;
        }, 30_000);
        expect({ state, code: rendering.failureCode }).toEqual({ state: 'approved', code: 'storage_error' });
        expect(['queued', 'running']).toContain(rendering.state);
        expect(rendering.failureReason).toMatch(new RegExp(`^cannot store sha256/../[0-9a-f]{64}\\.pdf: ${refusal}$`));
      }
      await until(async () => worker.output().includes(refusal));
      expect(worker.output()).not.toContain(WRONG.S3_SECRET_ACCESS_KEY);
      await worker.end('SIGTERM');

      store.refusal = null;
      await startWorker(city.config);
      await allIssued(city.cast, reports, 45_000);
      await expectIssuedOnce(city.cast, reports);
      await expectHistoryReplays(city.db);

      store.refusal = refusal;
      const api = await startApi(city.config, WRONG);
      const { userUnit } = castAt(api.url, city.config, city.cast);
      const refused = await userUnit.get(`/v1/reports/${reports[0]?.reportId}/file`);
      store.refusal = null;
      expect(refused).toMatchObject({ status: 503, body: { code: 'reports.file_unreadable' } });
      expect(api.output() + refused.raw.toString()).not.toContain(WRONG.S3_SECRET_ACCESS_KEY);
    },
  );
});
