import type { ErrorKind } from './error-kind';

/** Texts of one code; `{name}` is filled from the details, `action` is the next useful step. */
interface Texts {
  title: string;
  detail: string;
  action?: string;
}

export interface CatalogueEntry {
  kind: ErrorKind;
  zh: Texts;
  en: Texts;
}

/** Writes an entry on four short lines: title, detail and, where there is one, action as `title|detail|action`. */
function entry(kind: ErrorKind, zh: string, en: string): CatalogueEntry {
  return { kind, zh: texts(zh), en: texts(en) };
}

function texts(line: string): Texts {
  const [title = '', detail = title, action] = line.split('|');
  return { title, detail, ...(action && { action }) };
}

/** Every refusal of the system, in one place; each has a page at `/problems/{code}`. */
export const catalogue = {
  // Requests
  'request.invalid': entry(
    'invalid',
    '请求内容有误|请求中的一处或多处不符合要求，见 errors。',
    'Invalid request|One or more places of the request are not as required, see errors.',
  ),
  'request.malformed': entry(
    'invalid',
    '请求无法解析|请求不是有效的 JSON 或 URL。',
    'Malformed request|The request is not valid JSON or not a valid URL.',
  ),
  'request.too_deep': entry(
    'invalid',
    '嵌套过深|请求内容最多嵌套 {limit} 层。',
    'Nested too deeply|A request may be nested {limit} levels deep.',
  ),
  'request.unstorable': entry(
    'invalid',
    '内容无法保存|请求中有数据库无法保存的字符、数字或日期。|请检查特殊字符、过大的数字和不存在的日期。',
    'Cannot be stored|The request has a character, number or date that the database cannot hold.|Look for special characters, very large numbers and dates that do not exist.',
  ),
  'request.bad_cursor': entry(
    'invalid',
    '游标无效|该分页游标不是本列表发出的。|请去掉 cursor 从第一页重新读取。',
    'Bad cursor|This cursor was not issued by this list.|Read the list again without cursor.',
  ),
  'request.unknown_route': entry(
    'not_found',
    '没有此地址|该地址或方法不存在。|可用的接口见 /docs。',
    'No such address|There is no such address or method.|See /docs for what there is.',
  ),
  'request.too_large': entry(
    'too_large',
    '请求过大|请求超过允许的大小。|请分成几次提交。',
    'Request too large|The request is larger than allowed.|Send it in parts.',
  ),
  'request.too_many_rows': entry(
    'too_large',
    '行数过多|本批 {rows} 行，最多 {limit} 行。|请分批提交。',
    'Too many rows|This batch has {rows} rows, at most {limit} are allowed.|Send it in several batches.',
  ),
  'request.unsupported_media_type': entry(
    'unsupported',
    '媒体类型不支持|请使用 application/json。',
    'Unsupported media type|Send application/json.',
  ),
  'request.too_many': entry('too_many', '请求过于频繁|请稍后再试。', 'Too many requests|Try again later.'),
  'request.busy': entry(
    'unavailable',
    '正忙|同一记录正在被处理。|请几秒后重试。',
    'Busy|The same record is being worked on.|Try again in a few seconds.',
  ),
  'service.unavailable': entry(
    'unavailable',
    '服务暂不可用|数据库暂时无法访问，数据没有丢失。|请按 Retry-After 重试。',
    'Temporarily unavailable|The database cannot be reached at the moment; nothing is lost.|Try again after Retry-After.',
  ),
  'service.fault': entry(
    'internal',
    '系统故障|系统出现意外错误。|请把 traceId 告知平台。',
    'Fault|Something went wrong on our side.|Tell the platform the traceId.',
  ),
  // Fields
  'field.required': entry('invalid', '必填项缺失', 'Required'),
  'field.unknown': entry('invalid', '未知字段', 'Unknown field'),
  'field.wrong_type': entry('invalid', '格式不正确', 'Wrong type or format'),
  'field.too_long': entry('invalid', '过长', 'Too long'),
  'field.too_short': entry('invalid', '过短', 'Too short'),
  'field.too_many': entry('invalid', '项目过多', 'Too many items'),
  'field.too_few': entry('invalid', '项目过少', 'Too few items'),
  'field.too_small': entry('invalid', '数值过小', 'Too small'),
  'field.too_large': entry('invalid', '数值过大', 'Too large'),
  'field.repeated': entry('invalid', '重复项', 'Repeated items'),
  'field.not_allowed': entry('invalid', '不在允许的取值之内', 'Not one of the allowed values'),
  'field.unknown_district': entry('invalid', '未知的行政区划代码', 'Unknown district code'),
  'field.unknown_category': entry('invalid', '未知的设备品种代码', 'Unknown category code'),
  'field.unknown_organisation': entry(
    'invalid',
    '没有这样的单位，或该单位不具备此能力',
    'No such organisation, or it lacks this capability',
  ),
  'field.bad_registration_code': entry(
    'invalid',
    '设备注册代码应为20位：4位品种、6位区划、6位年月、4位顺序号',
    'A registration code has 20 characters: category 4, district 6, year and month 6, sequence 4',
  ),
  'field.bad_device_code': entry(
    'invalid',
    '设备代码应为17至20位数字或大写字母',
    'A device code has 17 to 20 digits or capital letters',
  ),
  'field.bad_use_registration_no': entry(
    'invalid',
    '使用登记证编号格式不正确，例如 梯11鲁F00123(24)',
    'Not a use registration number, for example 梯11鲁F00123(24)',
  ),
  'field.bad_uscc': entry('invalid', '统一社会信用代码校验不通过', 'The unified social credit code fails its check'),
  'field.unreadable_characters': entry('invalid', '含有无法印刷的字符', 'Contains characters that cannot be printed'),
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
  'identity.last_admin': entry(
    'conflict',
    '至少保留一名管理员|单位必须有一名管理员。|请先指定另一名管理员。',
    'Last administrator|An organisation keeps one administrator.|Name another one first.',
  ),
  // Elevators: devices
  'elevators.device_exists': entry(
    'conflict',
    '设备已登记|{field} 与已登记的设备重复。',
    'Already registered|{field} repeats a registered device.',
  ),
  'elevators.unidentified': entry(
    'unprocessable',
    '缺少设备编号|注册代码、设备代码、使用登记证编号、单位内编号至少填写一项。',
    'No code|Give at least one of registration code, device code, use registration number and internal number.',
  ),
  'elevators.not_your_unit': entry(
    'unprocessable',
    '不能为该单位登记|使用单位只能登记自己的设备。',
    'Not your unit|A user unit registers its own devices only.',
  ),
  'elevators.schedule_fixed': entry(
    'conflict',
    '检验周期已确定|基准月份已登记，使用单位不能更改。|请联系检验机构更正。',
    'Schedule fixed|The base month is registered; the user unit cannot change it.|Ask the inspection institution to correct it.',
  ),
  'elevators.no_institution': entry(
    'unprocessable',
    '请指定检验机构|有多个或没有具备电梯检验资格的机构。|请填写 institutionId，见 GET /v1/organisations?capability=institution。',
    'Name an institution|None or several institutions are approved to inspect elevators.|Set institutionId, see GET /v1/organisations?capability=institution.',
  ),
  // Elevators: filings
  'elevators.unknown_device': entry(
    'unprocessable',
    '设备不存在|没有这台设备，或您的单位无权为它报检。|请核对编号，或由使用单位把维保单位设为贵单位。',
    'Unknown device|There is no such device, or your organisation may not file for it.|Check the code, or let the user unit name you as its maintenance contractor.',
  ),
  'elevators.ambiguous_device': entry(
    'unprocessable',
    '设备不唯一|该编号对应多台设备。|请改用 elevatorId。',
    'Ambiguous device|This number names several devices.|Use elevatorId.',
  ),
  'elevators.duplicate_filing': entry(
    'conflict',
    '重复报检|该设备 {dueYear} 年度已有未办结的报检。|见 existing。',
    'Already filed|The device has an open filing for {dueYear}.|See existing.',
  ),
  'elevators.repeated_row': entry(
    'conflict',
    '批内重复|同一设备在本批第 {firstIndex} 行已出现。',
    'Repeated row|The same device stands in row {firstIndex} of this batch.',
  ),
  'elevators.not_fileable': entry(
    'unprocessable',
    '设备不能报检|设备状态为 {useState}。',
    'Cannot be filed|The device is {useState}.',
  ),
  'elevators.no_due_date': entry(
    'unprocessable',
    '缺少基准月份|设备没有监督检验基准月份，无法确定检验年度。|请先补充 baseMonth。',
    'No base month|Without the base month the inspection year is unknown.|Add baseMonth to the device first.',
  ),
  'elevators.too_early': entry(
    'unprocessable',
    '尚未到报检时间|下次检验为 {dueOn}，最早可约 {earliestOn}。',
    'Too early|The inspection is due on {dueOn}; the earliest day is {earliestOn}.',
  ),
  'elevators.requested_in_past': entry(
    'unprocessable',
    '期望日期已过|期望检验日期早于今天。',
    'Date in the past|The requested day is before today.',
  ),
  'elevators.overdue_opinion_needed': entry(
    'unprocessable',
    '超期需提供监管意见|设备已超期 {overdueMonths} 个月，须提供安全监察部门意见。|请填写 overdueOpinionNo。',
    'Opinion of the authority needed|The device is overdue by {overdueMonths} months.|Give the number of the safety authority’s opinion in overdueOpinionNo.',
  ),
  'elevators.institution_not_approved': entry(
    'unprocessable',
    '机构无核准|检验机构没有当前有效的电梯检验核准。',
    'Institution not approved|The institution has no approval for elevators in force.',
  ),
  'elevators.fee_fact_missing': entry(
    'unprocessable',
    '缺少计费参数|计费需要设备的 {missing}。|请先补充设备参数。',
    'Fact missing for the fee|The fee needs {missing} of the device.|Add it to the device first.',
  ),
  'elevators.no_fee_rule': entry(
    'unprocessable',
    '没有适用的收费标准|该设备在今天没有适用的收费标准。|请平台补充收费标准。',
    'No fee rule|No fee rule is in force for this device today.|Ask the platform to add one.',
  ),
  'elevators.scheduled_too_early': entry(
    'unprocessable',
    '检验日期过早|检验日期不能早于 {earliestOn}。',
    'Scheduled too early|The inspection cannot be before {earliestOn}.',
  ),
  'elevators.inspectors_unqualified': entry(
    'unprocessable',
    '检验员资格不符|以下人员在 {on} 没有有效的电梯检验资格。|有资格的人员见 GET /v1/qualifications?scope=DT。',
    'Inspectors not qualified|These people have no valid elevator licence on {on}.|See GET /v1/qualifications?scope=DT for those who have.',
  ),
  'elevators.site_not_ready': entry(
    'unprocessable',
    '现场条件不符|现场条件不满足检验要求：{unmet}。',
    'Site not ready|The site does not meet the conditions: {unmet}.',
  ),
  'elevators.items_incomplete': entry(
    'unprocessable',
    '检验项目不完整|缺少项目 {missing}，或含有未知项目 {unknown}。',
    'Items incomplete|Items {missing} are missing, items {unknown} are unknown.',
  ),
  'elevators.opinion_notice_needed': entry(
    'unprocessable',
    '需要意见通知书编号|整改后合格须填写检验意见通知书编号。|请填写 opinionNoticeNo。',
    'Opinion notice needed|A pass after rectification needs the number of the inspection opinion notice.|Set opinionNoticeNo.',
  ),
  // Payments
  'payments.unknown_subject': entry(
    'unprocessable',
    '收费对象不存在|以下对象不存在、无权查看或不在待缴费状态。',
    'Unknown subject|These subjects do not exist, are not yours or wait for no payment.',
  ),
  'payments.already_ordered': entry(
    'conflict',
    '已有缴费单|该对象已在缴费单中。|见 existing。',
    'Already ordered|The subject stands in another payment order.|See existing.',
  ),
  'payments.mixed_order': entry(
    'unprocessable',
    '不能合并缴费|一张缴费单只能有一个付款方、一个收款方和一种收费性质。|请分开下单。',
    'Cannot be combined|One order has one payer, one payee and one nature of charge.|Make separate orders.',
  ),
  'payments.amount_differs': entry(
    'unprocessable',
    '金额不符|应收 {expectedFen} 分，确认 {givenFen} 分。',
    'Amount differs|{expectedFen} fen are due, {givenFen} were confirmed.',
  ),
  // Reports
  'reports.same_person': entry(
    'conflict',
    '须由不同人员办理|审核人、批准人不能是编制人。|请由其他人员办理。',
    'Another person is needed|Who prepared the report may not check or approve it.|Let somebody else do it.',
  ),
  'reports.unprintable': entry(
    'unprocessable',
    '含有无法印刷的字符|报告内容 {field} 中的“{character}”没有可用的字形。|请改用其他写法后再次提交。',
    'Cannot be printed|No font draws "{character}" in {field} of the report.|Write it differently and send it again.',
  ),
  'reports.no_file': entry(
    'conflict',
    '文件尚未生成|报告文件尚未生成或生成失败：{state}。',
    'No file yet|The file is not there yet or failed: {state}.',
  ),
  'reports.file_unreadable': entry(
    'unavailable',
    '文件暂不可读|存储的文件无法读取或校验不符。',
    'File unreadable|The stored file cannot be read or differs from its hash.',
  ),
  'reports.not_failed': entry(
    'conflict',
    '任务没有失败|只有失败的任务可以重试。',
    'Not failed|Only a failed job can be tried again.',
  ),
  // Ratings
  'ratings.already_rated': entry('conflict', '已评价|您已评价过此事项。', 'Already rated|You have rated this.'),
} satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
