import { type CatalogueEntry, entry } from './entry';

export const signIn = {
  // One-time codes
  'access.bad_code': entry(
    'unauthenticated',
    '验证码无效|验证码不正确、已使用、已失效或已过期。|请核对最新收到的验证码，或重新获取 POST /v1/auth/codes。',
    'Bad code|The code is wrong, used, dead or expired.|Check the latest code that you received, or ask for another with POST /v1/auth/codes.',
  ),
  'access.code_too_soon': entry(
    'too_many',
    '获取验证码过于频繁|请在 {retryAfterSeconds} 秒后再获取验证码。|可先使用已收到的验证码，或用密码登录。',
    'Too many codes|Ask for another code in {retryAfterSeconds} seconds.|Use the code that you have, or sign in by password.',
  ),
  'access.codes_exhausted': entry(
    'unavailable',
    '今日短信已用完|本市今日的短信额度已用完。|请用密码登录，或明日再试。',
    'No more messages today|The city has used up the text messages of this day.|Sign in by password, or try again tomorrow.',
  ),
  // Passwords
  'access.bad_password': entry(
    'forbidden',
    '密码不正确|当前密码不正确。|请核对密码，或通过 POST /v1/auth/password-reset 重置。',
    'Wrong password|This is not your password.|Check it, or reset it with POST /v1/auth/password-reset.',
  ),
  'access.same_password': entry(
    'unprocessable',
    '新旧密码相同|新密码不能与当前密码相同。|请换一个新密码。',
    'Same password|The new password is the present one.|Choose another one.',
  ),
  // Second factor
  'access.second_factor_needed': entry(
    'unauthenticated',
    '需要二次验证|该账号已启用动态口令。|请将 challenge 与动态口令提交到 POST /v1/auth/second-factor。',
    'Second factor needed|This account has a second factor.|Send the challenge with a code to POST /v1/auth/second-factor.',
  ),
  'access.challenge_over': entry(
    'unauthenticated',
    '二次验证已失效|该登录验证已过期或已使用。|请重新登录。',
    'Challenge over|This sign-in has expired or was completed.|Sign in again.',
  ),
  'access.bad_second_factor': entry(
    'forbidden',
    '动态口令无效|动态口令不正确或已使用。|请等待下一个动态口令，或使用恢复码。',
    'Bad second factor|The code is wrong or was used.|Wait for the next code, or use a recovery code.',
  ),
  'access.second_factor_active': entry(
    'conflict',
    '已启用动态口令|该账号已启用动态口令。|更换前请先停用 POST /v1/me/second-factor/removal。',
    'Second factor in use|This account has a second factor.|Remove it with POST /v1/me/second-factor/removal before you enrol another.',
  ),
  'access.second_factor_missing': entry(
    'forbidden',
    '尚未启用动态口令|此操作需要动态口令，而该账号尚未启用。|请先启用 POST /v1/me/second-factor。',
    'No second factor|This needs a second factor, and the account has none.|Enrol one with POST /v1/me/second-factor.',
  ),
  'access.step_up_needed': entry(
    'forbidden',
    '需要再次验证|此操作需要在十分钟内验证过动态口令。|请先提交动态口令 POST /v1/me/step-up，再重试。',
    'Step-up needed|This needs a second factor given within the last ten minutes.|Send a code to POST /v1/me/step-up and try again.',
  ),
  // WeChat
  'access.wechat_off': entry(
    'not_found',
    '未开通微信登录|本平台未开通此微信登录方式。|请用手机号登录。',
    'No sign-in by WeChat|This way of signing in is not switched on here.|Sign in by phone.',
  ),
  'access.wechat_bad_code': entry(
    'unauthenticated',
    '微信凭证无效|微信登录凭证无效、已过期或已使用。|请在微信中重新获取登录凭证。',
    'Bad WeChat code|The code of WeChat is wrong, expired or used.|Get another code from WeChat.',
  ),
  'access.wechat_too_many': entry(
    'too_many',
    '微信登录过于频繁|微信限制了登录频率，请在 {retryAfterSeconds} 秒后再试。',
    'Too many sign-ins|WeChat limits sign-ins; try again in {retryAfterSeconds} seconds.',
  ),
  'access.wechat_blocked': entry(
    'forbidden',
    '微信拒绝登录|微信将该用户判定为高风险用户。|请用手机号登录。',
    'Blocked by WeChat|WeChat holds this account for risky.|Sign in by phone.',
  ),
  'access.wechat_unavailable': entry(
    'unavailable',
    '微信暂不可用|微信没有给出可用的应答。|请稍后再试，或用手机号登录。',
    'WeChat unavailable|WeChat gave no usable answer.|Try again later, or sign in by phone.',
  ),
  'access.wechat_unlinked': entry(
    'unauthenticated',
    '微信尚未绑定|该微信尚未绑定账号。|请用手机号登录，再将 linkTicket 提交到 POST /v1/me/wechat-links。',
    'WeChat account not linked|This WeChat account belongs to no account here.|Sign in by phone and send the linkTicket to POST /v1/me/wechat-links.',
  ),
  'access.wechat_ticket_over': entry(
    'unprocessable',
    '绑定凭证已失效|绑定凭证无效、已过期或已使用。|请重新用微信登录以取得新的凭证。',
    'Link ticket over|The link ticket is wrong, expired or used.|Sign in by WeChat again to get another.',
  ),
  'access.wechat_taken': entry(
    'conflict',
    '微信已绑定其他账号|该微信已绑定另一个账号。|请先在原账号解除绑定。',
    'WeChat account taken|This WeChat account is linked to another account.|Remove the link there first.',
  ),
} satisfies Record<string, CatalogueEntry>;
