import { type CatalogueEntry, entry } from './entry';

export const files = {
  // Files that people send
  'files.type_not_allowed': entry(
    'unsupported',
    '不支持的文件类型|不接受 {type} 类型的文件。|可上传：{allowed}。',
    'File type not taken|Files of type {type} are not taken.|Send one of: {allowed}.',
  ),
  'files.content_differs': entry(
    'unsupported',
    '文件内容与声明不符|文件内容是 {found}，而声明为 {type}。|请按实际类型重新上传。',
    'Content differs from its type|The content is {found}, not {type} as it was said to be.|Send it as what it is.',
  ),
  'files.too_large': entry(
    'too_large',
    '文件过大|单个文件不得超过 {mostBytes} 字节。|请压缩或拆分后上传。',
    'File too large|One file has at most {mostBytes} bytes.|Compress or split it.',
  ),
  'files.empty': entry('invalid', '文件为空|文件没有内容。', 'Empty file|The file has no content.'),
  'files.infected': entry(
    'unprocessable',
    '文件未通过安全检查|文件含有不安全的内容，未予保存。|请检查后上传另一份。',
    'File refused by the scan|The file is not safe and was not kept.|Check it and send another one.',
  ),
  'attachments.unknown_kind': entry(
    'invalid',
    '没有这种材料|该事项没有材料种类“{kind}”。|可用种类：{kinds}。',
    'No such document|This record takes no document “{kind}”.|Use one of: {kinds}.',
  ),
  'attachments.too_many': entry(
    'conflict',
    '附件过多|该事项最多可有 {most} 个附件。|请先移除不需要的附件 POST /v1/attachments/{id}/removal。',
    'Too many attachments|This record has at most {most} attachments.|Remove one first: POST /v1/attachments/{id}/removal.',
  ),
  'attachments.closed': entry(
    'conflict',
    '不能再增减附件|该事项现在的状态为 {state}，附件不能再变动。|如需补充材料，请联系受理单位。',
    'Attachments are closed|The record is {state}; its attachments stay as they are.|Ask whoever handles it how to hand in more.',
  ),
  'attachments.not_awaited': entry(
    'conflict',
    '上传已结束|该附件已上传、已移除或上传已过期。|请重新申请上传 POST /v1/attachments。',
    'Upload over|This attachment was uploaded, removed or not sent in time.|Ask for another upload: POST /v1/attachments.',
  ),
  'attachments.send_again': entry(
    'conflict',
    '请重新发送|文件未能保存。|请再次发送同一文件 PUT /v1/attachments/{id}/content。',
    'Send it again|The file could not be kept.|Send the same file once more: PUT /v1/attachments/{id}/content.',
  ),
  // Forms
  'forms.unknown_kind': entry(
    'unprocessable',
    '没有这种单据|没有名为 {kind} 的单据。|可用的有 {kinds}。',
    'No such form|There is no form {kind}.|There are {kinds}.',
  ),
  'forms.too_many': entry(
    'unprocessable',
    '事项过多|一份单据最多含 {most} 件事项。|请分几份打印。',
    'Too many records|One form shows {most} records at most.|Ask for several forms.',
  ),
  'forms.not_ready': entry(
    'conflict',
    '单据还没有生成|单据现在的状态为 {state}。|请稍候，状态见 GET /v1/forms/{id}；失败的请重新申请。',
    'Form not ready|The form is {state}.|Wait for GET /v1/forms/{id} to say ready; ask again when it has failed.',
  ),
} satisfies Record<string, CatalogueEntry>;
