import type { INestApplicationContext } from '@nestjs/common';
import { ElevatorRulesService } from '@nqi/lines/elevators';
import { hashPassword } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Secrets } from '@nqi/shared/secrets';
import { FileStore } from '@nqi/shared/storage';
import { Client } from 'pg';
import { DEMO_PASSWORD } from '../../demo-city';
import { copyRows, type CityRow, Json } from './copy-rows';
import { deviceRows, devicesOf } from './devices';
import { allocationRows, filingRows, filingsOf, mandateRows, orderRows } from './filings';
import { membershipRows, organisationRows, organisationsOf, userRows } from './people';
import { fileRows, renderingRows, reportIdOf, reportRows, type ReportSetting } from './reports';
import { specimen } from './specimen';

const INSTITUTION = `
  SELECT id, name, name_en AS "nameEn", uscc, address, phone FROM organisations WHERE 'institution' = ANY (capabilities)
  ORDER BY created_at, id LIMIT 1`;
const PEOPLE = `
  SELECT role, (SELECT user_id FROM memberships m WHERE m.organisation_id = $1 AND role = ANY (m.roles)
                ORDER BY m.created_at, m.id LIMIT 1) AS id
  FROM unnest(ARRAY['inspector', 'checker', 'signatory']) WITH ORDINALITY AS wanted (role, place) ORDER BY place`;
/** Takes the year's numbers in one go; the next report is given the one behind them. */
const NUMBERS = `
  INSERT INTO number_series (series, value) VALUES ('report:' || $1 || ':DT:' || $2, $3)
  ON CONFLICT (series) DO UPDATE SET value = number_series.value + $3 RETURNING value`;

/**
 * Fills a demo city to the size of a real one, once: the same rows for the same day, by COPY, all of them or nothing.
 * @returns how many rows each table was given; nothing where the city is there already
 */
export async function fillCity(app: INestApplicationContext, databaseUrl: string): Promise<Record<string, number>> {
  const db = new Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN');
    const counts = await copyCity(app, db);
    await db.query('COMMIT');
    for (const table of Object.keys(counts)) await db.query(`ANALYZE ${table}`);
    return counts;
  } finally {
    await db.end();
  }
}

async function copyCity(app: INestApplicationContext, db: Client): Promise<Record<string, number>> {
  await db.query("SELECT pg_advisory_xact_lock(hashtext('nqi city'))");
  const day = app.get(Clock).today();
  const today = new Date(day);
  const organisations = organisationsOf(today);
  const known = await db.query('SELECT FROM organisations WHERE uscc = $1', [organisations[0]?.uscc]);
  if (known.rowCount) return {};
  const rules = app.get(ElevatorRulesService);
  const rule = await rules.scheduleOn(day);
  const devices = [...devicesOf(organisations, today, rule)];
  const filings = [...filingsOf(devices, today)];
  const setting = await settingOf(app, db, filings);
  const institutionId = setting.institution.id;
  const items = new Json(setting.items);
  const tables: [string, Iterable<CityRow>][] = [
    ['organisations', organisationRows(organisations)],
    ['users', userRows(organisations, app.get(Secrets), await hashPassword(DEMO_PASSWORD))],
    ['memberships', membershipRows(organisations)],
    ['mandates', mandateRows(organisations, today)],
    ['elevators', deviceRows(devices, institutionId, rule)],
    ['elevator_filings', filingRows(filings, { institutionId, items, reportIdOf })],
    ['payment_orders', orderRows(filings, institutionId)],
    ['payment_allocations', allocationRows(filings)],
    ['reports', reportRows(filings, setting)],
    ['report_renderings', renderingRows(filings)],
    ['report_files', fileRows(filings, setting.specimen)],
  ];
  const counts: Record<string, number> = {};
  for (const [table, rows] of tables) counts[table] = await copyRows(db, table, rows);
  return counts;
}

async function settingOf(
  app: INestApplicationContext,
  db: Client,
  filings: readonly { issuedAt: Date }[],
): Promise<ReportSetting> {
  const rules = app.get(ElevatorRulesService);
  const [institution] = (await db.query<ReportSetting['institution']>(INSTITUTION)).rows;
  if (!institution) throw new Error('the demo city has no institution');
  const people = (await db.query<{ id: string }>(PEOPLE, [institution.id])).rows.map(({ id }) => id);
  const first = await takeNumbers(db, institution.id, filings);
  const checklist = await rules.checklist('lift', app.get(Clock).today());
  return {
    ...{ institution, approvalNo: 'TS7310000-2026（演示）', people },
    items: checklist.map(({ no, name, isKey }) => ({ no, name, isKey, result: 'pass', remark: null })),
    categories: await rules.categories(),
    firstNumberOf: (year) => first.get(year) ?? 1,
    specimen: await app.get(FileStore).put(specimen(), 'pdf'),
  };
}

/** @returns the first number of each year */
async function takeNumbers(
  db: Client,
  institutionId: string,
  filings: readonly { issuedAt: Date }[],
): Promise<Map<string, number>> {
  const perYear = new Map<string, number>();
  for (const { issuedAt } of filings) {
    const year = issuedAt.toISOString().slice(0, 4);
    perYear.set(year, (perYear.get(year) ?? 0) + 1);
  }
  const first = new Map<string, number>();
  for (const [year, count] of perYear) {
    const [row] = (await db.query<{ value: string }>(NUMBERS, [institutionId, year, count])).rows;
    first.set(year, Number(row?.value) - count + 1);
  }
  return first;
}
