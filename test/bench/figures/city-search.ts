import { Pool } from 'pg';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import type { Figure } from '../report-line';
import { fillCapabilities } from '../volume-metrology';
import { fillStandards } from '../volume-standards';
import { getFrom, slowEnd } from './percentile';

const LIMIT_MS = 40;

/** Who looks: a user unit of two devices, a contractor with its mandates, an institution, a regulator, a machine shop. */
const PEOPLE = ['13000000002', '13000013501', '13800000011', '13800000002', '13800000060'];

/** Two characters, sounds, synonyms, codes and numbers, capabilities by value, places. */
const QUESTIONS: Record<string, string>[] = [
  ...['电梯', '小区', '物业', '维保', '扶梯', '压力表', '三坐标', 'CMM', 'dianti', 'wuye', 'ylb'].map((q) => ({ q })),
  ...['C-000128', 'JJG 52', 'GB/T 19001', '城市物业04322号', '城市路 1200 号', '小区 12', '不存在的东西'].map((q) => ({
    q,
  })),
  { quantity: 'pressure', value: '1', unit: 'MPa' },
  { quantity: 'length', value: '0.8', unit: 'm', maxU: '2', uUnit: 'um' },
  { q: '校准', quantity: 'pressure', value: '10', unit: 'MPa' },
  { q: '电梯', districtCode: '370602' },
  { q: '物业', near: '121.391382,37.539297' },
  { q: '电梯', near: '121.391382,37.539297', withinKm: '5' },
  { q: '电梯', kind: 'elevator' },
];

const BARE = `SELECT record_id, title FROM search_documents WHERE kind = 'organisation' AND terms @> ARRAY[$1::text] ORDER BY record_id DESC LIMIT 20`;

/** `search.p95`: one box over the whole city, 20,800 capabilities and 2,300 standards, against looking up one word in the index. */
export async function searchSlowEnd(city: BenchCity, ending: Ending): Promise<Figure> {
  await city.once('registers', async () => {
    await fillCapabilities(city.db);
    await fillStandards(city.db);
    await city.reindex();
    await city.db.query('ANALYZE search_documents');
  });
  const { url } = await city.api();
  const works = await Promise.all(
    PEOPLE.map(async (phone) => getFrom({ url, token: (await city.caller(phone)).token })),
  );
  const asked = QUESTIONS.flatMap((question) => {
    const path = `/v1/search?${new URLSearchParams(question).toString()}`;
    return works.map((work) => ({ work, path }));
  });
  const pool = new Pool({ connectionString: city.databaseUrl, max: 4 });
  const clear = ending.add(() => pool.end());
  const figure = await slowEnd({
    ...{ name: 'search.p95', limit: LIMIT_MS },
    ours: { items: asked, work: ({ work, path }) => work(path) },
    bare: { items: ['^dt', '物业', '小区'], work: (term) => pool.query({ text: BARE, values: [term] }) },
  });
  await clear();
  return figure;
}
