import { type CatalogueEntry, entry } from './entry';

export const sheets = {
  // Sheets: files that cannot be read as a whole
  'sheets.encoding': entry(
    'unprocessable',
    '编码无法识别|文件既不是 UTF-8 也不是 GB18030 编码的文本，也不是 xlsx。|请另存为“CSV UTF-8”或 xlsx 后重新上传。',
    'Unknown encoding|The file is neither text in UTF-8 or GB18030 nor an xlsx workbook.|Save it as “CSV UTF-8” or xlsx and upload it again.',
  ),
  'sheets.malformed': entry(
    'unprocessable',
    '文件已损坏|文件无法按表格读取（约第 {rowNo} 行）。|请用表格软件打开并另存后重新上传。',
    'Damaged file|The file cannot be read as a sheet (about row {rowNo}).|Open it in a spreadsheet program, save it anew and upload that.',
  ),
  'sheets.encrypted': entry(
    'unprocessable',
    '文件已加密或版本过旧|加密的工作簿和 xls 格式无法读取。|请去掉密码，另存为 xlsx 后重新上传。',
    'Encrypted or too old|Workbooks with a password and the xls format cannot be read.|Remove the password, save it as xlsx and upload that.',
  ),
  'sheets.macros': entry(
    'unprocessable',
    '含有宏|不接受含宏的工作簿。|请另存为不含宏的 xlsx 后重新上传。',
    'Contains macros|Workbooks with macros are not taken.|Save it as xlsx without macros and upload that.',
  ),
  'sheets.bomb': entry(
    'unprocessable',
    '压缩异常|工作簿解压后的大小异常，已拒绝读取。|请另存为 CSV 后重新上传。',
    'Suspicious compression|The workbook would unpack to an implausible size and is not read.|Save it as CSV and upload that.',
  ),
  'sheets.too_large': entry(
    'too_large',
    '表格过大|表格文件不能超过 50 MB。|请分成几个文件上传。',
    'Sheet too large|A sheet may have 50 MB at most.|Upload it in several files.',
  ),
  'sheets.too_many_rows': entry(
    'unprocessable',
    '行数过多|表格最多 {limit} 行，没有导入任何一行。|请分成几个文件上传。',
    'Too many rows|A sheet may have {limit} rows; none was taken.|Upload it in several files.',
  ),
  'sheets.too_many_columns': entry(
    'unprocessable',
    '列数过多|表格最多 {limit} 列。|请删除多余的列。',
    'Too many columns|A sheet may have {limit} columns.|Delete those that are not needed.',
  ),
  'sheets.no_header': entry(
    'unprocessable',
    '没有表头|第一行应为列名。|请下载模板对照。',
    'No header|The first row must name the columns.|Compare it with the template.',
  ),
  'sheets.duplicate_headers': entry(
    'unprocessable',
    '列名重复|以下列名出现不止一次：{headers}。|请改名或删除重复的列。',
    'Repeated headers|These columns occur more than once: {headers}.|Rename or delete the repeated ones.',
  ),
} satisfies Record<string, CatalogueEntry>;
