import { type CatalogueEntry, entry } from './entry';

export const notices = {
  // Notices
  'notices.too_many_streams': entry(
    'too_many',
    '连接过多|您同时打开的消息连接已达 {most} 个。|请关闭不用的页面后重试。',
    'Too many streams|You already have {most} open connections for events.|Close pages that you do not use, then try again.',
  ),
  'notices.code_sent_already': entry(
    'too_many',
    '验证码已发送|刚刚已向您的邮箱发送验证码。|请查收邮件，或稍后重试。',
    'Code sent already|A code was sent to you a moment ago.|Look into your mail, or try again later.',
  ),
  'notices.wrong_code': entry(
    'conflict',
    '验证码不正确|验证码不正确、已过期或尝试次数过多。|请核对邮件，或重新获取 PUT /v1/me/email。',
    'Wrong code|The code is wrong, too old or was tried too often.|Look again, or get another one: PUT /v1/me/email.',
  ),
  'notices.unknown_kind': entry(
    'invalid',
    '没有这种消息|没有消息种类“{kind}”。|全部种类见 GET /v1/notice-preferences。',
    'No such kind|There is no kind of notice “{kind}”.|All kinds are at GET /v1/notice-preferences.',
  ),
} satisfies Record<string, CatalogueEntry>;
