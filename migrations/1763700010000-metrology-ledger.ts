import type { MigrationInterface, QueryRunner } from 'typeorm';

// Every effective_to / valid_to is the last day in force, hence daterange(…, '[]').
const catalogue = `
CREATE TABLE verification_items (
  code text CONSTRAINT verification_items_pkey PRIMARY KEY,
  no smallint NOT NULL,
  name_zh text NOT NULL,
  CONSTRAINT verification_items_code_check CHECK (code ~ '^QJ-[0-9]{2,3}$'),
  CONSTRAINT verification_items_no_key UNIQUE (no)
);
CREATE TABLE verification_item_terms (
  item_code text NOT NULL CONSTRAINT verification_item_terms_item_code_fkey REFERENCES verification_items (code),
  level1_no text,
  level2_no text,
  supervision text NOT NULL,
  mode text,
  purposes text[] NOT NULL,
  scope_text text,
  effective_from date NOT NULL,
  effective_to date,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT verification_item_terms_pkey PRIMARY KEY (item_code, effective_from),
  CONSTRAINT verification_item_terms_supervision_check CHECK (
    supervision IN ('type_approval', 'verification', 'type_approval_and_verification')),
  CONSTRAINT verification_item_terms_mode_check CHECK (
    mode IN ('initial_only_scrap', 'initial_only_rotate', 'periodic')),
  CONSTRAINT verification_item_terms_verified_check CHECK ((mode IS NULL) = (supervision = 'type_approval')),
  CONSTRAINT verification_item_terms_purposes_check CHECK (purposes <@ ARRAY[
    'trade_settlement', 'safety_protection', 'medical_health', 'environmental_monitoring']),
  CONSTRAINT verification_item_terms_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT verification_item_terms_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT verification_item_terms_dates_excl EXCLUDE USING gist
    (item_code WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE verification_regulations (
  number text CONSTRAINT verification_regulations_pkey PRIMARY KEY,
  series text NOT NULL,
  title text NOT NULL,
  cycle_months smallint,
  cycle_rule_text text,
  effective_from date NOT NULL,
  effective_to date,
  supersedes text,
  source text NOT NULL,
  confidence text NOT NULL,
  CONSTRAINT verification_regulations_number_check CHECK (number = series OR number LIKE series || '-____'),
  CONSTRAINT verification_regulations_cycle_check CHECK (cycle_months BETWEEN 1 AND 240),
  CONSTRAINT verification_regulations_dates_check CHECK (effective_to >= effective_from),
  CONSTRAINT verification_regulations_confidence_check CHECK (confidence IN ('high', 'medium', 'low')),
  CONSTRAINT verification_regulations_dates_excl EXCLUDE USING gist
    (series WITH =, daterange(effective_from, effective_to, '[]') WITH &&)
);
CREATE TABLE verification_item_regulations (
  item_code text NOT NULL CONSTRAINT verification_item_regulations_item_code_fkey REFERENCES verification_items (code),
  series text NOT NULL,
  rank smallint NOT NULL,
  cycle_months smallint,
  cycle_rule_text text,
  effective_from date NOT NULL,
  effective_to date,
  CONSTRAINT verification_item_regulations_pkey PRIMARY KEY (item_code, series, effective_from),
  CONSTRAINT verification_item_regulations_cycle_check CHECK (cycle_months BETWEEN 1 AND 240),
  CONSTRAINT verification_item_regulations_dates_check CHECK (effective_to >= effective_from)
);`;

const instruments = `
CREATE TABLE instrument_ledgers (
  owner_id uuid CONSTRAINT instrument_ledgers_pkey PRIMARY KEY
    CONSTRAINT instrument_ledgers_owner_id_fkey REFERENCES organisations (id),
  no integer NOT NULL CONSTRAINT instrument_ledgers_no_key UNIQUE,
  entered integer NOT NULL DEFAULT 0,
  CONSTRAINT instrument_ledgers_entered_check CHECK (entered >= 0)
);
CREATE TABLE instruments (
  id uuid CONSTRAINT instruments_pkey PRIMARY KEY,
  ledger_no text NOT NULL CONSTRAINT instruments_ledger_no_key UNIQUE,
  owner_id uuid NOT NULL CONSTRAINT instruments_owner_id_fkey REFERENCES organisations (id),
  state text NOT NULL CONSTRAINT instruments_state_check CHECK (state IN ('draft', 'filed', 'returned')),
  return_reason text,
  status text NOT NULL CONSTRAINT instruments_status_check CHECK (
    status IN ('in_use', 'standby', 'sealed', 'repairing', 'scrapped', 'lost')),
  name text NOT NULL,
  model_spec text NOT NULL,
  serial_no text NOT NULL,
  manufacturer text,
  origin_country text,
  measuring_range text,
  range_quantity text,
  range_low numeric,
  range_high numeric,
  range_unit text,
  range_low_si numeric,
  range_high_si numeric,
  accuracy_class text,
  accuracy_type text CONSTRAINT instruments_accuracy_type_check CHECK (accuracy_type IN ('class', 'mpe', 'uncertainty')),
  division text,
  purpose text NOT NULL CONSTRAINT instruments_purpose_check CHECK (purpose IN (
    'trade_settlement', 'safety_protection', 'medical_health', 'environmental_monitoring', 'other')),
  catalogue_item_code text
    CONSTRAINT instruments_catalogue_item_code_fkey REFERENCES verification_items (code),
  regulation_series text,
  is_mandatory boolean NOT NULL,
  mandatory_override boolean,
  mandatory_override_reason text,
  district_code text CONSTRAINT instruments_district_code_fkey REFERENCES districts (code),
  use_place text,
  manage_level text CONSTRAINT instruments_manage_level_check CHECK (manage_level IN ('A', 'B', 'C')),
  submit_mode text NOT NULL CONSTRAINT instruments_submit_mode_check CHECK (submit_mode IN ('lab', 'onsite', 'either')),
  cycle_months smallint CONSTRAINT instruments_cycle_months_check CHECK (cycle_months BETWEEN 1 AND 240),
  last_verified_on date,
  valid_until date,
  certificate_no text,
  last_calibrated_on date,
  is_use_prohibited boolean NOT NULL DEFAULT false,
  remark text,
  laboratory_ids uuid[] NOT NULL DEFAULT '{}',
  search_terms text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT instruments_range_check CHECK (
    num_nonnulls(range_quantity, range_low, range_high, range_unit, range_low_si, range_high_si) IN (0, 6)
    AND range_low_si <= range_high_si),
  CONSTRAINT instruments_returned_check CHECK ((return_reason IS NOT NULL) = (state = 'returned')),
  CONSTRAINT instruments_override_check CHECK (
    (mandatory_override IS NULL) = (mandatory_override_reason IS NULL)
    AND (mandatory_override IS NULL OR is_mandatory = mandatory_override))
);
CREATE UNIQUE INDEX instruments_one_entry_key ON instruments (owner_id, serial_no, name, model_spec)
  WHERE status <> 'scrapped';
CREATE INDEX instruments_owner_created_idx ON instruments (owner_id, created_at, id);
CREATE INDEX instruments_owner_due_idx ON instruments (owner_id, valid_until, id);
CREATE INDEX instruments_district_created_idx ON instruments (district_code text_pattern_ops, created_at, id);
CREATE INDEX instruments_district_due_idx ON instruments (district_code text_pattern_ops, valid_until, id);
CREATE INDEX instruments_created_idx ON instruments (created_at, id);
CREATE INDEX instruments_due_idx ON instruments (valid_until, id) WHERE status IN ('in_use', 'standby');
CREATE INDEX instruments_laboratories_idx ON instruments USING gin (laboratory_ids);
CREATE INDEX instruments_search_idx ON instruments USING gin (search_terms);
CREATE INDEX instruments_catalogue_item_idx ON instruments (catalogue_item_code) WHERE catalogue_item_code IS NOT NULL;`;

// U = u_constant + u_proportional × |x − zero|: u_constant in u_unit, x in the unit of the range, zero where that scale's
// zero is not the SI unit's (°C). The _si columns are what the search reads.
const capabilities = `
CREATE TABLE metrology_capabilities (
  id uuid CONSTRAINT metrology_capabilities_pkey PRIMARY KEY,
  laboratory_id uuid NOT NULL CONSTRAINT metrology_capabilities_laboratory_id_fkey REFERENCES organisations (id),
  state text NOT NULL CONSTRAINT metrology_capabilities_state_check CHECK (state IN ('active', 'suspended', 'withdrawn')),
  service text NOT NULL CONSTRAINT metrology_capabilities_service_check CHECK (service IN ('verification', 'calibration')),
  quantity text NOT NULL,
  instrument text NOT NULL,
  method_no text NOT NULL,
  method_title text,
  range_low numeric NOT NULL,
  range_high numeric NOT NULL,
  range_unit text NOT NULL,
  range_low_si numeric NOT NULL,
  range_high_si numeric NOT NULL,
  zero_si numeric NOT NULL DEFAULT 0,
  u_constant numeric NOT NULL,
  u_unit text NOT NULL,
  u_constant_si numeric NOT NULL,
  u_proportional numeric NOT NULL DEFAULT 0,
  coverage_factor numeric NOT NULL DEFAULT 2,
  limitation text,
  scope_source text NOT NULL CONSTRAINT metrology_capabilities_scope_source_check CHECK (
    scope_source IN ('cnas', 'public_standard', 'authorisation')),
  accreditation_no text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  price_fen integer NOT NULL,
  promised_days smallint NOT NULL,
  search_terms text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT metrology_capabilities_range_check CHECK (range_low_si <= range_high_si),
  CONSTRAINT metrology_capabilities_uncertainty_check CHECK (
    u_constant >= 0 AND u_constant_si >= 0 AND u_proportional >= 0 AND u_constant_si + u_proportional > 0),
  CONSTRAINT metrology_capabilities_coverage_check CHECK (coverage_factor BETWEEN 1 AND 5),
  CONSTRAINT metrology_capabilities_validity_check CHECK (valid_from <= valid_to),
  CONSTRAINT metrology_capabilities_price_check CHECK (price_fen >= 0),
  CONSTRAINT metrology_capabilities_days_check CHECK (promised_days BETWEEN 1 AND 365)
);
CREATE UNIQUE INDEX metrology_capabilities_one_row_key ON metrology_capabilities
  (laboratory_id, service, instrument, method_no, quantity, range_low_si, range_high_si, scope_source)
  WHERE state <> 'withdrawn';
CREATE INDEX metrology_capabilities_laboratory_idx ON metrology_capabilities (laboratory_id, created_at, id);
CREATE INDEX metrology_capabilities_created_idx ON metrology_capabilities (created_at, id);
-- Thousands of rows may cover a need: what the search sorts and filters by is read from the index alone.
CREATE INDEX metrology_capabilities_range_idx ON metrology_capabilities (quantity, range_high_si, range_low_si)
  INCLUDE (u_constant_si, u_proportional, zero_si, valid_from, valid_to, price_fen, promised_days, id, service,
           scope_source, laboratory_id)
  WHERE state = 'active';
CREATE INDEX metrology_capabilities_search_idx ON metrology_capabilities USING gin (search_terms);`;

// SAMR announcement 42 of 2020 lists what is verified, not how often: the cycles are those of the regulations, and a new
// edition wins by itself. The annex could not be had, so that membership and modes are of medium confidence. An edition
// is in force from 1 January of its year where the day is not known; a number without a year is an edition to confirm.
const seed = `
INSERT INTO verification_items (code, no, name_zh) VALUES
  ('QJ-01', 1, '玻璃体温计'),
  ('QJ-02', 2, '电子体温计、红外耳温计'),
  ('QJ-03', 3, '非自动衡器（电子计价秤、台秤、汽车衡）'),
  ('QJ-04', 4, '动态公路车辆自动衡器'),
  ('QJ-05', 5, '自动轨道衡、连续累计自动衡器（皮带秤）、重力式自动装料衡器'),
  ('QJ-06', 6, '称重传感器、称重显示器'),
  ('QJ-07', 7, '计量罐、汽车油罐车、船舶液货计量舱'),
  ('QJ-08', 8, '燃油加油机'),
  ('QJ-09', 9, '压缩天然气、液化天然气、液化石油气加气机'),
  ('QJ-10', 10, '水表（DN15～DN50）'),
  ('QJ-11', 11, '水表（DN50 以上）'),
  ('QJ-12', 12, '燃气表（G1.6～G16）'),
  ('QJ-13', 13, '热能表（DN15～DN50）'),
  ('QJ-14', 14, '流量计（贸易结算）'),
  ('QJ-15', 15, '电能表（居民）'),
  ('QJ-16', 16, '电能表（工商业）、互感器'),
  ('QJ-17', 17, '电动汽车充电桩（交流、非车载）'),
  ('QJ-18', 18, '出租汽车计价器'),
  ('QJ-19', 19, '压力仪表（锅炉、压力容器等安全防护）'),
  ('QJ-20', 20, '机动车测速仪'),
  ('QJ-21', 21, '可燃、有毒气体检测（报警）器'),
  ('QJ-22', 22, '呼出气体酒精含量检测仪'),
  ('QJ-23', 23, '血压计（表）'),
  ('QJ-24', 24, '无创自动测量血压计'),
  ('QJ-25', 25, '眼压计'),
  ('QJ-26', 26, '心电、脑电测量仪器'),
  ('QJ-27', 27, '医用诊断 X 射线设备、CT'),
  ('QJ-28', 28, '医用超声源'),
  ('QJ-29', 29, '验光仪器、焦度计'),
  ('QJ-30', 30, '纯音听力计'),
  ('QJ-31', 31, '医用活度计、放射治疗剂量计、加速器剂量'),
  ('QJ-32', 32, '声级计'),
  ('QJ-33', 33, '汽车排放气体测试仪、透射式烟度计'),
  ('QJ-34', 34, '烟气分析仪、粉尘浓度测量仪'),
  ('QJ-35', 35, '水质在线监测仪（COD、氨氮等）'),
  ('QJ-36', 36, '谷物、木材等水分测定仪'),
  ('QJ-37', 37, '测振仪、辐射防护仪、激光能量功率计');

INSERT INTO verification_item_terms
  (item_code, supervision, mode, purposes, scope_text, effective_from, source, confidence) VALUES
  ('QJ-01', 'verification', 'initial_only_scrap', '{medical_health}', '只做首次检定，失准报废', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-02', 'type_approval_and_verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-03', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-04', 'type_approval_and_verification', 'periodic', '{trade_settlement,safety_protection}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-05', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-06', 'type_approval', NULL, '{}', '仅型式批准', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-07', 'verification', 'periodic', '{trade_settlement}', '立式、卧式、球形计量罐', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-08', 'type_approval_and_verification', 'periodic', '{trade_settlement}', '按油枪登记', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-09', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-10', 'type_approval_and_verification', 'initial_only_rotate', '{trade_settlement}', '只做首次检定，限期使用，到期轮换', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-11', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-12', 'type_approval_and_verification', 'initial_only_rotate', '{trade_settlement}', '只做首次检定，限期使用，到期轮换', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-13', 'type_approval_and_verification', 'initial_only_rotate', '{trade_settlement}', '只做首次检定，限期使用，到期轮换', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-14', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-15', 'type_approval_and_verification', 'initial_only_rotate', '{trade_settlement}', '只做首次检定，限期使用，到期轮换', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-16', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-17', 'verification', 'periodic', '{trade_settlement}', '2023-01-01 起实施强制检定', '2023-01-01', 'SAMR 2020 公告第42号，充电桩自 2023-01-01 起', 'medium'),
  ('QJ-18', 'verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-19', 'verification', 'periodic', '{safety_protection}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-20', 'type_approval_and_verification', 'periodic', '{safety_protection}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-21', 'type_approval_and_verification', 'periodic', '{safety_protection,environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-22', 'type_approval_and_verification', 'periodic', '{safety_protection}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-23', 'type_approval_and_verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-24', 'type_approval_and_verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-25', 'type_approval_and_verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-26', 'type_approval_and_verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-27', 'verification', 'periodic', '{medical_health}', '现场检定', '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-28', 'verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-29', 'verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-30', 'verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-31', 'verification', 'periodic', '{medical_health}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-32', 'type_approval_and_verification', 'periodic', '{environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-33', 'type_approval_and_verification', 'periodic', '{environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-34', 'type_approval_and_verification', 'periodic', '{environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-35', 'type_approval_and_verification', 'periodic', '{environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-36', 'type_approval_and_verification', 'periodic', '{trade_settlement}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium'),
  ('QJ-37', 'verification', 'periodic', '{safety_protection,environmental_monitoring}', NULL, '2020-10-26', 'SAMR 2020 公告第42号', 'medium');

INSERT INTO verification_regulations
  (number, series, title, cycle_months, cycle_rule_text, effective_from, effective_to, supersedes, source, confidence) VALUES
  ('JJG 111-2019', 'JJG 111', '玻璃体温计', NULL, '只做首次检定', '2019-01-01', NULL, NULL, 'JJG 111-2019', 'medium'),
  ('JJG 1162-2019', 'JJG 1162', '医用电子体温计', 12, NULL, '2019-01-01', NULL, 'JJG 1162-2009', 'JJG 1162-2019', 'medium'),
  ('JJG 1164-2019', 'JJG 1164', '红外耳温计', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 1164-2019', 'medium'),
  ('JJG 539-1997', 'JJG 539', '数字指示秤', 12, NULL, '1997-01-01', '2015-12-31', NULL, 'JJG 539-1997', 'low'),
  ('JJG 539-2016', 'JJG 539', '数字指示秤', 12, NULL, '2016-01-01', NULL, 'JJG 539-1997', 'JJG 539-2016', 'medium'),
  ('JJG 907-2006', 'JJG 907', '动态公路车辆自动衡器', 12, NULL, '2006-01-01', NULL, NULL, 'JJG 907-2006', 'medium'),
  ('JJG 234-2012', 'JJG 234', '自动轨道衡', 12, NULL, '2012-01-01', NULL, NULL, 'JJG 234-2012', 'medium'),
  ('JJG 195-2019', 'JJG 195', '连续累计自动衡器（皮带秤）', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 195-2019', 'medium'),
  ('JJG 564-2019', 'JJG 564', '重力式自动装料衡器', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 564-2019', 'medium'),
  ('JJG 669', 'JJG 669', '称重传感器', NULL, '仅型式批准', '2000-01-01', NULL, NULL, 'JJG 669', 'low'),
  ('JJG 649', 'JJG 649', '称重显示器', NULL, '仅型式批准', '2000-01-01', NULL, NULL, 'JJG 649', 'low'),
  ('JJG 168-2018', 'JJG 168', '立式金属罐容量', NULL, '按器具类型和等级，12～60 个月，见规程', '2018-01-01', NULL, NULL, 'JJG 168-2018', 'medium'),
  ('JJG 266-2018', 'JJG 266', '卧式金属罐容量', NULL, '按器具类型和等级，12～60 个月，见规程', '2018-01-01', NULL, NULL, 'JJG 266-2018', 'medium'),
  ('JJG 133-2016', 'JJG 133', '汽车油罐车容量', NULL, '按器具类型和等级，12～60 个月，见规程', '2016-01-01', NULL, NULL, 'JJG 133-2016', 'medium'),
  ('JJG 443-2015', 'JJG 443', '燃油加油机', 6, NULL, '2015-01-01', '2022-12-31', 'JJG 443-2006', 'JJG 443-2015', 'medium'),
  ('JJG 443-2023', 'JJG 443', '燃油加油机（试行）', 6, NULL, '2023-01-01', NULL, 'JJG 443-2015', 'JJG 443-2023', 'high'),
  ('JJG 996-2012', 'JJG 996', '压缩天然气加气机', 6, NULL, '2012-01-01', NULL, NULL, 'JJG 996-2012', 'medium'),
  ('JJG 1114-2015', 'JJG 1114', '液化天然气加气机', 6, NULL, '2015-01-01', NULL, NULL, 'JJG 1114-2015', 'medium'),
  ('JJG 997-2015', 'JJG 997', '液化石油气加气机', 6, NULL, '2015-01-01', NULL, NULL, 'JJG 997-2015', 'medium'),
  ('JJG 162-2009', 'JJG 162', '冷水水表', 24, NULL, '2009-01-01', '2018-12-31', NULL, 'JJG 162-2009', 'low'),
  ('JJG 162-2019', 'JJG 162', '饮用冷水水表', 24, '公称通径 50 mm 及以下：限期使用，到期轮换', '2019-01-01', NULL, 'JJG 162-2009', 'JJG 162-2019', 'medium'),
  ('JJG 577-2012', 'JJG 577', '膜式燃气表', 120, '限期使用：天然气不超过 10 年', '2012-01-01', NULL, NULL, 'JJG 577-2012', 'medium'),
  ('JJG 225-2001', 'JJG 225', '热能表', 72, NULL, '2001-01-01', '2023-12-31', NULL, 'JJG 225-2001', 'medium'),
  ('JJG 225-2024', 'JJG 225', '热能表', 72, '限期使用，不超过 6 年', '2024-01-01', NULL, 'JJG 225-2001', 'JJG 225-2024', 'medium'),
  ('JJG 1033', 'JJG 1033', '电磁流量计', NULL, '12～36 个月，见规程', '2000-01-01', NULL, NULL, 'JJG 1033', 'low'),
  ('JJG 1037', 'JJG 1037', '涡轮流量计', NULL, '12～36 个月，见规程', '2000-01-01', NULL, NULL, 'JJG 1037', 'low'),
  ('JJG 1030', 'JJG 1030', '超声流量计', NULL, '12～36 个月，见规程', '2000-01-01', NULL, NULL, 'JJG 1030', 'low'),
  ('JJG 596-2012', 'JJG 596', '电子式交流电能表', 96, '按准确度等级 6～10 年，见规程', '2012-01-01', NULL, NULL, 'JJG 596-2012', 'medium'),
  ('JJG 313', 'JJG 313', '测量用电流互感器', NULL, '6～10 年，见规程', '2000-01-01', NULL, NULL, 'JJG 313', 'low'),
  ('JJG 314', 'JJG 314', '测量用电压互感器', NULL, '6～10 年，见规程', '2000-01-01', NULL, NULL, 'JJG 314', 'low'),
  ('JJG 1189', 'JJG 1189', '测量用互感器', NULL, '6～10 年，见规程', '2000-01-01', NULL, NULL, 'JJG 1189', 'low'),
  ('JJG 1148-2022', 'JJG 1148', '电动汽车交流充电桩（试行）', 36, NULL, '2022-01-01', NULL, 'JJG 1148-2018', 'JJG 1148-2022', 'medium'),
  ('JJG 1149-2022', 'JJG 1149', '电动汽车非车载充电机（试行）', 36, NULL, '2022-01-01', NULL, 'JJG 1149-2018', 'JJG 1149-2022', 'medium'),
  ('JJG 517-2016', 'JJG 517', '出租汽车计价器', 12, NULL, '2016-01-01', NULL, NULL, 'JJG 517-2016', 'medium'),
  ('JJG 52-1999', 'JJG 52', '弹簧管式一般压力表、压力真空表和真空表', 6, NULL, '1999-01-01', '2012-12-31', NULL, 'JJG 52-1999', 'medium'),
  ('JJG 52-2013', 'JJG 52', '弹性元件式一般压力表、压力真空表和真空表', 6, NULL, '2013-01-01', NULL, 'JJG 52-1999', 'JJG 52-2013', 'medium'),
  ('JJG 527', 'JJG 527', '固定式机动车雷达测速仪', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 527', 'low'),
  ('JJG 528', 'JJG 528', '机动车雷达测速仪', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 528', 'low'),
  ('JJG 693-2011', 'JJG 693', '可燃气体检测报警器', 12, NULL, '2011-01-01', NULL, NULL, 'JJG 693-2011', 'medium'),
  ('JJG 695-2019', 'JJG 695', '硫化氢气体检测仪', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 695-2019', 'medium'),
  ('JJG 915-2008', 'JJG 915', '一氧化碳检测报警器', 12, NULL, '2008-01-01', NULL, NULL, 'JJG 915-2008', 'medium'),
  ('JJG 551-2021', 'JJG 551', '二氧化硫气体检测仪', 12, NULL, '2021-01-01', NULL, NULL, 'JJG 551-2021', 'medium'),
  ('JJG 657-2019', 'JJG 657', '呼出气体酒精含量检测仪', 6, NULL, '2019-01-01', NULL, NULL, 'JJG 657-2019', 'medium'),
  ('JJG 270-2008', 'JJG 270', '血压计和血压表', 6, NULL, '2008-01-01', NULL, NULL, 'JJG 270-2008', 'medium'),
  ('JJG 692-2010', 'JJG 692', '无创自动测量血压计', 12, NULL, '2010-01-01', NULL, NULL, 'JJG 692-2010', 'medium'),
  ('JJG 574', 'JJG 574', '压陷式眼压计', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 574', 'low'),
  ('JJG 1141', 'JJG 1141', '接触式压平眼压计', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 1141', 'low'),
  ('JJG 543-2008', 'JJG 543', '心电图机', 12, NULL, '2008-01-01', NULL, NULL, 'JJG 543-2008', 'medium'),
  ('JJG 954-2019', 'JJG 954', '数字脑电图机', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 954-2019', 'medium'),
  ('JJG 744-2004', 'JJG 744', '医用诊断 X 射线辐射源', 12, NULL, '2004-01-01', NULL, NULL, 'JJG 744-2004', 'medium'),
  ('JJG 961-2017', 'JJG 961', '医用诊断螺旋计算机断层摄影装置（CT）X 射线辐射源', 12, NULL, '2017-01-01', NULL, NULL, 'JJG 961-2017', 'medium'),
  ('JJG 639', 'JJG 639', '医用超声诊断仪超声源', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 639', 'low'),
  ('JJG 892', 'JJG 892', '验光机', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 892', 'low'),
  ('JJG 580', 'JJG 580', '焦度计', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 580', 'low'),
  ('JJG 388-2012', 'JJG 388', '测听设备 纯音听力计', 12, NULL, '2012-01-01', NULL, NULL, 'JJG 388-2012', 'medium'),
  ('JJG 377', 'JJG 377', '放射性活度计', 24, NULL, '2000-01-01', NULL, NULL, 'JJG 377', 'low'),
  ('JJG 589-2008', 'JJG 589', '医用电子加速器辐射源', 12, NULL, '2008-01-01', NULL, NULL, 'JJG 589-2008', 'medium'),
  ('JJG 188-2002', 'JJG 188', '声级计', 12, NULL, '2002-01-01', '2016-12-31', NULL, 'JJG 188-2002', 'low'),
  ('JJG 188-2017', 'JJG 188', '声级计', 12, NULL, '2017-01-01', NULL, 'JJG 188-2002', 'JJG 188-2017', 'medium'),
  ('JJG 688-2017', 'JJG 688', '汽车排放气体测试仪', 12, NULL, '2017-01-01', NULL, NULL, 'JJG 688-2017', 'medium'),
  ('JJG 976-2010', 'JJG 976', '透射式烟度计', 12, NULL, '2010-01-01', NULL, NULL, 'JJG 976-2010', 'medium'),
  ('JJG 968-2002', 'JJG 968', '烟气分析仪', 12, NULL, '2002-01-01', NULL, NULL, 'JJG 968-2002', 'medium'),
  ('JJG 846-2015', 'JJG 846', '粉尘浓度测量仪', 12, NULL, '2015-01-01', NULL, NULL, 'JJG 846-2015', 'medium'),
  ('JJG 1012-2019', 'JJG 1012', '化学需氧量（COD）在线自动监测仪', 12, NULL, '2019-01-01', NULL, NULL, 'JJG 1012-2019', 'medium'),
  ('JJG 631-2013', 'JJG 631', '氨氮自动监测仪', 12, NULL, '2013-01-01', NULL, NULL, 'JJG 631-2013', 'medium'),
  ('JJG 891', 'JJG 891', '电容法和电阻法谷物水分测定仪', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 891', 'low'),
  ('JJG 676', 'JJG 676', '测振仪', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 676', 'low'),
  ('JJG 393-2018', 'JJG 393', '便携式 X、γ 辐射周围剂量当量（率）仪和监测仪', 12, NULL, '2018-01-01', NULL, NULL, 'JJG 393-2018', 'medium'),
  ('JJG 249', 'JJG 249', '0.1 mW～200 W 激光功率计', 12, NULL, '2000-01-01', NULL, NULL, 'JJG 249', 'low'),
  ('JJG 30-2012', 'JJG 30', '通用卡尺', 12, '一般不超过 12 个月', '2012-01-01', NULL, NULL, 'JJG 30-2012', 'medium'),
  ('JJG 21-2008', 'JJG 21', '千分尺', 12, '一般不超过 12 个月', '2008-01-01', NULL, NULL, 'JJG 21-2008', 'medium'),
  ('JJG 34-2022', 'JJG 34', '指示表', 12, '一般不超过 12 个月', '2022-01-01', NULL, NULL, 'JJG 34-2022', 'medium'),
  ('JJG 1036-2022', 'JJG 1036', '电子天平', 12, '一般不超过 12 个月', '2022-01-01', NULL, NULL, 'JJG 1036-2022', 'medium'),
  ('JJG 99-2022', 'JJG 99', '砝码', 12, '一般不超过 12 个月', '2022-01-01', NULL, NULL, 'JJG 99-2022', 'medium'),
  ('JJG 130-2011', 'JJG 130', '工作用玻璃液体温度计', 12, '一般不超过 12 个月', '2011-01-01', NULL, NULL, 'JJG 130-2011', 'medium');

INSERT INTO verification_item_regulations (item_code, series, rank, cycle_months, cycle_rule_text, effective_from) VALUES
  ('QJ-01', 'JJG 111', 1, NULL, NULL, '2000-01-01'),
  ('QJ-02', 'JJG 1162', 1, NULL, NULL, '2000-01-01'),
  ('QJ-02', 'JJG 1164', 2, NULL, NULL, '2000-01-01'),
  ('QJ-03', 'JJG 539', 1, NULL, NULL, '2000-01-01'),
  ('QJ-04', 'JJG 907', 1, NULL, NULL, '2000-01-01'),
  ('QJ-05', 'JJG 234', 1, NULL, NULL, '2000-01-01'),
  ('QJ-05', 'JJG 195', 2, NULL, NULL, '2000-01-01'),
  ('QJ-05', 'JJG 564', 3, NULL, NULL, '2000-01-01'),
  ('QJ-06', 'JJG 669', 1, NULL, NULL, '2000-01-01'),
  ('QJ-06', 'JJG 649', 2, NULL, NULL, '2000-01-01'),
  ('QJ-07', 'JJG 168', 1, NULL, NULL, '2000-01-01'),
  ('QJ-07', 'JJG 266', 2, NULL, NULL, '2000-01-01'),
  ('QJ-07', 'JJG 133', 3, NULL, NULL, '2000-01-01'),
  ('QJ-08', 'JJG 443', 1, NULL, NULL, '2000-01-01'),
  ('QJ-09', 'JJG 996', 1, NULL, NULL, '2000-01-01'),
  ('QJ-09', 'JJG 1114', 2, NULL, NULL, '2000-01-01'),
  ('QJ-09', 'JJG 997', 3, NULL, NULL, '2000-01-01'),
  ('QJ-10', 'JJG 162', 1, 72, '限期使用，不超过 6 年，到期轮换', '2000-01-01'),
  ('QJ-11', 'JJG 162', 1, NULL, NULL, '2000-01-01'),
  ('QJ-12', 'JJG 577', 1, NULL, NULL, '2000-01-01'),
  ('QJ-13', 'JJG 225', 1, NULL, NULL, '2000-01-01'),
  ('QJ-14', 'JJG 1033', 1, NULL, NULL, '2000-01-01'),
  ('QJ-14', 'JJG 1037', 2, NULL, NULL, '2000-01-01'),
  ('QJ-14', 'JJG 1030', 3, NULL, NULL, '2000-01-01'),
  ('QJ-15', 'JJG 596', 1, 96, '限期使用 8 年，到期轮换', '2000-01-01'),
  ('QJ-16', 'JJG 596', 1, NULL, NULL, '2000-01-01'),
  ('QJ-16', 'JJG 313', 2, NULL, NULL, '2000-01-01'),
  ('QJ-16', 'JJG 314', 3, NULL, NULL, '2000-01-01'),
  ('QJ-16', 'JJG 1189', 4, NULL, NULL, '2000-01-01'),
  ('QJ-17', 'JJG 1148', 1, NULL, NULL, '2000-01-01'),
  ('QJ-17', 'JJG 1149', 2, NULL, NULL, '2000-01-01'),
  ('QJ-18', 'JJG 517', 1, NULL, NULL, '2000-01-01'),
  ('QJ-19', 'JJG 52', 1, NULL, NULL, '2000-01-01'),
  ('QJ-20', 'JJG 527', 1, NULL, NULL, '2000-01-01'),
  ('QJ-20', 'JJG 528', 2, NULL, NULL, '2000-01-01'),
  ('QJ-21', 'JJG 693', 1, NULL, NULL, '2000-01-01'),
  ('QJ-21', 'JJG 695', 2, NULL, NULL, '2000-01-01'),
  ('QJ-21', 'JJG 915', 3, NULL, NULL, '2000-01-01'),
  ('QJ-21', 'JJG 551', 4, NULL, NULL, '2000-01-01'),
  ('QJ-22', 'JJG 657', 1, NULL, NULL, '2000-01-01'),
  ('QJ-23', 'JJG 270', 1, NULL, NULL, '2000-01-01'),
  ('QJ-24', 'JJG 692', 1, NULL, NULL, '2000-01-01'),
  ('QJ-25', 'JJG 574', 1, NULL, NULL, '2000-01-01'),
  ('QJ-25', 'JJG 1141', 2, NULL, NULL, '2000-01-01'),
  ('QJ-26', 'JJG 543', 1, NULL, NULL, '2000-01-01'),
  ('QJ-26', 'JJG 954', 2, NULL, NULL, '2000-01-01'),
  ('QJ-27', 'JJG 744', 1, NULL, NULL, '2000-01-01'),
  ('QJ-27', 'JJG 961', 2, NULL, NULL, '2000-01-01'),
  ('QJ-28', 'JJG 639', 1, NULL, NULL, '2000-01-01'),
  ('QJ-29', 'JJG 892', 1, NULL, NULL, '2000-01-01'),
  ('QJ-29', 'JJG 580', 2, NULL, NULL, '2000-01-01'),
  ('QJ-30', 'JJG 388', 1, NULL, NULL, '2000-01-01'),
  ('QJ-31', 'JJG 377', 1, NULL, NULL, '2000-01-01'),
  ('QJ-31', 'JJG 589', 2, NULL, NULL, '2000-01-01'),
  ('QJ-32', 'JJG 188', 1, NULL, NULL, '2000-01-01'),
  ('QJ-33', 'JJG 688', 1, NULL, NULL, '2000-01-01'),
  ('QJ-33', 'JJG 976', 2, NULL, NULL, '2000-01-01'),
  ('QJ-34', 'JJG 968', 1, NULL, NULL, '2000-01-01'),
  ('QJ-34', 'JJG 846', 2, NULL, NULL, '2000-01-01'),
  ('QJ-35', 'JJG 1012', 1, NULL, NULL, '2000-01-01'),
  ('QJ-35', 'JJG 631', 2, NULL, NULL, '2000-01-01'),
  ('QJ-36', 'JJG 891', 1, NULL, NULL, '2000-01-01'),
  ('QJ-37', 'JJG 676', 1, NULL, NULL, '2000-01-01'),
  ('QJ-37', 'JJG 393', 2, NULL, NULL, '2000-01-01'),
  ('QJ-37', 'JJG 249', 3, NULL, NULL, '2000-01-01');`;

/** The ledger of instruments, the catalogue of mandatory verification with its regulations, and what laboratories can do. */
export class MetrologyLedger1763700010000 implements MigrationInterface {
  name = 'MetrologyLedger1763700010000';

  async up(db: QueryRunner): Promise<void> {
    for (const statements of [catalogue, seed, instruments, capabilities]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE metrology_capabilities, instruments, instrument_ledgers, verification_item_regulations,
      verification_regulations, verification_item_terms, verification_items`);
  }
}
