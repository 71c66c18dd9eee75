import type { Client } from 'pg';

/** A quarter of them are regulations and specifications of metrology. */
const STANDARDS = 2_300;
const SERIES = ['GB/T', 'JB/T', 'DB37/T', 'JJF'];
const THINGS = ['电梯', '自动扶梯', '压力表', '坐标测量机', '电子天平', '热电偶', '水表', '砝码', '流量计', '卡尺'];
const ASPECTS = ['通用技术条件', '试验方法', '安全要求', '校准规范', '术语', '能效限定值', '检验规则'];

/** Fills the register of standards to the size of the one that a city's service keeps; once. */
export async function fillStandards(db: Client): Promise<void> {
  await db.query(
    `INSERT INTO standards (id, number, series, level, title, effective_on, source, confidence)
     SELECT gen_random_uuid(), v.series || '-2019', v.series, CASE WHEN v.series ~ '^JJF' THEN 'metrology' ELSE 'national' END,
       v.thing || ' ' || v.aspect || ' 第 ' || v.no || ' 部分', '2020-01-01', v.series || '-2019', 'medium'
     FROM (SELECT no, ($2::text[])[1 + no % cardinality($2)] || ' ' || 90000 + no AS series,
             ($3::text[])[1 + no % cardinality($3)] AS thing, ($4::text[])[1 + no % cardinality($4)] AS aspect
           FROM generate_series(1, $1::int) AS no) AS v`,
    [STANDARDS, SERIES, THINGS, ASPECTS],
  );
  await db.query('ANALYZE standards');
}
