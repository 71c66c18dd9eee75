import { type CatalogueEntry, entry } from './entry';

export const access = {
  // Access
  'access.unauthenticated': entry(
    'unauthenticated',
    '未登录|缺少有效的访问令牌。|请先登录 POST /v1/auth/token。',
    'Not signed in|There is no valid access token.|Sign in with POST /v1/auth/token.',
  ),
  'access.bad_credentials': entry(
    'unauthenticated',
    '登录失败|手机号或密码不正确。',
    'Sign-in failed|The phone number or the password is wrong.',
  ),
  'access.forbidden': entry(
    'forbidden',
    '没有权限|您的角色不能进行此操作。',
    'Not allowed|Your roles do not allow this.',
  ),
  'access.key_scope': entry(
    'forbidden',
    '密钥权限不足|此操作需要密钥具有 {needed}。|请由管理员新建具有该权限的密钥。',
    'Scope missing|This needs a key with {needed}.|Have an administrator make a key with that scope.',
  ),
  'access.not_for_keys': entry(
    'forbidden',
    '密钥不能进行此操作|此操作须由本人登录后进行。|请登录 POST /v1/auth/token。',
    'Not for keys|A person has to do this.|Sign in with POST /v1/auth/token.',
  ),
  'access.slowed_down': entry(
    'too_many',
    '尝试过多|登录失败次数过多，请在 {retryAfterSeconds} 秒后再试。|请核对手机号和密码后再试。',
    'Slowed down|Too many failed sign-ins; try again in {retryAfterSeconds} seconds.|Check phone and password before you try again.',
  ),
  'access.session_over': entry(
    'unauthenticated',
    '会话已结束|该会话已退出、过期或不存在。|请重新登录。',
    'Session over|This session was signed out, has expired or never was.|Sign in again.',
  ),
  'access.refresh_reused': entry(
    'unauthenticated',
    '刷新令牌重复使用|该刷新令牌早已用过，为安全起见会话已结束。|请重新登录；如非本人操作请修改密码。',
    'Refresh token reused|This refresh token was used long ago, so the session has been ended.|Sign in again; if it was not you, change the password.',
  ),
  'access.not_a_member': entry(
    'forbidden',
    '不是该单位成员|X-Organisation-Id 不是您所属的单位。|您的单位见 GET /v1/me。',
    'Not a member|X-Organisation-Id is not an organisation of yours.|See GET /v1/me for yours.',
  ),
  // Records
  'record.not_found': entry(
    'not_found',
    '没有找到|没有这条记录，或您无权查看。',
    'Not found|There is no such record, or you may not see it.',
  ),
  'record.duplicate': entry('conflict', '记录已存在|与已有记录重复。', 'Already there|It repeats an existing record.'),
  'record.overlap': entry('conflict', '时间冲突|与已有记录的时间重叠。', 'Overlap|It overlaps an existing record.'),
  'record.unknown_reference': entry(
    'unprocessable',
    '引用的记录不存在|请求引用了不存在的记录，或记录仍被引用。|请核对请求中的编号。',
    'Unknown reference|The request names a record that does not exist, or one that others still name.|Check the ids in the request.',
  ),
  'record.refused_value': entry(
    'unprocessable',
    '取值不被接受|请求中的取值不符合数据规则。',
    'Value refused|A value of the request is against the rules of the data.',
  ),
  'precondition.required': entry(
    'precondition_required',
    '缺少 If-Match|修改须带 If-Match。|请先读取记录，用其 ETag 作为 If-Match。',
    'If-Match required|An edit needs If-Match.|Read the record and send its ETag as If-Match.',
  ),
  'precondition.stale': entry(
    'stale',
    '记录已被修改|您读取之后记录已发生变化。|请重新读取后再修改。',
    'The record has changed|It has changed since you read it.|Read it again and repeat the edit.',
  ),
  'idempotency.bad_key': entry(
    'invalid',
    '幂等键无效|Idempotency-Key 应为1至200个可见字符。',
    'Bad idempotency key|Idempotency-Key has 1 to 200 visible characters.',
  ),
  'idempotency.other_body': entry(
    'unprocessable',
    '幂等键已用于其他内容|同一 Idempotency-Key 曾用于不同的请求体。|新的请求请使用新的键。',
    'Key used for another body|The same Idempotency-Key was used with a different body.|Use a new key for a new request.',
  ),
  'idempotency.in_flight': entry(
    'conflict',
    '请求处理中|同一 Idempotency-Key 的请求尚未完成。|请按 Retry-After 重试。',
    'In flight|A request with the same Idempotency-Key is still running.|Try again after Retry-After.',
  ),
  'workflow.not_a_party': entry(
    'forbidden',
    '无权进行此操作|此操作由其他参与方进行。',
    'Not your event|This event belongs to other parties of the record.',
  ),
  'workflow.wrong_state': entry(
    'conflict',
    '当前状态不允许|记录处于 {state} 状态，不能进行 {event}。|当前可进行的操作见 openEvents。',
    'Wrong state|The record is {state}, which does not allow {event}.|See openEvents for what is possible now.',
  ),
  // Identity
  'identity.uscc_taken': entry(
    'conflict',
    '单位已注册|该统一社会信用代码已注册。|请联系本单位管理员加入。',
    'Already registered|This unified social credit code is registered.|Ask the administrator of the organisation to add you.',
  ),
  'identity.phone_taken': entry(
    'conflict',
    '手机号已注册|该手机号已有账号。|请直接登录。',
    'Phone already registered|This phone number has an account.|Sign in with it.',
  ),
  'identity.role_not_available': entry(
    'unprocessable',
    '角色不适用|本单位的能力不包含角色 {roles}。',
    'Role not available|The capabilities of the organisation do not include {roles}.',
  ),
  'identity.too_many_keys': entry(
    'conflict',
    '密钥过多|单位最多有 {limit} 个有效密钥。|请先停用不再使用的密钥。',
    'Too many keys|An organisation has at most {limit} good keys.|Revoke one that is no longer used.',
  ),
  'identity.key_name_taken': entry(
    'conflict',
    '密钥名称已使用|本单位已有同名的有效密钥。|请换一个名称，或轮换已有的密钥。',
    'Key name taken|The organisation has a good key of this name.|Choose another name, or rotate the one there is.',
  ),
  'identity.key_over': entry(
    'conflict',
    '密钥已失效|该密钥已停用或到期。|请新建密钥。',
    'Key over|This key was revoked or has expired.|Make a new one.',
  ),
  'identity.last_admin': entry(
    'conflict',
    '至少保留一名管理员|单位必须有一名管理员。|请先指定另一名管理员。',
    'Last administrator|An organisation keeps one administrator.|Name another one first.',
  ),
} satisfies Record<string, CatalogueEntry>;
