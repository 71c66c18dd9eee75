import { type CatalogueEntry, entry } from './entry';

export const elevators = {
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
    '设备不存在|没有这台设备，或您的单位无权为它报检。|请核对编号；代使用单位报检须先取得其委托，见 POST /v1/mandates。',
    'Unknown device|There is no such device, or your organisation may not file for it.|Check the code; who files for a user unit needs its mandate first, see POST /v1/mandates.',
  ),
  'elevators.no_mandate': entry(
    'unprocessable',
    '没有报检委托|贵单位今天没有该使用单位对这台设备的有效报检委托。|请通过 POST /v1/mandates 请使用单位委托（含 file 范围），由其接受后再报检。',
    'No mandate to file|Your organisation holds no mandate of the user unit to file for this device today.|Offer the user unit a mandate with the scope file by POST /v1/mandates, and file once it is accepted.',
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
  'elevators.documents_missing': entry(
    'conflict',
    '缺少材料|提交报检前须附上材料：{missing}。|请先上传附件 POST /v1/attachments。',
    'Documents missing|A filing cannot be submitted without: {missing}.|Attach them first: POST /v1/attachments.',
  ),
} satisfies Record<string, CatalogueEntry>;
