import { deepStrictEqual } from 'node:assert';
import { Agent, request } from 'node:http';
import { Pool, type PoolClient } from 'pg';
import { TAKEN } from '../../../libs/lines/equipment/src/calendar/availability.queries';
import { ASTRAY, OVERLAPS, slotsFrom, storm, type StormClient, stormMachine } from '../booking-storm';
import type { Caller } from '../caller';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import { inTurns, secondsFor } from '../load';
import type { Figure } from '../report-line';
import { fillCalendar, VOLUME_NAME } from '../volume-equipment';
import { getFrom, slowEnd } from './percentile';

const WEEK_LIMIT_MS = 15;
const BOOKING_GOAL = 0.5;
const MACHINE_SHOP = '13800000060';
const MANAGER = '13800000050';
/** People of several organisations who book; none of them has the bookings of the volume. */
const USERS = [MACHINE_SHOP, '13800000061', '13800000062', '13800000021', '13800000040'];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Requests, and then transactions, in flight at once. */
const LANES = 8;
const BOOKINGS = 2_000;
const PURPOSE = 'bench of bookings';

interface Machine {
  id: string;
  provider_id: string;
}

async function machinesOf(city: BenchCity): Promise<Machine[]> {
  await fillCalendar(city.db);
  const { rows } = await city.db.query<Machine>(
    `SELECT id, provider_id FROM equipment WHERE name LIKE '${VOLUME_NAME} %' ORDER BY md5(id::text)`,
  );
  return rows;
}

/** `equipment.week`: the calendar of one machine for a week, among 200,000 bookings, against nothing but its statement. */
export async function equipmentWeek(city: BenchCity, ending: Ending): Promise<Figure> {
  const machines = await machinesOf(city);
  const { token } = await city.caller(MACHINE_SHOP);
  const { url } = await city.api();
  const pool = new Pool({ connectionString: city.databaseUrl, max: 10 });
  const clear = ending.add(() => pool.end());
  const now = Date.now();
  const midnight = Math.floor((now + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
  const period = [new Date(midnight), new Date(midnight + 7 * DAY_MS), new Date(now)];
  const bare = ({ id, provider_id }: Machine): Promise<{ rows: unknown[] }> =>
    pool.query({ ...TAKEN, values: [provider_id, id, ...period] });
  const path = ({ id }: Machine): string => `/v1/equipment/${id}/availability`;
  const [first] = machines;
  const { rows } = await bare(first);
  const answer = await fetch(url + path(first), { headers: { authorization: `Bearer ${token}` } });
  deepStrictEqual(((await answer.json()) as { busy: unknown[] }).busy.length, rows.length);
  const figure = await slowEnd({
    name: 'equipment.week',
    ours: { items: machines.map(path), work: getFrom({ url, token }) },
    bare: { items: machines, work: bare },
    limit: WEEK_LIMIT_MS,
  });
  await clear();
  return figure;
}

/** One after the other: many sign-ins at once from one address look like guessing. */
async function usersOf(city: BenchCity): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (const phone of USERS) callers.push(await city.caller(phone));
  return callers;
}

interface Wish {
  machine: Machine;
  startsAt: Date;
  endsAt: Date;
}

/**
 * `equipment.booking`: bookings a second, held by a POST each, against the bare transaction that locks the machine and
 * inserts the very rows that ours inserted.
 */
export async function equipmentBooking(city: BenchCity, ending: Ending): Promise<Figure> {
  const machines = await machinesOf(city);
  const callers = await usersOf(city);
  const pool = new Pool({ connectionString: city.databaseUrl, max: LANES });
  const clear = ending.add(() => pool.end());
  const wishes = freeTimes(machines);
  const take = (): Wish[] => Array.from({ length: BOOKINGS }, () => wishes.next().value);
  const { url } = await city.api();
  const ours = async (): Promise<number> => {
    await clearBookings(city);
    const items = take().map((wish, index) => ({ wish, caller: callers[index % callers.length] }));
    return BOOKINGS / (await secondsFor(items, LANES, ({ wish, caller }) => book(url, caller, wish)));
  };
  await ours();
  const { rows } = await city.db.query<Record<string, unknown>>(
    `SELECT to_jsonb(b) AS booking FROM equipment_bookings b WHERE purpose = '${PURPOSE}' LIMIT 1`,
  );
  const made = rows[0]?.booking as Record<string, unknown>;
  const bare = async (): Promise<number> =>
    BOOKINGS / (await secondsFor(take(), LANES, (wish) => inTransaction(pool, (db) => bareBooking(db, made, wish))));
  await bare();
  const rates = await inTurns(ours, bare);
  await clear();
  return { name: 'equipment.booking', ...rates, unit: 'bookings/s', goal: BOOKING_GOAL };
}

/** Times behind the volume, machine after machine, so that no two wishes meet. */
function* freeTimes(machines: readonly Machine[]): Generator<Wish, Wish> {
  const first = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 30 * DAY_MS;
  for (let round = 0; ; round += 1) {
    const startsAt = new Date(first + round * 2 * HOUR_MS);
    const endsAt = new Date(startsAt.getTime() + 2 * HOUR_MS);
    for (const machine of machines) yield { machine, startsAt, endsAt };
  }
}

/** By a client that costs little: server, database and client share the processors of one machine. */
function book(url: string, { token }: Caller, { machine, startsAt, endsAt }: Wish): Promise<void> {
  const body = JSON.stringify({ equipmentIds: [machine.id], mode: 'by_time', purpose: PURPOSE, startsAt, endsAt });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/equipment-bookings`, { method: 'POST', agent: AGENT, headers }, (answer) => {
      if (answer.statusCode !== 201) reject(new Error(`a booking was answered with ${answer.statusCode}`));
      answer.resume().once('end', resolve);
    });
    sent.once('error', reject).end(body);
  });
}

const AGENT = new Agent({ keepAlive: true });

/** Whoever has thousands of bookings open is nobody: the rounds before are cleared away. */
async function clearBookings(city: BenchCity): Promise<void> {
  const mine = `(SELECT id FROM equipment_bookings WHERE purpose = '${PURPOSE}')`;
  await city.db.query(`DELETE FROM occupancies WHERE booking_id IN ${mine}`);
  await city.db.query(`DELETE FROM equipment_bookings WHERE purpose = '${PURPOSE}'`);
}

async function inTransaction(pool: Pool, work: (db: PoolClient) => Promise<void>): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query('BEGIN');
    await work(db);
    await db.query('COMMIT');
  } finally {
    db.release();
  }
}

/** Lock, drop expired holds, insert the booking, its line of history and its place. */
async function bareBooking(db: PoolClient, made: Record<string, unknown>, wish: Wish): Promise<void> {
  const { machine, startsAt, endsAt } = wish;
  await db.query({ name: 'lock', text: LOCK, values: [[machine.id]] });
  await db.query({ name: 'drop', text: DROP, values: [machine.provider_id, machine.id] });
  const facts = { ...made, equipment_ids: [machine.id], starts_at: startsAt, ends_at: endsAt };
  const { rows } = await db.query<{ id: string }>({ name: 'booking', text: BOOKING, values: [JSON.stringify(facts)] });
  const { id } = rows[0];
  await db.query({ name: 'place', text: PLACE, values: [machine.provider_id, machine.id, startsAt, endsAt, id] });
  await db.query({ name: 'history', text: HISTORY, values: [id, made.booked_by_id, made.organisation_id] });
}

const LOCK = 'SELECT id FROM equipment WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE';
const DROP = `DELETE FROM occupancies
  WHERE provider_id = $1 AND resource_id = $2 AND kind = 'hold' AND expires_at <= now()`;
const BOOKING = `INSERT INTO equipment_bookings
  SELECT (jsonb_populate_record(NULL::equipment_bookings, $1::jsonb || jsonb_build_object('id', uuidv7()))).* RETURNING id`;
const PLACE = `INSERT INTO occupancies (id, provider_id, resource_id, place, during, kind, booking_id, expires_at)
  VALUES (uuidv7(), $1, $2, 1, tstzrange($3, $4), 'hold', $5, now() + interval '10 minutes')`;
const HISTORY = `INSERT INTO record_history (id, record_type, record_id, event, to_state, actor_id, organisation_id,
    visibility, details, at)
  VALUES (uuidv7(), 'equipment_booking', $1, 'create', 'draft', $2, $3, 'parties', '{}', now())`;

const CLIENTS = 200;
const SLOTS = 50;
const MACHINES = 10;

/**
 * `equipment.storm`: 200 clients want 50 times on ten machines from two api processes, with approvals and closures in
 * between. Of all answers those are right that leave no overlap, no half booking, no fault and no deadlock.
 */
export async function equipmentStorm(city: BenchCity): Promise<Figure> {
  const urls = [(await city.api()).url, (await city.anotherApi()).url];
  const manager = await city.caller(MANAGER);
  const callers = await usersOf(city);
  const equipmentIds: string[] = [];
  for (let index = 0; index < MACHINES; index += 1) {
    equipmentIds.push((await manager.post<{ id: string }>('/v1/equipment', stormMachine(index))).id);
  }
  const before = await count(city, DEADLOCKS);
  const tomorrow = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS);
  const { requests, unexpected, answers } = await storm({
    clients: Array.from({ length: CLIENTS }, (_, at) => clientAt(urls[at % 2], callers[at % callers.length].token)),
    managers: urls.map((url) => clientAt(url, manager.token)),
    equipmentIds,
    slots: slotsFrom(tomorrow, SLOTS),
  });
  for (const [answer, times] of answers) console.error(`        ${String(times).padStart(6)} × ${answer}`);
  for (const one of unexpected.slice(0, 10)) console.error(`        unexpected: ${one}`);
  const deadlocks = (await count(city, DEADLOCKS)) - before;
  const wrong = unexpected.length + deadlocks + (await count(city, OVERLAPS)) + (await count(city, ASTRAY));
  return { name: 'equipment.storm', value: requests - wrong, baseline: requests, unit: 'right answers', goal: 1 };
}

const DEADLOCKS = 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()';

async function count({ db }: BenchCity, sql: string): Promise<number> {
  const { rows } = await db.query<Record<string, string | number>>(sql);
  return Number(Object.values(rows[0])[0]);
}

/** Whatever it is answered, a client of the storm goes on. */
function clientAt(url: string, token: string): StormClient {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    async post(path, body = {}) {
      const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    },
  };
}
