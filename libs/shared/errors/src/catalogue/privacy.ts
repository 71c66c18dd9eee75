import { type CatalogueEntry, entry } from './entry';

export const privacy = {
  // Personal data
  'privacy.consent_needed': entry(
    'conflict',
    '需要您的同意|该事项须先取得您对“{purpose}”的单独同意。|请先 POST /v1/consents，文本见 GET /v1/consent-texts。',
    'Consent needed|This needs your consent to “{purpose}” first.|POST /v1/consents; the texts are at GET /v1/consent-texts.',
  ),
  'privacy.outdated_text': entry(
    'conflict',
    '文本已更新|您同意的版本不是现行版本，现行版本为 {version}。|请阅读 GET /v1/consent-texts 中的现行文本后再同意。',
    'Text out of date|This is not the version in force, which is {version}.|Read the text in force at GET /v1/consent-texts, then consent.',
  ),
  'privacy.already_given': entry(
    'conflict',
    '已同意|您已同意该文本。|您的同意见 GET /v1/consents。',
    'Already given|You have consented to this text.|See GET /v1/consents.',
  ),
  'privacy.service_needs_consent': entry(
    'conflict',
    '无法单独撤回|没有该项同意，平台无法继续为您服务。|如不再使用平台，请提交注销申请 POST /v1/data-requests。',
    'Cannot be withdrawn alone|Without this consent the platform cannot serve you.|To leave the platform, ask for deletion: POST /v1/data-requests.',
  ),
  'privacy.request_open': entry(
    'conflict',
    '已有未办结的申请|您已有同类申请正在办理。|办理情况见 GET /v1/data-requests。',
    'Already asked|A request of this kind is still open.|See GET /v1/data-requests.',
  ),
  'privacy.last_admin': entry(
    'conflict',
    '仍是唯一管理员|申请人是有其他成员的单位的唯一管理员。|请先将管理员角色交给同事 PATCH /v1/memberships/{id}。',
    'Still the only administrator|The person is the only administrator of an organisation that has other members.|Give the role to a colleague first: PATCH /v1/memberships/{id}.',
  ),
  'privacy.not_ready': entry(
    'conflict',
    '尚未就绪|导出文件尚未生成。|请稍后再查 GET /v1/data-requests/{id}。',
    'Not ready|The export has not been made yet.|Look again later: GET /v1/data-requests/{id}.',
  ),
  'privacy.export_not_failed': entry(
    'conflict',
    '无需重试|导出没有失败。|办理情况见 GET /v1/data-requests/{id}。',
    'Nothing to retry|The export has not failed.|See GET /v1/data-requests/{id}.',
  ),
  'privacy.export_gone': entry(
    'conflict',
    '文件已失效|导出文件只能下载一次，并在到期后删除。|如仍需要，请重新提交查阅申请 POST /v1/data-requests。',
    'Export gone|An export can be downloaded once, and is deleted when it expires.|Ask again: POST /v1/data-requests.',
  ),
  'privacy.other_session': entry(
    'forbidden',
    '须在申请时的会话中下载|导出文件只能在提交申请的那次登录中下载。|请在该设备上下载，或重新提交申请。',
    'Another session|An export is for the sign-in that asked for it.|Download it on that device, or ask again.',
  ),
} satisfies Record<string, CatalogueEntry>;
