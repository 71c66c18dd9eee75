import { type CatalogueEntry, entry } from './entry';

export const imports = {
  // Imports: mappings and columns
  'imports.unknown_kind': entry(
    'unprocessable',
    '没有此导入类型|没有这种导入类型。|可用的类型见 GET /v1/import-kinds。',
    'Unknown kind|There is no such kind of import.|See GET /v1/import-kinds for those there are.',
  ),
  'imports.unknown_mapping': entry(
    'unprocessable',
    '没有此列映射|贵单位没有该类型的这个列映射。|见 GET /v1/import-mappings。',
    'Unknown mapping|Your organisation has no such mapping of this kind.|See GET /v1/import-mappings.',
  ),
  'imports.unknown_fields': entry(
    'unprocessable',
    '字段不存在|没有这些字段：{fields}。|可用的字段见 GET /v1/import-kinds。',
    'Unknown fields|There are no fields {fields}.|See GET /v1/import-kinds for those there are.',
  ),
  'imports.repeated_fields': entry(
    'unprocessable',
    '字段重复|以下字段对应了多个列：{fields}。|每个字段只能对应一列。',
    'Repeated fields|These fields have several columns: {fields}.|Give each field one column.',
  ),
  'imports.bad_unit': entry(
    'unprocessable',
    '单位不适用|{field} 不能使用单位 {unit}。',
    'Unit does not fit|{field} cannot be given in {unit}.',
  ),
  'imports.missing_columns': entry(
    'unprocessable',
    '缺少列|表格中没有映射里的这些列：{columns}。|请检查表头或修改映射。',
    'Columns missing|The sheet lacks these columns of the mapping: {columns}.|Check the header or change the mapping.',
  ),
  'imports.unmapped_fields': entry(
    'unprocessable',
    '缺少必要的列|表格中没有这些列：{fields}。|请使用模板的列名，或先用 POST /v1/import-mappings 建立映射。',
    'Columns needed|The sheet has no columns {fields}.|Name them as in the template, or keep a mapping by POST /v1/import-mappings first.',
  ),
  // Imports: rows
  'imports.unreadable': entry(
    'unprocessable',
    '无法读取|这些列的内容无法读取：{columns}。|请更正后重新上传。',
    'Cannot be read|These cells cannot be read: {columns}.|Put them right and upload the sheet again.',
  ),
  'imports.blank': entry(
    'unprocessable',
    '必填项为空|这些列不能为空：{columns}。',
    'Required|These cells must not be blank: {columns}.',
  ),
  'imports.repeated_row': entry(
    'conflict',
    '表内重复|与第 {firstRow} 行是同一条记录。',
    'Repeated row|It is the same record as row {firstRow}.',
  ),
  'imports.ambiguous': entry(
    'conflict',
    '编号指向多条记录|这一行的编号分属不同的记录。|请核对编号。',
    'Several records|The codes of this row belong to different records.|Check the codes.',
  ),
  'imports.no_unit': entry(
    'unprocessable',
    '缺少使用单位|使用单位名称和统一社会信用代码至少填写一项。',
    'No user unit|Give the name or the unified social credit code of the user unit.',
  ),
  'imports.ambiguous_unit': entry(
    'conflict',
    '单位名称不唯一|有多个单位叫“{name}”。|请填写统一社会信用代码。',
    'Ambiguous unit|Several organisations are called “{name}”.|Give the unified social credit code.',
  ),
  'imports.fault': entry(
    'internal',
    '无法保存|这一行无法保存。|请检查特殊的字符和数值；仍不行请联系平台。',
    'Cannot be stored|This row cannot be stored.|Look for unusual characters and figures; if there are none, tell the platform.',
  ),
  // Imports: what can be done with them
  'imports.over': entry('conflict', '导入已结束|导入已完成或已取消。', 'Over|The import is finished or cancelled.'),
  'imports.file_gone': entry(
    'conflict',
    '文件已删除|导入结束一段时间后，上传的表格已按规定删除。|请重新上传表格；已导入的行不会重复。',
    'Sheet removed|The sheet is no longer kept, because its import ended some time ago.|Upload it again; rows that were taken are not doubled.',
  ),
  'imports.not_failed': entry(
    'conflict',
    '导入没有失败|只有失败的导入可以重试。',
    'Not failed|Only a failed import can be tried again.',
  ),
} satisfies Record<string, CatalogueEntry>;
