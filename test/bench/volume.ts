import type { Client } from 'pg';

/** Devices of a city of seven million, each with its filing of the last or the running year. */
const DEVICES = 118_000;
const USER_UNITS = 300;
const CONTRACTORS = 23;

/**
 * Fills the tables to the size of a city by SQL; each contractor has a mandate of each user unit over the devices that it
 * keeps for it. One device in 24 (some 4,900) is kept by the demo contractor; nine in ten
 * of those are due within two months, have only an archived filing, and so can be filed in batches.
 */
export async function fillCity(db: Client): Promise<void> {
  // Foreign keys of generated rows hold by construction; checking them would take most of the time.
  await db.query(`SET session_replication_role = replica`);
  await db.query(ORGANISATIONS, [USER_UNITS, CONTRACTORS]);
  await db.query(DEVICE_ROWS, [DEVICES, USER_UNITS, CONTRACTORS]);
  await db.query(MANDATES);
  await db.query(MANDATE_SUBJECTS);
  await db.query(FILING_ROWS);
  await db.query(`RESET session_replication_role`);
  await db.query('VACUUM ANALYZE');
}

// uuidv7() is there because the embedded PostgreSQL is 18; keys then grow with time, as those of the application do.
const ORGANISATIONS = `
  INSERT INTO organisations (id, name, capabilities, district_code, created_at, updated_at)
  SELECT uuidv7(), 'bench unit ' || i, CASE WHEN i <= $1 THEN '{user_unit}' ELSE '{maintenance_unit}' END::text[],
         '370602', now(), now()
  FROM generate_series(1, $1::int + $2::int) i`;

const DEVICE_ROWS = `
  WITH units AS (SELECT array_agg(id) FILTER (WHERE 'user_unit' = ANY(capabilities)) AS user_units,
                        array_agg(id) FILTER (WHERE 'maintenance_unit' = ANY(capabilities)) AS contractors
                 FROM organisations WHERE name LIKE 'bench unit %'),
       demo AS (SELECT user_unit_id, maintenance_unit_id, institution_id FROM elevators LIMIT 1)
  INSERT INTO elevators (id, category_code, registration_code, internal_no, site_name, address, district_code,
                         manufacturer, model, manufactured_on, user_unit_id, maintenance_unit_id, institution_id, state,
                         rated_load_kg, rated_speed_ms, floors, stops, doors, lift_height_m, base_month,
                         next_inspection_due_on, schedule_rule, created_at, updated_at)
  SELECT uuidv7(make_interval(mins => -6 * i)), '3110', '31103706022018' || lpad(i::text, 6, '0'), 'B-' || i,
         '小区 ' || i % 900, '烟台市芝罘区滨海路 ' || i || ' 号', '370602', '演示电梯制造有限公司', 'YT-P1000', '2018-03-18',
         user_units[1 + i % $2], CASE WHEN i % 24 = 0 THEN maintenance_unit_id ELSE contractors[1 + i % $3] END,
         institution_id, 'in_use', 1000, 1.75, 18, 18, 18, 54, to_char(due_on, '"2018"-MM'), due_on,
         (SELECT version FROM elevator_schedule_rules ORDER BY effective_from DESC LIMIT 1), made_at, made_at
  FROM units, demo, generate_series(1, $1::int) i,
       LATERAL (SELECT now() - make_interval(mins => 6 * i) AS made_at,
                       (date_trunc('month', now() AT TIME ZONE 'Asia/Shanghai')
                        + make_interval(months => 1 + CASE WHEN i % 24 = 0 THEN i / 24 % 2 ELSE i % 12 END)
                        - interval '1 day')::date AS due_on) AS times`;

const MANDATES = `
  INSERT INTO mandates (id, number, kind, state, mandator_id, holder_id, offered_by_id, covers_all, subject_count, scopes,
                        valid_from, valid_to, evidence_kind, evidence_number, accepted_at, created_at, updated_at)
  SELECT uuidv7(), 'SQ20180101' || lpad((row_number() OVER ())::text, 6, '0'), 'elevator', 'active', user_unit_id,
         maintenance_unit_id, user_unit_id, false, count(*), '{file,pay,receive_reports}', current_date - 365,
         current_date + 365, 'maintenance_contract', 'WB-bench', now(), now(), now()
  FROM elevators WHERE internal_no LIKE 'B-%' GROUP BY user_unit_id, maintenance_unit_id`;

const MANDATE_SUBJECTS = `
  INSERT INTO mandate_subjects (mandate_id, subject_id)
  SELECT m.id, e.id FROM elevators e
  JOIN mandates m ON m.mandator_id = e.user_unit_id AND m.holder_id = e.maintenance_unit_id
  WHERE e.internal_no LIKE 'B-%'`;

/** What an inspection leaves behind stands in every archived row: items and fee lines are most of its bytes. */
const FILING_ROWS = `
  WITH findings AS (
         SELECT jsonb_agg(jsonb_build_object('no', no, 'name', name_zh, 'isKey', is_key, 'result', 'pass', 'remark', null)
                          ORDER BY no) AS items
         FROM elevator_inspection_items WHERE item_set = 'lift'),
       filer AS (SELECT user_id FROM memberships WHERE 'ent_admin' = ANY(roles) LIMIT 1),
       devices AS (SELECT *, substr(registration_code, 15)::int AS i FROM elevators WHERE internal_no LIKE 'B-%')
  INSERT INTO elevator_filings (id, number, acceptance_no, elevator_id, kind, due_year, due_on, state, conclusion,
                                user_unit_id, maintenance_unit_id, institution_id, district_code, filed_by_id,
                                filed_by_organisation_id, mandate_id, requested_on, contact_name, contact_phone, is_late, fee_fen,
                                fee_lines, items, submitted_at, version, created_at, updated_at)
  SELECT uuidv7(d.created_at - now()), 'BJ20180101' || lpad(i::text, 6, '0'),
         CASE WHEN is_done THEN 'SL20180101' || lpad(i::text, 6, '0') END, d.id, 'periodic_inspection',
         extract(year FROM due_on), due_on, CASE WHEN is_done THEN 'archived' ELSE 'submitted' END,
         CASE WHEN is_done THEN 'pass' END, user_unit_id, maintenance_unit_id, institution_id, district_code, user_id,
         coalesce(maintenance_unit_id, user_unit_id), (SELECT m.id FROM mandates m WHERE m.evidence_number = 'WB-bench'
           AND m.mandator_id = d.user_unit_id AND m.holder_id = d.maintenance_unit_id), due_on, '物业经办人', NULL, false,
         CASE WHEN is_done THEN 63000 END,
         CASE WHEN is_done THEN '[{"label": "基本检验费", "amountFen": 63000}]'::jsonb END,
         CASE WHEN is_done THEN findings.items END, d.created_at, 1, d.created_at, d.created_at
  FROM findings, filer, devices d,
       LATERAL (SELECT i / 24 % 10 <> 0 AS is_done,
                       d.next_inspection_due_on - CASE WHEN i / 24 % 10 <> 0 THEN 365 ELSE 0 END AS due_on) AS life`;
