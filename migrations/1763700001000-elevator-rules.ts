import type { MigrationInterface, QueryRunner } from 'typeorm';

// Every valid_to / effective_to is the last day in force, hence daterange(…, '[]').
const tables = `
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE districts (
  code text CONSTRAINT districts_pkey PRIMARY KEY, name_zh text NOT NULL, name_en text NOT NULL,
  kind text NOT NULL, valid_from date NOT NULL, valid_to date,
  merged_into text CONSTRAINT districts_merged_into_fkey REFERENCES districts (code),
  CONSTRAINT districts_code_check CHECK (code ~ '^[1-8][0-9]{5}$'),
  CONSTRAINT districts_kind_check CHECK (kind IN ('civil', 'statistical')),
  CONSTRAINT districts_dates_check CHECK (valid_to >= valid_from),
  CONSTRAINT districts_merged_into_check CHECK (merged_into IS NULL OR (valid_to IS NOT NULL AND merged_into <> code))
);
CREATE TABLE elevator_categories (
  code text CONSTRAINT elevator_categories_pkey PRIMARY KEY, name_zh text NOT NULL, name_en text NOT NULL,
  CONSTRAINT elevator_categories_code_check CHECK (code ~ '^3[0-9A-Z]{2}0$')
);
CREATE TABLE elevator_schedule_rules (
  version text CONSTRAINT elevator_schedule_rules_pkey PRIMARY KEY, inspection_years smallint[] NOT NULL,
  annual_after_year smallint NOT NULL, early_inspection_months smallint NOT NULL, early_self_test_months smallint NOT NULL,
  effective_from date NOT NULL, effective_to date, source text NOT NULL,
  CONSTRAINT elevator_schedule_rules_years_check
    CHECK (array_position(inspection_years, NULL) IS NULL AND 0 < ALL (inspection_years)),
  CONSTRAINT elevator_schedule_rules_counts_check CHECK (annual_after_year BETWEEN 0 AND 99
    AND early_inspection_months BETWEEN 0 AND 11 AND early_self_test_months BETWEEN 0 AND 11),
  CONSTRAINT elevator_schedule_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT elevator_schedule_rules_dates_excl EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE elevator_conclusion_rules (
  version text CONSTRAINT elevator_conclusion_rules_pkey PRIMARY KEY, max_general_issues smallint NOT NULL,
  effective_from date NOT NULL, effective_to date, source text NOT NULL, confidence text NOT NULL,
  CONSTRAINT elevator_conclusion_rules_limit_check CHECK (max_general_issues >= 0),
  CONSTRAINT elevator_conclusion_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT elevator_conclusion_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT elevator_conclusion_rules_dates_excl EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE elevator_fee_rules (
  id text CONSTRAINT elevator_fee_rules_pkey PRIMARY KEY, tariff text NOT NULL,
  region text NOT NULL, category_prefix text NOT NULL, base_fen integer NOT NULL, steps jsonb NOT NULL,
  effective_from date NOT NULL, effective_to date, charge_nature text NOT NULL, document_no text NOT NULL,
  source text NOT NULL, confidence text NOT NULL,
  CONSTRAINT elevator_fee_rules_region_check CHECK (region ~ '^[1-8][0-9]{1,5}$' OR region = 'pilot'),
  CONSTRAINT elevator_fee_rules_category_prefix_check CHECK (category_prefix ~ '^3[0-9A-Z]{0,3}$'),
  CONSTRAINT elevator_fee_rules_base_fen_check CHECK (base_fen >= 0),
  CONSTRAINT elevator_fee_rules_steps_check CHECK (jsonb_typeof(steps) = 'array'),
  CONSTRAINT elevator_fee_rules_charge_nature_check CHECK (charge_nature IN ('operational', 'non_tax', 'free')),
  CONSTRAINT elevator_fee_rules_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT elevator_fee_rules_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT elevator_fee_rules_dates_excl EXCLUDE USING gist
    (region WITH =, category_prefix WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE elevator_inspection_items (
  item_set text NOT NULL, no smallint NOT NULL,
  name_zh text NOT NULL, name_en text NOT NULL, is_key boolean NOT NULL,
  effective_from date NOT NULL, effective_to date, source text NOT NULL, confidence text NOT NULL,
  CONSTRAINT elevator_inspection_items_pkey PRIMARY KEY (item_set, no, effective_from),
  CONSTRAINT elevator_inspection_items_item_set_check CHECK (item_set IN ('lift', 'escalator')),
  CONSTRAINT elevator_inspection_items_no_check CHECK (no > 0),
  CONSTRAINT elevator_inspection_items_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT elevator_inspection_items_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT elevator_inspection_items_dates_excl EXCLUDE USING gist
    (item_set WITH =, no WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
`;

// GB/T 2260; the year a district became what it is, 1 January where the day is not known. 370601, 370671 and 370676
// stand in the statistics bureau's lists only, from the edition of 2016.
const districtsAndCategories = `
INSERT INTO districts (code, name_zh, name_en, kind, valid_from, valid_to, merged_into) VALUES
  ('370600', '烟台市', 'Yantai City', 'civil', '1983-01-01', NULL, NULL),
  ('370601', '市辖区', 'Yantai municipal districts (statistics)', 'statistical', '2016-01-01', NULL, NULL),
  ('370602', '芝罘区', 'Zhifu District', 'civil', '1983-01-01', NULL, NULL),
  ('370611', '福山区', 'Fushan District', 'civil', '1983-01-01', NULL, NULL),
  ('370612', '牟平区', 'Muping District', 'civil', '1994-01-01', NULL, NULL),
  ('370613', '莱山区', 'Laishan District', 'civil', '1994-01-01', NULL, NULL),
  ('370614', '蓬莱区', 'Penglai District', 'civil', '2020-06-05', NULL, NULL),
  ('370634', '长岛县', 'Changdao County', 'civil', '1983-01-01', '2020-06-04', '370614'),
  ('370671', '烟台高新技术产业开发区', 'Yantai High-tech Zone', 'statistical', '2016-01-01', NULL, NULL),
  ('370676', '烟台经济技术开发区', 'Yantai Development Area', 'statistical', '2016-01-01', NULL, NULL),
  ('370681', '龙口市', 'Longkou City', 'civil', '1986-01-01', NULL, NULL),
  ('370682', '莱阳市', 'Laiyang City', 'civil', '1987-01-01', NULL, NULL),
  ('370683', '莱州市', 'Laizhou City', 'civil', '1988-01-01', NULL, NULL),
  ('370684', '蓬莱市', 'Penglai City', 'civil', '1991-01-01', '2020-06-04', '370614'),
  ('370685', '招远市', 'Zhaoyuan City', 'civil', '1991-01-01', NULL, NULL),
  ('370686', '栖霞市', 'Qixia City', 'civil', '1995-01-01', NULL, NULL),
  ('370687', '海阳市', 'Haiyang City', 'civil', '1996-01-01', NULL, NULL);

INSERT INTO elevator_categories (code, name_zh, name_en) VALUES
  ('3110', '曳引驱动乘客电梯', 'Traction passenger lift'), ('3120', '曳引驱动载货电梯', 'Traction goods lift'),
  ('3130', '强制驱动载货电梯', 'Positive-drive goods lift'), ('3210', '液压乘客电梯', 'Hydraulic passenger lift'),
  ('3220', '液压载货电梯', 'Hydraulic goods lift'), ('3310', '自动扶梯', 'Escalator'), ('3320', '自动人行道', 'Moving walk'),
  ('3410', '防爆电梯', 'Explosion-proof lift'), ('3420', '消防员电梯', 'Firefighters lift'), ('3430', '杂物电梯', 'Dumbwaiter');
`;

const scheduleAndConclusionRules = `
INSERT INTO elevator_schedule_rules VALUES
  ('t7001-2009', '{}', 0, 1, 0, '2010-04-01', '2023-04-01',
   'TSG T7001-2009: periodic inspection every year, by the month; one month early is the filing month of the Special Equipment Safety Law art. 40, the edition itself names no limit'),
  ('t7001-2023', '{1,4,7,9,11,13,15}', 15, 2, 1, '2023-04-02', NULL,
   'TSG T7001-2023 section 4.1 and TSG T7008-2023; the first year of force was a transition to 2024-04-02');

INSERT INTO elevator_conclusion_rules VALUES
  ('t7001-2023', 3, '2023-04-02', NULL,
   'TSG T7001-2023 as applied by one province''s inspection institute; text of the TSG not seen: to be confirmed by the institution',
   'low');
`;

const floors =
  '{"kind": "per_step_fen", "code": "floors", "label": {"zh": "7层起每层加收", "en": "Each floor from the 7th"},' +
  ' "field": "floors", "above": "6", "every": "1", "rounding": "up", "fen": 2500}';

const pilotSource =
  'Pilot tariff of another province (2021-07-01 to 2023-04-19), governor check included; kept as a reference, covers no district of Yantai';

const pilotFees = `
INSERT INTO elevator_fee_rules
SELECT 'pilot-2021-' || prefix, 'pilot-2021', 'pilot', prefix, base_fen, steps::jsonb, '2021-07-01', '2023-04-19',
       'operational', 'not identified', '${pilotSource}', 'medium'
FROM (VALUES
  ('31', 38000, '[${floors}]'), ('32', 38000, '[${floors}]'), ('34', 38000, '[${floors}]'), ('3430', 22000, '[]'),
  ('3310', 30000, '[{"kind": "per_step_percent", "code": "lift_height",
    "label": {"zh": "提升高度超过6m每2m加收10%", "en": "Each started 2 m of rise over 6 m"},
    "field": "liftHeightM", "above": "6", "every": "2", "rounding": "up", "percent": 10}]'),
  ('3320', 30000, '[{"kind": "per_step_percent", "code": "section_length",
    "label": {"zh": "使用区段长度超过30m每5m加收10%", "en": "Each started 5 m of length over 30 m"},
    "field": "sectionLengthM", "above": "30", "every": "5", "rounding": "up", "percent": 10}]')
) AS tariff (prefix, base_fen, steps);
`;

const shandongSource =
  'Surcharges: Shandong notice in force from 2020-07-01. Base price: borrowed from the pilot tariff of another province, ' +
  'because the Shandong base table is unknown. To be confirmed by the institution before anything is charged';

// "Each further 12 m" without a word on started steps: only full steps are charged.
const shandongFees = `
INSERT INTO elevator_fee_rules
SELECT 'sd-2020-' || prefix, 'sd-2020', '37', prefix, base_fen, steps::jsonb, '2020-07-01', NULL,
       'operational', '山东省发展改革委、山东省财政厅《关于重新明确特种设备检验检测收费标准等有关问题的通知》',
       '${shandongSource}', 'low'
FROM (VALUES
  ('31', 38000, '[${floors}]'),
  ('32', 38000, '[${floors}, {"kind": "always_percent", "code": "hydraulic",
    "label": {"zh": "液压电梯1.5倍", "en": "Hydraulic lift, 1.5 times"}, "percent": 50}]'),
  ('3410', 38000, '[${floors}, {"kind": "always_percent", "code": "special",
    "label": {"zh": "特种电梯1.2倍", "en": "Special lift, 1.2 times"}, "percent": 20}]'),
  ('3420', 38000, '[${floors}]'), ('3430', 22000, '[]'),
  ('3310', 30000, '[{"kind": "once_percent", "code": "lift_height",
    "label": {"zh": "提升高度超过6m加收20%", "en": "Rise over 6 m"}, "field": "liftHeightM", "above": "6", "percent": 20},
    {"kind": "per_step_percent", "code": "section_length",
    "label": {"zh": "使用区段长度超过12m每增加12m加收30%", "en": "Each further 12 m of length over 12 m"},
    "field": "sectionLengthM", "above": "12", "every": "12", "rounding": "down", "percent": 30, "optional": true},
    {"kind": "flag_percent", "code": "public_transport",
    "label": {"zh": "公共交通型加收30%", "en": "Public transport type"}, "flag": "isPublicTransport", "percent": 30}]'),
  ('3320', 30000, '[{"kind": "per_step_percent", "code": "section_length",
    "label": {"zh": "使用区段长度超过12m每增加12m加收20%", "en": "Each further 12 m of length over 12 m"},
    "field": "sectionLengthM", "above": "12", "every": "12", "rounding": "down", "percent": 20},
    {"kind": "flag_percent", "code": "public_transport",
    "label": {"zh": "公共交通型加收10%", "en": "Public transport type"}, "flag": "isPublicTransport", "percent": 10}]')
) AS tariff (prefix, base_fen, steps);
`;

// Lift items 32 to 43 are not performed when the balance coefficient (31) fails. Lift key items are those of one
// province's form; of the escalator list the safety devices are key.
const inspectionItems = `
INSERT INTO elevator_inspection_items
SELECT item_set, no, name_zh, name_en, is_key, '2023-04-02', NULL,
       'Items of TSG T7001-2023 in short; order, names and key items to be confirmed by the institution', 'low'
FROM (VALUES
  ('lift', 1, '使用登记与安全管理资料', 'Use registration and safety documents', false),
  ('lift', 2, '维护保养与年度自行检查记录', 'Maintenance and annual self-check records', false),
  ('lift', 3, '机房(机器空间)通道与照明', 'Access to and lighting of the machine space', false),
  ('lift', 4, '主开关', 'Main switch', true),
  ('lift', 5, '机房环境与警示标识', 'Machine-space conditions and warning signs', false),
  ('lift', 6, '驱动主机状况', 'Condition of the driving machine', false),
  ('lift', 7, '制动器', 'Brake', true),
  ('lift', 8, '曳引轮与导向轮', 'Traction sheave and pulleys', false),
  ('lift', 9, '紧急操作与手动救援装置', 'Emergency operation and manual rescue device', true),
  ('lift', 10, '限速器及其校验', 'Overspeed governor and its calibration', true),
  ('lift', 11, '控制柜、接地与绝缘', 'Control cabinet, earthing and insulation', false),
  ('lift', 12, '门旁路装置与门回路检测', 'Door bypass device and door-circuit monitoring', true),
  ('lift', 13, '制动器故障保护', 'Brake fault protection', true),
  ('lift', 14, '井道封闭与照明', 'Well enclosure and lighting', false),
  ('lift', 15, '导轨', 'Guide rails', false),
  ('lift', 16, '对重(平衡重)固定与标识', 'Counterweight fixing and marking', false),
  ('lift', 17, '随行电缆与井道电气', 'Travelling cables and well wiring', false),
  ('lift', 18, '极限开关', 'Final limit switches', true),
  ('lift', 19, '轿顶护栏与检修装置', 'Car-roof balustrade and inspection control', false),
  ('lift', 20, '轿厢面积与铭牌', 'Car area and rating plate', false),
  ('lift', 21, '轿厢照明、通风与应急照明', 'Car lighting, ventilation and emergency light', false),
  ('lift', 22, '紧急报警装置', 'Emergency alarm and intercom', false),
  ('lift', 23, '门间隙(客梯≤6mm、货梯≤10mm)', 'Door gaps (passenger ≤ 6 mm, goods ≤ 10 mm)', false),
  ('lift', 24, '轿厢安全窗(门)验证', 'Car emergency exit verification', true),
  ('lift', 25, '门入口防护装置', 'Door protective device', true),
  ('lift', 26, '层门自动关闭与紧急开锁', 'Landing-door self-closing and emergency unlocking', true),
  ('lift', 27, '门锁啮合(≥7mm)', 'Door-lock engagement (≥ 7 mm)', true),
  ('lift', 28, '门锁紧与门关闭电气验证', 'Electrical verification of door locking and closing', true),
  ('lift', 29, '悬挂装置与端接', 'Suspension ropes and terminations', true),
  ('lift', 30, '缓冲器与底坑停止装置', 'Buffers and pit stop switch', true),
  ('lift', 31, '平衡系数', 'Balance coefficient', true),
  ('lift', 32, '平层准确度', 'Stopping accuracy', false),
  ('lift', 33, '轿厢限速器-安全钳联动试验', 'Car governor and safety-gear test', true),
  ('lift', 34, '对重限速器-安全钳联动试验', 'Counterweight governor and safety-gear test', true),
  ('lift', 35, '轿厢上行超速保护试验', 'Ascending car overspeed protection test', true),
  ('lift', 36, '轿厢意外移动保护试验', 'Unintended car movement protection (UCMP) test', true),
  ('lift', 37, '超载保护试验', 'Overload protection test', true),
  ('lift', 38, '空载曳引力试验', 'Empty-car traction test', true),
  ('lift', 39, '上行制动工况曳引检查', 'Traction check, braking upwards', true),
  ('lift', 40, '下行制动工况曳引检查', 'Traction check, braking downwards', true),
  ('lift', 41, '制动试验(125%额定载重量)', 'Brake test (125 % of the rated load)', true),
  ('lift', 42, '应急救援试验', 'Rescue test', true),
  ('lift', 43, '运行试验', 'Running test', false),
  ('escalator', 1, '使用登记与安全管理资料', 'Use registration and safety documents', false),
  ('escalator', 2, '维护保养与年度自行检查记录', 'Maintenance and annual self-check records', false),
  ('escalator', 3, '驱动站与转向站环境', 'Drive and return stations', false),
  ('escalator', 4, '主开关', 'Main switch', true),
  ('escalator', 5, '接地与绝缘', 'Earthing and insulation', false),
  ('escalator', 6, '使用须知与安全标志', 'Instructions and safety signs', false),
  ('escalator', 7, '出入口与周边防护', 'Landings and protection of the surroundings', false),
  ('escalator', 8, '扶手带入口保护', 'Handrail entry protection', true),
  ('escalator', 9, '围裙板间隙与防夹装置', 'Skirting gaps and deflectors', false),
  ('escalator', 10, '梳齿板安全装置', 'Comb-plate safety device', true),
  ('escalator', 11, '超速与非操纵逆转保护', 'Overspeed and unintended reversal protection', true),
  ('escalator', 12, '驱动元件断裂保护', 'Drive element breakage protection', true),
  ('escalator', 13, '梯级(踏板)下陷保护', 'Step or pallet sagging protection', true),
  ('escalator', 14, '梯级(踏板)缺失保护', 'Missing step or pallet protection', true),
  ('escalator', 15, '扶手带速度偏离保护', 'Handrail speed monitoring', true),
  ('escalator', 16, '检修盖板与楼层板监控', 'Inspection cover and floor plate monitoring', true),
  ('escalator', 17, '附加制动器', 'Auxiliary brake', true),
  ('escalator', 18, '紧急停止装置', 'Emergency stop', true),
  ('escalator', 19, '检修控制装置', 'Inspection control', false),
  ('escalator', 20, '制停距离与运行试验', 'Stopping distance and running test', true)
) AS item (item_set, no, name_zh, name_en, is_key);
`;

/** Districts and the dated rules of the elevator line: categories, year schedule, conclusions, fees, inspection items. */
export class ElevatorRules1763700001000 implements MigrationInterface {
  name = 'ElevatorRules1763700001000';

  async up(db: QueryRunner): Promise<void> {
    const rules = [districtsAndCategories, scheduleAndConclusionRules, pilotFees, shandongFees, inspectionItems];
    for (const sql of [tables, ...rules]) await db.query(sql);
  }

  async down(db: QueryRunner): Promise<void> {
    // btree_gist stays: other tables use it.
    await db.query(`DROP TABLE elevator_inspection_items, elevator_fee_rules, elevator_conclusion_rules,
      elevator_schedule_rules, elevator_categories, districts`);
  }
}
