/** What a message is for; paid providers know the text by this name and fill in the parameters. */
export const smsTemplates = ['sign_in_code', 'reset_password_code', 'change_phone_code', 'phone_changed'] as const;
export type SmsTemplate = (typeof smsTemplates)[number];

const TEXTS: Readonly<Record<SmsTemplate, string>> = {
  sign_in_code: '【NQI+】登录验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。',
  reset_password_code: '【NQI+】您正在重置密码，验证码 {code}，{minutes} 分钟内有效。非本人操作请忽略。',
  change_phone_code: '【NQI+】您正在把账号换到本手机号，验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。',
  phone_changed: '【NQI+】您的账号已换绑到尾号 {tail} 的手机。非本人操作请立即联系平台。',
};

/** The message in words, for a provider that takes words. */
export function textOf(template: SmsTemplate, params: Readonly<Record<string, string>>): string {
  return TEXTS[template].replaceAll(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}
