import type { INestApplicationContext } from '@nestjs/common';
import { ElevatorRulesService, type ScheduleRule } from '@nqi/lines/elevators';
import { hashPassword } from '@nqi/platform/identity';
import { canonicalJsonOf } from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import { Json } from '@nqi/shared/database';
import { Secrets } from '@nqi/shared/secrets';
import { FileStore } from '@nqi/shared/storage';
import { Client } from 'pg';
import { DEMO_PASSWORD } from '../../demo-city';
import { copyRows, type CityRow } from './copy-rows';
import { deviceRows, devicesOf } from './devices';
import { allocationRows, filingRows, filingsOf, mandateRows, orderRows } from './filings';
import { enterDocuments } from './documents';
import { enterDues } from './dues';
import { withLateIndexes } from './late-indexes';
import { withLateSums } from './late-sums';
import { type CityOrganisation, membershipRows, organisationRows, organisationsOf, userRows } from './people';
import { type CitySize, SEVEN_MILLION } from './plan';
import { fileRows, renderingRows, reportIdOf, reportRows, type ReportSetting } from './reports';
import { specimen } from './specimen';

const INSTITUTION = `
  SELECT id, name, name_en AS "nameEn", uscc, address, phone FROM organisations WHERE 'institution' = ANY (capabilities)
  ORDER BY created_at, id LIMIT 1`;
const PEOPLE = `
  SELECT role, (SELECT user_id FROM memberships m WHERE m.organisation_id = $1 AND role = ANY (m.roles)
                ORDER BY m.created_at, m.id LIMIT 1) AS id
  FROM unnest(ARRAY['inspector', 'checker', 'signatory']) WITH ORDINALITY AS wanted (role, place) ORDER BY place`;
/** Of the gapless series of a year, the last number that was given: held, and set behind what the city takes. */
const LAST_NUMBER = `SELECT value FROM number_series WHERE series = 'report:' || $1 || ':DT:' || $2 FOR UPDATE`;
const TAKE_NUMBERS = `
  INSERT INTO number_series (series, value) SELECT 'report:' || $1 || ':DT:' || $2, $3::bigint WHERE $3::bigint > 0
  ON CONFLICT (series) DO UPDATE SET value = $3`;
/** The tables of what is entered by the ten thousands. */
const RECORDS = [
  ...['elevators', 'elevator_filings', 'payment_orders', 'payment_allocations'],
  ...['reports', 'report_renderings', 'report_files'],
];
/** What dues are computed from, in a way that follows from what is known of these. */
const COUNTED = ['elevators', 'elevator_filings'];
const DOCUMENTS = 'search_documents';
/** Devices that are entered together with all that follows from them. */
const PORTION = 2_000;

interface Beginning {
  today: Date;
  organisations: readonly CityOrganisation[];
  rule: ScheduleRule;
  setting: ReportSetting;
}

interface Copied {
  counts: Record<string, number>;
  deviceIds: string[];
}

/**
 * Fills a demo city to the size of a real one, once: the same rows for the same day, by COPY, all of them or nothing.
 * @returns how many rows each table was given; nothing where the city is there already
 */
export async function fillCity(
  app: INestApplicationContext,
  databaseUrl: string,
  size = SEVEN_MILLION,
): Promise<Record<string, number>> {
  const db = new Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN');
    const counts = await enterCity(app, db, size);
    await db.query('COMMIT');
    await analyze(databaseUrl, Object.keys(counts));
    return counts;
  } finally {
    await db.end();
  }
}

/** The documents, which have the most to be known of, beside all others. */
async function analyze(databaseUrl: string, tables: readonly string[]): Promise<void> {
  const others = tables.filter((table) => ![...COUNTED, DOCUMENTS].includes(table));
  const lanes = tables.length > 0 ? [[DOCUMENTS], others] : [];
  await Promise.all(
    lanes.map(async (lane) => {
      const db = new Client({ connectionString: databaseUrl });
      await db.connect();
      for (const table of lane) await db.query(`ANALYZE ${table}`);
      await db.end();
    }),
  );
}

async function enterCity(app: INestApplicationContext, db: Client, size: CitySize): Promise<Record<string, number>> {
  await db.query("SELECT pg_advisory_xact_lock(hashtext('nqi city'))");
  const day = app.get(Clock).today();
  const organisations = organisationsOf(new Date(day), size);
  const known = await db.query('SELECT FROM organisations WHERE uscc = $1', [organisations[0]?.uscc]);
  if (known.rowCount) return {};
  const today = new Date(day);
  // Read before the tables are locked that records refer to.
  const rule = await app.get(ElevatorRulesService).scheduleOn(day);
  const setting = await settingOf(app, db, today);
  const { counts, deviceIds } = await withLateIndexes(db, RECORDS, () =>
    withLateSums(db, () => copyRecords(app, db, { today, organisations, rule, setting })),
  );
  await db.query(`ANALYZE ${COUNTED.join(', ')}`);
  const dues = await withLateIndexes(db, ['dues'], () => enterDues(app, db, day));
  const records = { organisations: organisations.map(({ id }) => id), elevators: deviceIds };
  const documents = await withLateIndexes(db, [DOCUMENTS], () => enterDocuments(app, db, records));
  return { ...counts, dues, [DOCUMENTS]: documents };
}

/** Device by device, so that nobody holds a city. */
async function copyRecords(
  app: INestApplicationContext,
  db: Client,
  { today, organisations, rule, setting }: Beginning,
): Promise<Copied> {
  const institutionId = setting.institution.id;
  const items = Json.of(setting.itemsText);
  const copied: Copied = { counts: {}, deviceIds: [] };
  await copyTables(db, copied, [
    ['organisations', organisationRows(organisations)],
    ['users', userRows(organisations, app.get(Secrets), await hashPassword(DEMO_PASSWORD))],
    ['memberships', membershipRows(organisations)],
    ['mandates', mandateRows(organisations, today)],
  ]);
  for (const devices of inPortions(devicesOf(organisations, today, rule))) {
    const filings = [...filingsOf(devices, today)];
    for (const { id } of devices) copied.deviceIds.push(id);
    await copyTables(db, copied, [
      ['elevators', deviceRows(devices, institutionId, rule)],
      ['elevator_filings', filingRows(filings, { institutionId, items, reportIdOf })],
      ['payment_orders', orderRows(filings, institutionId)],
      ['payment_allocations', allocationRows(filings)],
      ['reports', reportRows(filings, setting)],
      ['report_renderings', renderingRows(filings)],
      ['report_files', fileRows(filings, setting.specimen)],
    ]);
  }
  for (const [year, last] of setting.lastNumbers) await db.query(TAKE_NUMBERS, [institutionId, year, last]);
  return copied;
}

async function copyTables(
  db: Client,
  { counts }: Copied,
  tables: readonly [string, Iterable<CityRow>][],
): Promise<void> {
  for (const [table, rows] of tables) counts[table] = (counts[table] ?? 0) + (await copyRows(db, table, rows));
}

function* inPortions<T>(all: Iterable<T>): Generator<T[]> {
  let portion: T[] = [];
  for (const one of all) {
    if (portion.push(one) < PORTION) continue;
    yield portion;
    portion = [];
  }
  yield portion;
}

async function settingOf(app: INestApplicationContext, db: Client, today: Date): Promise<ReportSetting> {
  const rules = app.get(ElevatorRulesService);
  const [institution] = (await db.query<ReportSetting['institution']>(INSTITUTION)).rows;
  if (!institution) throw new Error('the demo city has no institution');
  const people = (await db.query<{ id: string }>(PEOPLE, [institution.id])).rows.map(({ id }) => id);
  const checklist = await rules.checklist('lift', app.get(Clock).today());
  const lastNumbers = new Map<string, number>();
  for (const year of [today.getUTCFullYear() - 1, today.getUTCFullYear()].map(String)) {
    const [series] = (await db.query<{ value: string }>(LAST_NUMBER, [institution.id, year])).rows;
    lastNumbers.set(year, Number(series?.value ?? 0));
  }
  return {
    ...{ institution, approvalNo: 'TS7310000-2026（演示）', people, lastNumbers },
    itemsText: canonicalJsonOf(
      checklist.map(({ no, name, isKey }) => ({ no, name, isKey, result: 'pass', remark: null })),
    ),
    categories: await rules.categories(),
    specimen: await app.get(FileStore).put(specimen(), 'pdf'),
  };
}
