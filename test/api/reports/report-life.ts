import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { until } from '../../support/until';

export const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

/** What an inspector enters for one item of the checklist. */
export interface Finding {
  no: number;
  result: string;
  remark?: string;
}

/** Real reports, brought by the real people to where a test starts. */
export interface ReportLife {
  /** A new draft; `change` turns all-pass findings into others. @returns the report */
  draft(change?: (findings: Finding[]) => void, by?: Caller): Promise<any>;
  conclude(filingId: string, change?: (findings: Finding[]) => void, by?: Caller): Promise<any>;
  checked(): Promise<any>;
  /** Its issue is ordered; it is issued once a worker runs. */
  approved(change?: (findings: Finding[]) => void): Promise<any>;
  /** Waits until a worker has issued it. */
  issued(id: string): Promise<any>;
  rendering(reportId: string, id: string): Promise<any>;
  /** Waits until a rendering has come to its end. */
  rendered(reportId: string, id: string): Promise<any>;
  /** Waits until a rendering waits for its next attempt. */
  postponed(reportId: string, id: string): Promise<any>;
}

export function reportLife(city: TestCity): ReportLife {
  const { cast } = city;
  const read = async (id: string): Promise<any> => ok(await cast.clerk.get(`/v1/reports/${id}`));

  async function conclude(filingId: string, change?: (findings: Finding[]) => void, by = cast.inspector): Promise<any> {
    const { items } = ok(await by.get(`/v1/elevator-filings/${filingId}/checklist`));
    const findings: Finding[] = items.map(({ no }: { no: number }) => ({ no, result: 'pass' }));
    change?.(findings);
    const body = { inspectedOn: TODAY, items: findings };
    const { reportId } = ok(await by.post(`/v1/elevator-filings/${filingId}/conclusion`, body));
    return read(reportId);
  }

  async function draft(change?: (findings: Finding[]) => void, by?: Caller): Promise<any> {
    const { id } = await given(city).filing('on_site');
    return conclude(id, change, by);
  }

  async function check(id: string): Promise<any> {
    return ok(await cast.checker.post(`/v1/reports/${id}/check`));
  }

  async function rendering(reportId: string, id: string): Promise<any> {
    return ok(await cast.clerk.get(`/v1/reports/${reportId}/renderings/${id}`));
  }

  return {
    draft,
    conclude,
    checked: async () => check((await draft()).id),
    async approved(change) {
      const { id } = await draft(change);
      await check(id);
      return ok(await cast.signatory.post(`/v1/reports/${id}/approval`));
    },
    issued: (id) =>
      until(async () => {
        const report = await read(id);
        return report.state === 'issued' && report;
      }),
    rendering,
    rendered: (reportId, id) =>
      until(async () => {
        const job = await rendering(reportId, id);
        return (job.state === 'ready' || job.state === 'failed') && job;
      }),
    postponed: (reportId, id) =>
      until(async () => {
        const job = await rendering(reportId, id);
        return job.state === 'queued' && job.failureCode !== null && job;
      }),
  };
}

/** A failed first item: it is a key one, so the device fails. */
export function failsFirst(findings: Finding[]): void {
  if (findings[0]) findings[0].result = 'fail';
}

/** Fails loudly when a step of the preparation is refused. */
export function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

/** A record that one may not see looks exactly like one that does not exist. */
export function expectMissing(hidden: Answer, missing: Answer): void {
  expect(hidden.status).toBe(404);
  expect(seen(hidden)).toEqual(seen(missing));
}

/** An answer without what belongs to the single request. */
function seen({ status, headers, body }: Answer): object {
  const kept = { ...headers, 'x-request-id': '', date: '', 'content-length': '' };
  return { status, kept, body: { ...body, traceId: '', instance: '' } };
}
