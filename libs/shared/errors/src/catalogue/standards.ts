import { type CatalogueEntry, entry } from './entry';

export const standards = {
  // Standards and regulations
  'standards.bad_number': entry(
    'unprocessable',
    '标准号无法识别|“{number}”不是带年份的标准号。|请按 GB/T 19001-2016、JJG 52-2013、TSG T7001-2023 的写法填写；法律法规请注明 level 为 law。',
    'No number of a standard|{number} is no number of a standard with its year.|Write it like GB/T 19001-2016, JJG 52-2013 or TSG T7001-2023; for a law say level law.',
  ),
  'standards.exists': entry(
    'conflict',
    '标准已在目录中|{number} 已登记。|见 existing，可在该记录上修改。',
    'Already listed|{number} has been entered.|See existing, and change that record.',
  ),
  'standards.unknown': entry(
    'unprocessable',
    '标准未登记|目录中没有 {numbers}。|请核对编号和年份，见 GET /v1/standards；确有该标准的，请联系平台运营登记。',
    'Unknown standard|Nobody has entered {numbers}.|Check number and year, see GET /v1/standards; ask the operators to enter what is missing.',
  ),
} satisfies Record<string, CatalogueEntry>;
