import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';
import { ok } from './report-life';

/** Those of an institution whom an amendment or a revocation takes; author, checker and approver are three people. */
export interface Institution {
  author: Caller;
  checker: Caller;
  approver: Caller;
  administrator: Caller;
}

export const GROUNDS = {
  reason: '标准器溯源失效，结果不成立',
  publicReason: '测量结果有误',
  evidence: '原始记录 YS-2026-9',
};

/** What may become of a report that is out, done by the real people. */
export interface AfterIssue {
  /** Makes one more person a signatory: who drafts an amendment does not approve it. */
  alsoSigns(person: Caller, asked: any): Promise<void>;
  amend(report: any, changes: object[], reason?: string): Promise<Answer>;
  /** Amended, checked and approved; waits until a worker has issued it. */
  amended(report: any, changes: object[], reason?: string): Promise<any>;
  /** Proposed by the author, as a signatory. */
  propose(report: any): Promise<any>;
  /** Proposed and confirmed by the administrator. @returns the revocation */
  revoked(report: any): Promise<any>;
  /** What anybody learns who scans it. */
  scan(report: any, accept?: string): Promise<Answer>;
  /** How many notices of a kind name the report. */
  told(caller: Caller, kind: string, number: string): Promise<number>;
}

export function afterIssue(
  { cast, db }: TestCity,
  { author, checker, approver, administrator }: Institution,
): AfterIssue {
  const of = async ({ id }: any): Promise<any> => ok(await author.get(`/v1/reports/${id}`));
  const amend = ({ id }: any, changes: object[], reason = '委托单位名称有误'): Promise<Answer> =>
    author.post(`/v1/reports/${id}/amendments`, { reason, changes });
  const propose = async ({ id }: any): Promise<any> => ok(await author.post(`/v1/reports/${id}/revocations`, GROUNDS));
  return {
    amend,
    propose,
    async alsoSigns({ userId }, asked) {
      await db.query(`UPDATE memberships SET roles = roles || '{signatory}'::text[] WHERE user_id = $1`, [userId]);
      // Roles are believed for a second.
      await until(async () => (await amend(asked, [{ pointer: '/nothing', value: 'x' }])).status !== 403);
    },
    async amended(report, changes, reason) {
      const { id } = ok(await amend(report, changes, reason));
      ok(await checker.post(`/v1/reports/${id}/check`));
      ok(await approver.post(`/v1/reports/${id}/approval`));
      return until(async () => {
        const found = await of({ id });
        return found.state === 'issued' && found;
      });
    },
    async revoked(report) {
      const { id } = await propose(report);
      return ok(await administrator.post(`/v1/report-revocations/${id}/confirmation`));
    },
    scan: ({ verificationUrl }, accept = 'application/json') =>
      cast.nobody.get(new URL(verificationUrl).pathname, { accept }),
    async told(caller, kind, number) {
      const { items } = ok(await caller.get('/v1/notices?limit=100'));
      return items.filter((one: any) => one.kind === kind && JSON.stringify(one).includes(number)).length;
    },
  };
}
