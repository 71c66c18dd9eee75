import { NestFactory } from '@nestjs/core';
import { DueKinds } from '@nqi/platform/dues';
import { loadConfig } from '@nqi/shared/config';
import { createLogger } from '@nqi/shared/logging';
import { Pool } from 'pg';
import { WorkerModule } from '../../../apps/worker/src/worker.module';
import { DuePassSweep } from '../../../libs/platform/dues/src/due-pass.sweep';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import { inTurns } from '../load';
import type { Figure } from '../report-line';
import { getFrom, slowEnd } from './percentile';

const LIST = '/v1/dues?limit=20';
const BOARD = '/v1/dues/board';
const LIST_MS = 20;
const BOARD_MS = 100;
const NIGHT_S = 10;
/** Of the whole city: the property group with 5,000 devices, and one of the thousands that have two. */
const OWNERS = { large: '13000000001', small: '13000000002' };
const REGULATOR = '13800000002';

const OPEN = `SELECT * FROM dues WHERE organisation_id = $1 AND state = 'open' ORDER BY due_on, id LIMIT 21`;
const COUNTS = `SELECT district_code, kind, count(*) FROM dues WHERE state = 'open' AND due_on <= current_date + 90
  AND district_code LIKE '3706%' GROUP BY district_code, kind`;

/** `elevators.due.list.small` and `.large`: what falls due for one user unit, against nothing but its rows. */
export async function dueList(city: BenchCity, ending: Ending, owner: keyof typeof OWNERS): Promise<Figure> {
  const { token, organisationId } = await city.caller(OWNERS[owner]);
  return against(city, ending, {
    ...{ name: `elevators.due.list.${owner}`, token, path: LIST, limit: LIST_MS },
    ...{ text: OPEN, values: [organisationId] },
  });
}

/** `elevators.due.board`: all districts of the city, against nothing but the counting. */
export async function dueBoard(city: BenchCity, ending: Ending): Promise<Figure> {
  const { token } = await city.caller(REGULATOR);
  return against(city, ending, {
    ...{ name: 'elevators.due.board', token, path: BOARD, limit: BOARD_MS, text: COUNTS, values: [] },
  });
}

interface Compared {
  name: string;
  token: string;
  path: string;
  limit: number;
  text: string;
  values: unknown[];
}

async function against(city: BenchCity, ending: Ending, compared: Compared): Promise<Figure> {
  const { name, token, path, limit, text, values } = compared;
  const { url } = await city.api();
  const pool = new Pool({ connectionString: city.databaseUrl, max: 4 });
  const clear = ending.add(() => pool.end());
  const figure = await slowEnd({
    ...{ name, limit },
    ours: { items: [path], work: getFrom({ url, token }) },
    bare: { items: [values], work: (given) => pool.query({ name, text, values: given }) },
  });
  await clear();
  return figure;
}

/** `elevators.due.night`: seconds of the pass over the whole city in a usual night, against computing what is due. */
export async function dueNight(city: BenchCity, ending: Ending): Promise<Figure> {
  const module = WorkerModule.register(loadConfig(city.environment), createLogger('silent', 'bench'));
  const worker = await NestFactory.createApplicationContext(module, { logger: false });
  const clear = ending.add(() => worker.close());
  const pass = worker.get(DuePassSweep, { strict: false });
  const computed = worker.get(DueKinds, { strict: false }).of('elevator').computed('$1::date IS NOT NULL');
  const night = async (): Promise<number> => {
    await city.db.query(`UPDATE due_passes SET day = '2000-01-01', after_id = NULL, is_finished = false`);
    return seconds(() => pass.run());
  };
  const bare = (): Promise<number> =>
    seconds(() => city.db.query(`SELECT count(due_on) FROM (${computed}) AS c`, [new Date()]));
  // The first one finds what the day has changed.
  await night();
  const figure = { name: 'elevators.due.night', ...(await inTurns(night, bare)), unit: 's' };
  await clear();
  return { ...figure, lessIsBetter: true, limit: NIGHT_S };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** `city.seed`: seconds in which the whole city was entered, dues and documents included, against what is promised. */
export function citySeed(city: BenchCity): Promise<Figure> {
  const { seedSeconds } = city;
  return Promise.resolve({
    ...{ name: 'city.seed', value: seedSeconds, baseline: 60, unit: 's', lessIsBetter: true, limit: 60 },
  });
}
