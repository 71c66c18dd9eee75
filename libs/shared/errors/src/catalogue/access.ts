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
  'access.suspended': entry(
    'forbidden',
    '账号已停用|该账号已被安全管理员停用。|请联系平台安全管理员恢复。',
    'Account suspended|The security administrator has suspended this account.|Ask the security administrator of the platform.',
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
    '不是该单位成员|您尚未加入任何单位，或 X-Organisation-Id 不是您所属的单位。|您的单位见 GET /v1/me；可申请加入 POST /v1/join-requests。',
    'Not a member|You belong to no organisation yet, or X-Organisation-Id is none of yours.|See GET /v1/me for yours, or ask to join with POST /v1/join-requests.',
  ),
  'access.organisation_frozen': entry(
    'forbidden',
    '单位已冻结|该单位已被冻结，成员只能查看，不能办理。|冻结原因见 GET /v1/organisations/(id)，请联系平台解除。',
    'Organisation frozen|This organisation is frozen: its members can read, not write.|See GET /v1/organisations/(id) for the reason and ask the platform to lift it.',
  ),
  'access.organisation_cancelled': entry(
    'forbidden',
    '单位已注销|该单位已注销，不能再以其名义办理。|请用 X-Organisation-Id 指定您的其他单位，见 GET /v1/me。',
    'Organisation cancelled|This organisation is cancelled; nobody acts for it any more.|Name another one of yours in X-Organisation-Id, see GET /v1/me.',
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
    '单位已注册|该统一社会信用代码已注册。|请登录后申请加入该单位 POST /v1/join-requests，或请其管理员邀请您。',
    'Already registered|This unified social credit code is registered.|Sign in and ask to join it with POST /v1/join-requests, or let its administrator invite you.',
  ),
  'identity.id_number_taken': entry(
    'conflict',
    '身份证号已登记|该身份证号已在另一个账号上登记。|请核对号码；如号码无误，请联系平台运营方。',
    'ID number already registered|Another account has this ID number.|Check the number; if it is right, ask the operator of the platform.',
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
  'identity.duties_apart': entry(
    'conflict',
    '职责须分离|系统、安全、审计管理员须由三人分别担任，且只能由安全管理员授予他人。|请由安全管理员另行指定人员。',
    'Duties are kept apart|System, security and audit administrator are three people, named by the security administrator and never by themselves.|Let the security administrator name somebody else.',
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
  'identity.membership_over': entry(
    'conflict',
    '成员已离开|该成员已离开本单位。|如需恢复，请重新邀请 POST /v1/invitations。',
    'Membership over|This person has left the organisation.|Invite them again with POST /v1/invitations.',
  ),
  'identity.already_member': entry(
    'conflict',
    '已是成员|此人已是该单位成员。|成员的角色可用 PATCH /v1/memberships/(id) 修改。',
    'Already a member|This person belongs to the organisation.|Change their roles with PATCH /v1/memberships/(id).',
  ),
  'identity.organisation_closed': entry(
    'conflict',
    '单位不接收成员|该单位已注销或尚未认领，不能加入。|请核对单位名称和统一社会信用代码。',
    'Closed|This organisation is cancelled or not claimed yet; nobody can join it.|Check its name and unified social credit code.',
  ),
  'identity.under_review': entry(
    'conflict',
    '正在核验|核验期间不能修改单位名称。|请等待核验结果后再修改。',
    'Under review|The name cannot change while the organisation is being verified.|Wait for the outcome and change it then.',
  ),
  'identity.never_verified': entry(
    'conflict',
    '从未核验|该单位冻结前未通过核验，不能直接解除。|请退回 POST /v1/organisations/(id)/return，由其重新提交材料。',
    'Never verified|This organisation was not verified before it was frozen.|Return it with POST /v1/organisations/(id)/return, so that it submits its evidence.',
  ),
  'identity.own_organisation': entry(
    'forbidden',
    '须回避|您属于或曾属于该单位，不能审核。|请由平台的其他人员审核。',
    'Your own organisation|You belong, or once belonged, to this organisation and cannot judge it.|Leave it to a colleague.',
  ),
  'identity.request_open': entry(
    'conflict',
    '已有申请|您对该单位已有未处理的申请。|请在 GET /v1/join-requests 查看进度。',
    'Already asked|You have an open request to this organisation.|See GET /v1/join-requests for how it stands.',
  ),
  'identity.too_many_requests': entry(
    'conflict',
    '申请过多|同时最多有 {limit} 个未处理的加入申请。|请等待处理或撤回其中一些。',
    'Too many requests|At most {limit} requests to join may be open at the same time.|Wait for an answer or withdraw some.',
  ),
  'identity.no_claim': entry(
    'conflict',
    '无需材料|该单位已有管理员，由其决定您的申请。|请等待管理员处理。',
    'No evidence needed|The organisation has administrators, who decide on your request.|Wait for their answer.',
  ),
  'identity.evidence_missing': entry(
    'conflict',
    '缺少证明材料|申请人尚未提交证明材料，不能认领单位。|请等待其提交材料，或拒绝申请。',
    'No evidence yet|The claimant has submitted no evidence.|Wait for it, or refuse the request.',
  ),
  'identity.invitation_open': entry(
    'conflict',
    '已有邀请|该手机号已有未处理的邀请。|请等待其答复，或先撤销该邀请（GET /v1/invitations）。',
    'Already invited|This phone has an open invitation.|Wait for the answer, or revoke it first (GET /v1/invitations).',
  ),
  'identity.invitation_over': entry(
    'conflict',
    '邀请无效|该邀请不存在、已处理、已过期，或不是发给您的。|请联系单位管理员重新邀请。',
    'Invitation over|This invitation never was, was answered, has expired or is for another person.|Ask the administrator for another one.',
  ),
} satisfies Record<string, CatalogueEntry>;
