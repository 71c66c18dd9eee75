import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sample stands where an instrument stands; an order is for one or the other. */
const orders = `
ALTER TABLE metrology_orders DROP CONSTRAINT metrology_orders_service_check;
ALTER TABLE metrology_orders ADD CONSTRAINT metrology_orders_service_check CHECK (
  service IN ('verification', 'calibration', 'testing'));
ALTER TABLE metrology_items
  DROP CONSTRAINT metrology_items_service_check,
  DROP CONSTRAINT metrology_items_state_check,
  DROP CONSTRAINT metrology_items_measured_check,
  ALTER COLUMN instrument_id DROP NOT NULL,
  ADD COLUMN sample jsonb,
  ADD COLUMN test jsonb;
ALTER TABLE metrology_items
  ADD CONSTRAINT metrology_items_service_check CHECK (service IN ('verification', 'calibration', 'testing')),
  ADD CONSTRAINT metrology_items_state_check CHECK (state IN (
    'pending', 'received', 'assigned', 'result_entered', 'checked', 'approved', 'certified_pass', 'certified_fail',
    'calibrated', 'reported', 'not_done', 'handed_back')),
  ADD CONSTRAINT metrology_items_subject_check CHECK (
    CASE service WHEN 'testing' THEN instrument_id IS NULL AND sample IS NOT NULL AND test IS NOT NULL
    ELSE instrument_id IS NOT NULL AND sample IS NULL AND test IS NULL END),
  ADD CONSTRAINT metrology_items_measured_check CHECK (
    state NOT IN ('result_entered', 'checked', 'approved', 'certified_pass', 'certified_fail', 'calibrated', 'reported')
    OR (report_id IS NOT NULL AND (measurement_id IS NOT NULL OR service = 'testing')));`;

const tests = `
CREATE TABLE testing_capabilities (
  id uuid CONSTRAINT testing_capabilities_pkey PRIMARY KEY,
  laboratory_id uuid NOT NULL CONSTRAINT testing_capabilities_laboratory_id_fkey REFERENCES organisations (id),
  category text NOT NULL,
  object text NOT NULL,
  parameter text NOT NULL,
  method_no text NOT NULL,
  limitation text,
  accreditation_no text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT testing_capabilities_row_key UNIQUE (laboratory_id, object, parameter, method_no, valid_from),
  CONSTRAINT testing_capabilities_days_check CHECK (valid_from <= valid_to)
);
CREATE INDEX testing_capabilities_laboratory_idx ON testing_capabilities (laboratory_id, created_at, id);
CREATE INDEX testing_capabilities_created_idx ON testing_capabilities (created_at, id);
CREATE INDEX testing_capabilities_parameter_idx ON testing_capabilities (parameter, created_at, id);

CREATE TABLE metrology_tests (
  id uuid CONSTRAINT metrology_tests_pkey PRIMARY KEY,
  item_id uuid NOT NULL CONSTRAINT metrology_tests_item_id_fkey REFERENCES metrology_items (id),
  revision smallint NOT NULL,
  entered_by_id uuid NOT NULL CONSTRAINT metrology_tests_entered_by_id_fkey REFERENCES users (id),
  started_on date NOT NULL,
  performed_on date NOT NULL,
  place text NOT NULL,
  temperature_c numeric NOT NULL,
  humidity_percent numeric NOT NULL,
  other_conditions text,
  deviations text,
  rows jsonb NOT NULL,
  conclusion text CONSTRAINT metrology_tests_conclusion_check CHECK (conclusion IN ('pass', 'fail')),
  remark text,
  created_at timestamptz NOT NULL,
  CONSTRAINT metrology_tests_revision_key UNIQUE (item_id, revision),
  CONSTRAINT metrology_tests_days_check CHECK (started_on <= performed_on)
);
CREATE TRIGGER metrology_tests_kept BEFORE UPDATE OR DELETE ON metrology_tests
  FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

/** What fasteners are tested by: numbers and days as published, texts stay with the publisher. */
const standards = `
INSERT INTO standards (id, number, series, level, title, issued_on, effective_on, abolished_on, replaces, adopts,
  adoption_degree, source, confidence)
SELECT gen_random_uuid(), v.number, v.series, 'national', v.title, v.issued_on::date, v.effective_on::date,
  v.abolished_on::date, v.replaces::text[], v.adopts, v.adoption_degree, v.number, v.confidence
FROM (VALUES
  ('GB/T 3098.1-2010', 'GB/T 3098.1', '紧固件机械性能 螺栓、螺钉和螺柱', NULL, '2011-10-01', NULL, '{}', NULL, NULL, 'medium'),
  ('GB/T 5782-2016', 'GB/T 5782', '六角头螺栓', NULL, '2016-06-01', NULL, '{}', NULL, NULL, 'medium'),
  ('GB/T 228.1-2010', 'GB/T 228.1', '金属材料 拉伸试验 第1部分：室温试验方法', NULL, '2011-12-01', '2022-07-01', '{}', NULL, NULL, 'medium'),
  ('GB/T 228.1-2021', 'GB/T 228.1', '金属材料 拉伸试验 第1部分：室温试验方法', '2021-12-31', '2022-07-01', NULL, '{GB/T 228.1-2010}', 'ISO 6892-1:2019', 'mod', 'medium'),
  ('GB/T 230.1-2018', 'GB/T 230.1', '金属材料 洛氏硬度试验 第1部分：试验方法', NULL, '2019-02-01', NULL, '{}', 'ISO 6508-1:2016', 'mod', 'medium')
) AS v (number, series, title, issued_on, effective_on, abolished_on, replaces, adopts, adoption_degree, confidence);`;

/** Commissioned testing 委托检验: samples in orders, approved parameters, what was found. */
export class Testing1763700130000 implements MigrationInterface {
  name = 'Testing1763700130000';

  async up(db: QueryRunner): Promise<void> {
    for (const statements of [orders, tests, standards]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM standards WHERE number IN ('GB/T 3098.1-2010', 'GB/T 5782-2016', 'GB/T 228.1-2010', 'GB/T 228.1-2021',
        'GB/T 230.1-2018');
      DROP TABLE metrology_tests, testing_capabilities;
      DELETE FROM metrology_items WHERE service = 'testing';
      DELETE FROM metrology_orders WHERE service = 'testing';
      ALTER TABLE metrology_items
        DROP CONSTRAINT metrology_items_subject_check,
        DROP CONSTRAINT metrology_items_service_check,
        DROP CONSTRAINT metrology_items_state_check,
        DROP CONSTRAINT metrology_items_measured_check,
        DROP COLUMN sample,
        DROP COLUMN test,
        ALTER COLUMN instrument_id SET NOT NULL;
      ALTER TABLE metrology_items
        ADD CONSTRAINT metrology_items_service_check CHECK (service IN ('verification', 'calibration')),
        ADD CONSTRAINT metrology_items_state_check CHECK (state IN (
          'pending', 'received', 'assigned', 'result_entered', 'checked', 'approved', 'certified_pass',
          'certified_fail', 'calibrated', 'not_done', 'handed_back')),
        ADD CONSTRAINT metrology_items_measured_check CHECK (
          state NOT IN ('result_entered', 'checked', 'approved', 'certified_pass', 'certified_fail', 'calibrated')
          OR (measurement_id IS NOT NULL AND report_id IS NOT NULL));
      ALTER TABLE metrology_orders DROP CONSTRAINT metrology_orders_service_check;
      ALTER TABLE metrology_orders ADD CONSTRAINT metrology_orders_service_check CHECK (
        service IN ('verification', 'calibration'));
    `);
  }
}
