import { type CatalogueEntry, entry } from './entry';

export const requests = {
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
  'field.unchanged': entry('invalid', '与原值相同', 'The same as before'),
  'field.repeated': entry('invalid', '重复项', 'Repeated items'),
  'field.not_allowed': entry('invalid', '不在允许的取值之内', 'Not one of the allowed values'),
  'field.unknown_district': entry('invalid', '未知的行政区划代码', 'Unknown district code'),
  'field.unknown_category': entry('invalid', '未知的设备品种代码', 'Unknown category code'),
  'field.unknown_organisation': entry(
    'invalid',
    '没有这样的单位，或该单位不具备此能力',
    'No such organisation, or it lacks this capability',
  ),
  'field.unknown_subject': entry(
    'invalid',
    '没有这样的对象，或不属于委托方',
    'No such subject, or not one of the mandator',
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
  'field.bad_id_number': entry('invalid', '身份证号校验不通过', 'The ID number fails its check'),
  'field.bad_uscc': entry('invalid', '统一社会信用代码校验不通过', 'The unified social credit code fails its check'),
  'field.unreadable_characters': entry('invalid', '含有无法印刷的字符', 'Contains characters that cannot be printed'),
} satisfies Record<string, CatalogueEntry>;
