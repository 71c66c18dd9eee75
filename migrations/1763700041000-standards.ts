import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = `
CREATE TABLE standards (
  id uuid CONSTRAINT standards_pkey PRIMARY KEY,
  number text NOT NULL CONSTRAINT standards_number_key UNIQUE,
  series text NOT NULL,
  level text NOT NULL,
  title text NOT NULL,
  title_en text,
  issued_on date,
  effective_on date NOT NULL,
  abolished_on date,
  replaces text[] NOT NULL DEFAULT '{}',
  adopts text,
  adoption_degree text,
  ics text,
  ccs text,
  department text,
  committee text,
  url text,
  source text NOT NULL,
  confidence text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT standards_level_check CHECK (level IN (
    'law', 'national', 'industry', 'local', 'group', 'enterprise', 'metrology', 'safety', 'international')),
  CONSTRAINT standards_series_check CHECK (starts_with(number, series)),
  CONSTRAINT standards_dates_check CHECK (issued_on <= effective_on AND abolished_on > effective_on),
  CONSTRAINT standards_adoption_check CHECK (
    (adopts IS NULL) = (adoption_degree IS NULL) AND adoption_degree IN ('idt', 'mod', 'neq')),
  CONSTRAINT standards_ics_check CHECK (ics ~ '^[0-9]{2}([.][0-9]{3}([.][0-9]{2})?)?$'),
  CONSTRAINT standards_ccs_check CHECK (ccs ~ '^[A-Z][0-9]{2}$'),
  CONSTRAINT standards_confidence_check CHECK (confidence IN ('high', 'medium', 'low'))
);
CREATE INDEX standards_replaces_idx ON standards USING gin (replaces);
CREATE INDEX standards_series_idx ON standards (series, id);
CREATE INDEX standards_effective_on_idx ON standards (effective_on, id);`;

// Metadata only: texts of standards are under copyright. Days of low confidence are known to the year.
const named = `
INSERT INTO standards (id, number, series, level, title, issued_on, effective_on, abolished_on, replaces, adopts,
  adoption_degree, source, confidence)
SELECT gen_random_uuid(), v.number, v.series, v.level, v.title, v.issued_on::date, v.effective_on::date,
  v.abolished_on::date, v.replaces::text[], v.adopts, v.adoption_degree, v.source, v.confidence
FROM (VALUES
  ('中华人民共和国计量法', '中华人民共和国计量法', 'law', '中华人民共和国计量法', '1985-09-06', '1986-07-01', NULL, '{}', NULL, NULL, '2018 修正', 'high'),
  ('中华人民共和国特种设备安全法', '中华人民共和国特种设备安全法', 'law', '中华人民共和国特种设备安全法', '2013-06-29', '2014-01-01', NULL, '{}', NULL, NULL, '主席令第四号', 'high'),
  ('中华人民共和国标准化法', '中华人民共和国标准化法', 'law', '中华人民共和国标准化法', '2017-11-04', '2018-01-01', NULL, '{}', NULL, NULL, '2017 修订', 'high'),
  ('中华人民共和国电子签名法', '中华人民共和国电子签名法', 'law', '中华人民共和国电子签名法', '2004-08-28', '2005-04-01', NULL, '{}', NULL, NULL, '2019 修正', 'high'),
  ('山东省计量条例', '山东省计量条例', 'law', '山东省计量条例', NULL, '2020-07-24', NULL, '{}', NULL, NULL, '山东省人大常委会', 'low'),
  ('山东省特种设备安全条例', '山东省特种设备安全条例', 'law', '山东省特种设备安全条例', '2015-12-03', '2016-03-01', NULL, '{}', NULL, NULL, '山东省人大常委会', 'low'),
  ('TSG T7001-2009', 'TSG T7001', 'safety', '电梯监督检验和定期检验规则——曳引与强制驱动电梯', NULL, '2010-04-01', '2024-04-02', '{}', NULL, NULL, 'TSG T7001-2009', 'medium'),
  ('TSG T7001-2023', 'TSG T7001', 'safety', '电梯监督检验和定期检验规则', NULL, '2023-04-02', NULL, '{TSG T7001-2009}', NULL, NULL, 'TSG T7001-2023', 'high'),
  ('TSG T7008-2023', 'TSG T7008', 'safety', '电梯自行检测规则', NULL, '2023-04-02', NULL, '{}', NULL, NULL, 'TSG T7008-2023', 'high'),
  ('TSG T5002-2017', 'TSG T5002', 'safety', '电梯维护保养规则', '2017-01-16', '2017-08-01', NULL, '{}', NULL, NULL, 'TSG T5002-2017', 'medium'),
  ('TSG 08-2017', 'TSG 08', 'safety', '特种设备使用管理规则', '2017-01-16', '2017-08-01', '2026-05-01', '{}', NULL, NULL, 'TSG 08-2017', 'high'),
  ('TSG 08-2026', 'TSG 08', 'safety', '特种设备使用管理规则', NULL, '2026-05-01', NULL, '{TSG 08-2017}', NULL, NULL, '市场监管总局 2026 年第 6 号公告', 'medium'),
  ('TSG 81-2022', 'TSG 81', 'safety', '场（厂）内专用机动车辆安全技术规程', NULL, '2022-12-01', NULL, '{}', NULL, NULL, 'TSG 81-2022', 'medium'),
  ('JJF 1001-2011', 'JJF 1001', 'metrology', '通用计量术语及定义技术规范', '2011-11-30', '2012-03-01', NULL, '{}', NULL, NULL, 'JJF 1001-2011', 'medium'),
  ('JJF 1059.1-2012', 'JJF 1059.1', 'metrology', '测量不确定度评定与表示', '2012-12-03', '2013-06-03', NULL, '{}', NULL, NULL, 'JJF 1059.1-2012', 'medium'),
  ('JJF 1069-2012', 'JJF 1069', 'metrology', '法定计量检定机构考核规范', NULL, '2012-01-01', NULL, '{}', NULL, NULL, 'JJF 1069-2012', 'low'),
  ('JJF 1071-2010', 'JJF 1071', 'metrology', '国家计量校准规范编写规则', NULL, '2010-01-01', NULL, '{}', NULL, NULL, 'JJF 1071-2010', 'low'),
  ('JJF 1094-2002', 'JJF 1094', 'metrology', '测量仪器特性评定', NULL, '2002-01-01', NULL, '{}', NULL, NULL, 'JJF 1094-2002', 'low'),
  ('GB/T 19001-2016', 'GB/T 19001', 'national', '质量管理体系 要求', '2016-12-30', '2017-07-01', NULL, '{GB/T 19001-2008}', 'ISO 9001:2015', 'idt', 'GB/T 19001-2016', 'high'),
  ('GB/T 19001-2008', 'GB/T 19001', 'national', '质量管理体系 要求', '2008-12-30', '2009-03-01', '2017-07-01', '{}', 'ISO 9001:2008', 'idt', 'GB/T 19001-2008', 'medium'),
  ('GB/T 19022-2003', 'GB/T 19022', 'national', '测量管理体系 测量过程和测量设备的要求', NULL, '2004-03-01', NULL, '{}', 'ISO 10012:2003', 'idt', 'GB/T 19022-2003', 'medium'),
  ('GB 30871-2022', 'GB 30871', 'national', '危险化学品企业特殊作业安全规范', '2022-03-15', '2022-10-01', NULL, '{GB 30871-2014}', NULL, NULL, 'GB 30871-2022', 'high'),
  ('GB/T 33190-2016', 'GB/T 33190', 'national', '电子文件存储与交换格式 版式文档', '2016-10-13', '2017-05-01', NULL, '{}', NULL, NULL, 'GB/T 33190-2016', 'medium'),
  ('GB/T 38540-2020', 'GB/T 38540', 'national', '信息安全技术 安全电子签章密码技术规范', '2020-03-06', '2020-10-01', NULL, '{}', NULL, NULL, 'GB/T 38540-2020', 'medium'),
  ('GB 32100-2015', 'GB 32100', 'national', '法人和其他组织统一社会信用代码编码规则', '2015-09-17', '2015-10-01', NULL, '{}', NULL, NULL, 'GB 32100-2015', 'high'),
  ('GB 11643-1999', 'GB 11643', 'national', '公民身份号码', NULL, '1999-07-01', NULL, '{}', NULL, NULL, 'GB 11643-1999', 'high'),
  ('GB/T 13745-2009', 'GB/T 13745', 'national', '学科分类与代码', NULL, '2009-11-01', NULL, '{}', NULL, NULL, 'GB/T 13745-2009', 'medium'),
  ('GB/T 2260-2007', 'GB/T 2260', 'national', '中华人民共和国行政区划代码', NULL, '2008-02-01', NULL, '{}', NULL, NULL, 'GB/T 2260-2007', 'medium'),
  ('JB/T 10062-1999', 'JB/T 10062', 'industry', '超声探伤用探头 性能测试方法', NULL, '2000-01-01', NULL, '{}', NULL, NULL, 'JB/T 10062-1999', 'low'),
  ('ISO 9001:2015', 'ISO 9001', 'international', '质量管理体系 要求', NULL, '2015-09-15', NULL, '{}', NULL, NULL, 'ISO 9001:2015', 'high'),
  ('ISO/IEC 17025:2017', 'ISO/IEC 17025', 'international', '检测和校准实验室能力的通用要求', NULL, '2017-11-30', NULL, '{}', NULL, NULL, 'ISO/IEC 17025:2017', 'medium')
) AS v (number, series, level, title, issued_on, effective_on, abolished_on, replaces, adopts, adoption_degree, source, confidence);`;

// The regulations by which instruments are verified, as the rules of verification know them.
const regulations = `
INSERT INTO standards (id, number, series, level, title, effective_on, abolished_on, replaces, source, confidence)
SELECT gen_random_uuid(), r.number, r.series, 'metrology', r.title || '检定规程', r.effective_from, r.effective_to + 1,
  array_remove(ARRAY[r.supersedes], NULL), r.source, r.confidence
FROM verification_regulations r WHERE r.number ~ '-[0-9]{4}$';`;

/** Standards, regulations and laws as dated rows: metadata and links, no texts. */
export class Standards1763700041000 implements MigrationInterface {
  name = 'Standards1763700041000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table + named + regulations);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE standards');
  }
}
