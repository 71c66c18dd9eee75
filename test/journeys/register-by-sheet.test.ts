import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { startCity, type TestCity } from '../support/city';
import { over, upload } from '../support/sheets';

const REGISTER = join(__dirname, '../../../shared/data/elevators-maryland.csv.gz');
const isPresent = existsSync(REGISTER);
if (!isPresent) console.warn(`skipped: there is no register at ${REGISTER}`);
const test = isPresent ? it : it.skip;

/** What the register says, and what is known of it here; other types of drive stay without a category. */
const COLUMNS = [
  { column: 'location_name', field: 'userUnitName' },
  { column: 'location_address', field: 'address' },
  { column: 'registration_number', field: 'internalNo' },
  { column: 'certificate_expiration_date', field: 'certificateUntil' },
  {
    ...{ column: 'equipment_type', field: 'categoryCode' },
    values: {
      ...{ 'Traction Overhead (TO)': '3110', 'Traction Basement (TB)': '3110', 'Machine Room-less (MRL)': '3110' },
      ...{ 'Electric (E)': '3110', 'Hydraulic Basement (HB)': '3210', 'Hydraulic Overhead (HO)': '3210' },
      'Roped Hydraulic (RH)': '3210',
    },
  },
  { column: 'equipment_capacity', field: 'ratedLoadKg', unit: 'lb' },
  { column: 'equipment_speed', field: 'ratedSpeedMs', unit: 'ft/min' },
  { column: 'equipment_travel', field: 'liftHeightM', unit: 'ft in' },
];

describe(`a real register by sheet${isPresent ? '' : ` (skipped: no file ${REGISTER})`}`, () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await city.startWorker();
  });
  afterAll(() => city.close());

  test('is taken as it is: every row has its outcome, every refused one its reason, nothing is doubled', async () => {
    const { clerk } = city.cast;
    const content = gunzipSync(readFileSync(REGISTER));
    const lines = parse<Record<string, string>>(content, { columns: true });
    const mapping = await clerk.post('/v1/import-mappings', { kind: 'elevator', name: 'Maryland', columns: COLUMNS });
    const path = `/v1/elevators/imports?mappingId=${mapping.body.id}`;

    const [before] = await city.db.query('SELECT count(*)::int AS devices FROM elevators');
    const { body } = await upload(clerk, path, content);
    const first = await over(clerk, body.id as string, 120_000);
    expect(first).toMatchObject({ state: 'ready', total: lines.length, done: lines.length, updated: 0, unchanged: 0 });
    expect(first.created + first.refused).toBe(lines.length);
    const seconds = (Date.parse(first.finishedAt) - Date.parse(first.createdAt)) / 1000;
    console.info(`${lines.length} rows, ${first.refused} refused, in ${seconds} s`);

    const [after] = await city.db.query('SELECT count(*)::int AS devices FROM elevators');
    expect(after.devices - before.devices).toBe(first.created);
    const reasons = await city.db.query(
      `SELECT code, details, count(*)::int FROM import_rows WHERE import_id = $1 AND outcome = 'refused' GROUP BY 1, 2`,
      [first.id],
    );
    console.info(reasons);
    expect(reasons.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(first.refused);
    const units = await city.db.query(
      `SELECT count(*)::int AS units FROM organisations o WHERE state = 'unclaimed'
         AND EXISTS (SELECT FROM elevators e WHERE e.user_unit_id = o.id)`,
    );
    const named = new Set(lines.map(({ location_name: name }) => name?.trim()));
    expect(units[0].units).toBeGreaterThan(named.size * 0.9);

    const second = await upload(clerk, path, content);
    const again = await over(clerk, second.body.id as string, 120_000);
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: first.created, refused: first.refused });
  }, 300_000);
});
