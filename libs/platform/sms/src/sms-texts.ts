/** What a message is for; paid providers know the text by this name and fill in the parameters. */
export const smsTemplates = ['sign_in_code', 'reset_password_code'] as const;
export type SmsTemplate = (typeof smsTemplates)[number];

const TEXTS: Readonly<Record<SmsTemplate, string>> = {
  sign_in_code: '【NQI+】登录验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。',
  reset_password_code: '【NQI+】您正在重置密码，验证码 {code}，{minutes} 分钟内有效。非本人操作请忽略。',
};

/** The message in words, for a provider that takes words. */
export function textOf(template: SmsTemplate, params: Readonly<Record<string, string>>): string {
  return TEXTS[template].replaceAll(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}
