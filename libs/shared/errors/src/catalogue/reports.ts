import { type CatalogueEntry, entry } from './entry';

export const reports = {
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
} satisfies Record<string, CatalogueEntry>;
