import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Caller } from '../caller';
import type { BenchCity } from '../city';
import { fileableDevices } from '../fileable-devices';
import type { Figure } from '../report-line';

/** The institution's clerk of the demo city. */
const CLERK = '13800000011';
/** A real register of 25,204 devices, where the machine has it. */
const REGISTER = resolve('../shared/data/elevators-maryland.csv.gz');
const ROWS = 25_204;
/** What the project promises: rows a second of one worker, and the seconds of a batch of a thousand. */
const PROMISED_ROWS = 3_000;
const PROMISED_SECONDS = 2;
const BATCH = 1_000;
/** Who waits for a sheet looks now and then; looking takes time from the worker. */
const LOOK_MS = 250;

/** How the columns of the real register are read; other types of drive stay without a category. */
const COLUMNS = [
  { column: 'location_name', field: 'userUnitName' },
  { column: 'location_address', field: 'address' },
  { column: 'registration_number', field: 'internalNo' },
  { column: 'certificate_expiration_date', field: 'certificateUntil' },
  {
    ...{ column: 'equipment_type', field: 'categoryCode' },
    values: { 'Traction Overhead (TO)': '3110', 'Machine Room-less (MRL)': '3110', 'Roped Hydraulic (RH)': '3210' },
  },
  { column: 'equipment_capacity', field: 'ratedLoadKg', unit: 'lb' },
  { column: 'equipment_speed', field: 'ratedSpeedMs', unit: 'ft/min' },
  { column: 'equipment_travel', field: 'liftHeightM', unit: 'ft in' },
];

/** What is read of an import. */
interface Progress {
  id: string;
  state: string;
  total: number;
  created: number;
  createdAt: string;
  finishedAt: string;
}

/** `elevators.import`: rows of a register that one worker takes a second, from its acceptance to its end. */
export async function registerImport(city: BenchCity): Promise<Figure> {
  const clerk = await city.caller(CLERK);
  const columns = { kind: 'elevator', name: 'register', columns: COLUMNS };
  const { id } = await clerk.post<{ id: string }>('/v1/import-mappings', columns);
  const worker = await city.worker();
  try {
    await nightIsOver(city);
    const { seconds, ended } = await timed(city, clerk, `/v1/elevators/imports?mappingId=${id}`, registerSheet());
    const value = ended.total / seconds;
    return { name: 'elevators.import', value, baseline: PROMISED_ROWS, unit: 'rows/s', goal: 1 };
  } finally {
    await worker.stop();
  }
}

/** `elevators.batch1000`: seconds from the upload of a sheet of a thousand filings to the last of them. */
export async function batchBySheet(city: BenchCity): Promise<Figure> {
  const contractor = await city.contractor();
  const codes = (await fileableDevices(city)).slice(0, BATCH);
  const lines = codes.map((code) => `${code},维保经办人,13800138001`);
  const sheet = Buffer.from(['设备注册代码,联系人,联系电话', ...lines].join('\n'));
  const worker = await city.worker();
  try {
    const { seconds, ended } = await timed(city, contractor, '/v1/elevator-filings/imports', sheet);
    if (ended.created !== BATCH) throw new Error(`only ${ended.created} of ${BATCH} rows were filed`);
    await city.db.query('DELETE FROM elevator_filings WHERE batch_id = $1', [ended.id]);
    const promised = { baseline: PROMISED_SECONDS, limit: PROMISED_SECONDS };
    return { name: 'elevators.batch1000', value: seconds, ...promised, unit: 's', lessIsBetter: true };
  } finally {
    await worker.stop();
  }
}

/** The dues of the day are computed and told, so that the worker has nothing else to do. */
async function nightIsOver(city: BenchCity): Promise<void> {
  const open = `SELECT FROM due_passes HAVING count(*) = 0 OR NOT bool_and(is_finished) UNION ALL
    (SELECT FROM dues WHERE state = 'open' AND NOT is_in_hand AND remind_on <= current_date LIMIT 1)`;
  while ((await city.db.query(open)).rowCount) await new Promise((resume) => setTimeout(resume, LOOK_MS));
}

/** Uploads a sheet and waits for its end; the seconds are those between its acceptance and its end. */
async function timed(
  city: BenchCity,
  caller: Caller,
  path: string,
  sheet: Buffer,
): Promise<{ seconds: number; ended: Progress }> {
  const { url } = await city.api();
  const headers = { authorization: `Bearer ${caller.token}`, 'content-type': 'text/csv' };
  const answer = await fetch(url + path, { method: 'POST', headers, body: new Uint8Array(sheet) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${text.slice(0, 500)}`);
  const { id } = JSON.parse(text) as Progress;
  let ended: Progress;
  do {
    await new Promise((resume) => setTimeout(resume, LOOK_MS));
    ended = await caller.get<Progress>(`/v1/imports/${id}`);
  } while (['queued', 'running'].includes(ended.state));
  if (ended.state !== 'ready') throw new Error(`the import ended as ${JSON.stringify(ended)}`);
  return { seconds: (Date.parse(ended.finishedAt) - Date.parse(ended.createdAt)) / 1_000, ended };
}

/** The real register, or one of its size and shape. */
function registerSheet(): Buffer {
  if (existsSync(REGISTER)) return gunzipSync(readFileSync(REGISTER));
  const lines = Array.from({ length: ROWS }, (_, no) => {
    const [unit, month] = [no % 9_000, String((no % 12) + 1).padStart(2, '0')];
    const plate = `${1_000 + (no % 40) * 100} lbs,${100 + (no % 9) * 50},${10 + (no % 90)} feet ${no % 12} inches`;
    return `Hall ${unit},${unit} Main Street,R-${no},2026-${month}-28,Traction Overhead (TO),${plate}`;
  });
  return Buffer.from([COLUMNS.map(({ column }) => column).join(','), ...lines].join('\n'));
}
