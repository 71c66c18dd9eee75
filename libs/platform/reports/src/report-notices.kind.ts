import { holders, members, type RecordNotices, RecordNoticesModule, regulators, when } from '@nqi/platform/notices';

const clients = members('ANY (r.viewer_ids)', 'keep_register');
/** Whom the owner of the thing lets receive its reports. */
const mandated = members(
  `ANY (SELECT d.holder_id FROM mandates d WHERE d.state = 'active' AND d.mandator_id = r.owner_id
    AND d.kind = r.object_kind AND 'receive_reports' = ANY (d.scopes) AND (d.covers_all OR EXISTS (
      SELECT FROM mandate_subjects s WHERE s.mandate_id = d.id AND s.subject_id = r.object_id)))`,
  'keep_register',
);
const isStatutory = `EXISTS (SELECT FROM report_revocations v
  WHERE v.report_id = r.id AND v.state = 'effective' AND v.is_statutory)`;
const institution = (role: 'signatory' | 'org_admin' | 'org_clerk'): ReturnType<typeof holders> =>
  holders('r.institution_id', role);

/** What the parties of a report are told of what became of it; that it was issued first, the line tells. */
const reports: RecordNotices = {
  record: 'report',
  from: 'reports r LEFT JOIN reports p ON p.id = r.replaces_id',
  facts: { number: 'r.number', replaced: 'p.number' },
  href: '/v1/reports/',
  events: {
    issue: {
      to: [when('r.replaces_id IS NOT NULL', clients), when('r.replaces_id IS NOT NULL', mandated)],
      zh: { title: '报告已更正', text: '报告 {replaced} 已由更正后的 {number} 替代，请下载新报告并停止使用旧报告。' },
      en: {
        title: 'Report amended',
        text: 'Report {replaced} is replaced by {number}: download the new one and use the old one no more.',
      },
    },
    revoke: {
      to: [
        ...[clients, mandated, when(isStatutory, regulators('r.district_code'))],
        ...[institution('signatory'), institution('org_admin'), institution('org_clerk')],
      ],
      zh: { title: '报告已撤销', text: '报告 {number} 已被撤销，请停止使用；原因见该报告的撤销记录。' },
      en: { title: 'Report revoked', text: 'Report {number} is revoked: use it no more. Its revocation says why.' },
    },
  },
};

/** What the two who revoke together are told. */
const revocations: RecordNotices = {
  record: 'report_revocation',
  from: 'report_revocations r JOIN reports p ON p.id = r.report_id',
  facts: { number: 'p.number' },
  href: '/v1/report-revocations/',
  events: {
    propose: {
      to: [institution('signatory'), institution('org_admin')],
      zh: { title: '撤销报告待确认', text: '有人提出撤销报告 {number}，请授权签字人与机构管理员共同确认或拒绝。' },
      en: {
        title: 'A revocation to confirm',
        text: 'Somebody proposes to revoke report {number}: signatory and administrator confirm or refuse it together.',
      },
    },
    refuse: {
      to: [institution('signatory'), institution('org_admin')],
      zh: { title: '撤销报告被拒绝', text: '撤销报告 {number} 的提议被拒绝，报告继续有效。' },
      en: { title: 'Revocation refused', text: 'Report {number} stays in force: its revocation was refused.' },
    },
  },
};

export const ReportNotices = RecordNoticesModule.declare(reports, revocations);
