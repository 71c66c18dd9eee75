import { type CatalogueEntry, entry } from './entry';

export const reports = {
  // Reports
  'reports.same_person': entry(
    'conflict',
    '须由不同人员办理|按规则 {rule}，该报告的编制、审核、批准须由不同人员承担，您已承担其中另一职责。|请由其他人员办理。',
    'Another person is needed|By the rule {rule} nobody holds these duties of one report together: you already hold another.|Let somebody else do it.',
  ),
  'reports.not_in_force': entry(
    'conflict',
    '报告不在有效状态|只有已签发且未被替换、撤销或归档的报告才能更正或撤销；当前状态：{state}。|请查看报告的后续版本或撤销记录。',
    'Not in force|Only a report that is issued, and not replaced, revoked or archived since, can be amended or revoked; it is {state}.|See its successor or its revocation.',
  ),
  'reports.amendment_open': entry(
    'conflict',
    '更正正在办理|该报告已有一份更正正在办理。|请先完成或撤回该更正。',
    'An amendment is under way|An amendment of this report is already under way.|Finish or withdraw it first.',
  ),
  'reports.revocation_open': entry(
    'conflict',
    '撤销正在办理|该报告的撤销已提出，等待另一人确认。|请先确认、拒绝或撤回。',
    'A revocation is under way|A revocation of this report has been proposed and waits for another person.|Confirm, refuse or withdraw it first.',
  ),
  'reports.unprintable': entry(
    'unprocessable',
    '含有无法印刷的字符|报告内容 {field} 中的“{character}”没有可用的字形。|请改用其他写法后再次提交。',
    'Cannot be printed|No font draws "{character}" in {field} of the report.|Write it differently and send it again.',
  ),
  'reports.incomplete': entry(
    'unprocessable',
    '报告内容不完整|报告缺少必备内容，见errors各项及其条款。|请在机构、委托单位、器具或结果中补全后再次提交。',
    'The report is incomplete|It lacks what it must say: see errors, each with its clause.|Complete institution, client, instrument or result and send it again.',
  ),
  'field.report_lacks': entry('invalid', '报告缺少必备内容', 'The report lacks what it must say'),
  'reports.no_match': entry(
    'not_found',
    '查无此报告|报告编号与校验码不符，或报告不存在。|请对照报告二维码下方的编号和校验码，逐字核对后重试。',
    'No such report|Number and check code do not belong together, or there is no such report.|Compare them with what is printed under the QR code.',
  ),
  'reports.no_file': entry(
    'conflict',
    '文件尚未生成|报告文件尚未生成或生成失败：{state}。',
    'No file yet|The file is not there yet or failed: {state}.',
  ),
  'reports.file_unreadable': entry(
    'unavailable',
    '文件暂不可读|存储的文件无法读取或校验不符。|请稍后再试；出具机构可通过 POST /v1/reports/{id}/renderings/{id}/retry 重新生成。',
    'File unreadable|The stored file cannot be read or differs from its hash.|Try again later; the institution can have it made again by POST /v1/reports/{id}/renderings/{id}/retry.',
  ),
  'reports.not_failed': entry(
    'conflict',
    '无需重试|任务没有失败，文件也完好。',
    'Nothing to retry|The job has not failed and its files are intact.',
  ),
  'reports.not_issued': entry(
    'conflict',
    '报告尚未签发|报告尚未签发，没有可用的文件。|请待签发后再办理。',
    'Not issued|The report is not issued; there is no file of it.|Come back once it is issued.',
  ),
  'reports.file_too_large': entry(
    'too_large',
    '文件过大|查验的文件不能超过 20 MB。|请扫描报告上的二维码查验。',
    'File too large|A file to be checked may have 20 MB at most.|Check the report by the address in its code.',
  ),
  // Deliveries
  'reports.not_a_client': entry(
    'unprocessable',
    '收件单位与报告无关|收件单位不是所有这些报告的委托方。|请按委托方分别送达，或不填收件单位。',
    'Not a client|The organisation is no client of all of these reports.|Deliver to each client its own, or leave the organisation out.',
  ),
  'reports.wrong_channel': entry(
    'conflict',
    '送达方式不符|此项送达方式为 {channel}，不适用此操作。',
    'Another channel|This delivery goes by {channel}, which that is not for.',
  ),
  'reports.received_in_future': entry(
    'unprocessable',
    '签收时间有误|签收时间不能晚于现在。',
    'Not yet|Nobody received it later than now.',
  ),
  // Exports
  'reports.export_of_what': entry(
    'unprocessable',
    '未指明报告|请给出 reportIds 或 filter 其中之一。',
    'Which reports|Name either reportIds or a filter.',
  ),
  'reports.export_empty': entry(
    'unprocessable',
    '没有可导出的报告|没有您可以查阅的此类报告。|请先在 GET /v1/reports 中查询。',
    'Nothing to export|There are no such reports that you may read.|Look for them at GET /v1/reports first.',
  ),
  'reports.export_too_large': entry(
    'unprocessable',
    '报告过多|一次最多导出 {most} 份报告。|请按日期分批导出。',
    'Too many reports|One export has at most {most} reports.|Order several, by their dates of issue.',
  ),
  'reports.too_many_exports': entry(
    'too_many',
    '导出任务过多|贵单位已有 {most} 个导出任务在处理。|请待其完成，或取消 POST /v1/report-exports/{id}/cancellation。',
    'Too many exports|Your organisation has {most} exports under way.|Wait for one, or cancel it: POST /v1/report-exports/{id}/cancellation.',
  ),
  'reports.export_over': entry(
    'conflict',
    '导出已结束|导出已完成或已取消。',
    'Over|The export is finished or cancelled.',
  ),
  'reports.export_not_ready': entry(
    'conflict',
    '文件尚未就绪|导出文件尚未就绪：{state}。|进度见 GET /v1/report-exports/{id}。',
    'Not ready|The file is not there: {state}.|See GET /v1/report-exports/{id} for how far it is.',
  ),
  'reports.export_expired': entry(
    'conflict',
    '文件已过期|导出文件已过保存期并已删除。|请重新导出 POST /v1/report-exports。',
    'Expired|The time of the file is over, and it is deleted.|Order another one: POST /v1/report-exports.',
  ),
  'reports.export_outdated': entry(
    'conflict',
    '查阅权限已变更|其中 {gone} 份报告您已无权查阅，文件不再提供。|请重新导出 POST /v1/report-exports，新文件只含您现可查阅的报告。',
    'Rights have changed|You may no longer read {gone} of the reports, so the file is not handed out.|Order another one, of what you may read now: POST /v1/report-exports.',
  ),
} satisfies Record<string, CatalogueEntry>;
