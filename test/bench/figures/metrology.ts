import { deepStrictEqual } from 'node:assert';
import type { Clock } from '@nqi/shared/clock';
import { dataSourceOptions, Transactions } from '@nqi/shared/database';
import { createLogger } from '@nqi/shared/logging';
import { Decimal } from '@nqi/shared/units';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CapabilitySearchQueries } from '../../../libs/lines/metrology/src/capabilities/capability-search.queries';
import { Capability } from '../../../libs/lines/metrology/src/capabilities/capability.entity';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import { RecordedReads, type Statement } from '../recorded-reads';
import type { Figure } from '../report-line';
import { fillCapabilities, KINDS } from '../volume-metrology';
import { getFrom, slowEnd } from './percentile';

const SEARCH = '/v1/metrology-capabilities/search';
const LIMIT_MS = 30;
/** Somebody of an enterprise who looks for a laboratory. */
const MACHINE_SHOP = '13800000060';

/** `metrology.search`: who can calibrate it, among 20,800 capabilities, against nothing but the statement. */
export async function capabilitySearch(city: BenchCity, ending: Ending): Promise<Figure> {
  await fillCapabilities(city.db);
  const needs = KINDS.flatMap(needsOf);
  const statements = await statementsOf(city, needs);
  const { token } = await city.caller(MACHINE_SHOP);
  const { url } = await city.api();
  const pool = new Pool({ connectionString: city.databaseUrl, max: 10 });
  const clear = ending.add(() => pool.end());
  const paths = needs.map((need) => `${SEARCH}?${new URLSearchParams({ ...need, limit: '20' }).toString()}`);
  await assertFound(`${url}${paths[0]}`, token, await pool.query({ ...statements[0] }));
  const figure = await slowEnd({
    name: 'metrology.search',
    ours: { items: paths, work: getFrom({ url, token }) },
    bare: { items: statements, work: (statement: Statement) => pool.query({ ...statement }) },
    limit: LIMIT_MS,
  });
  await clear();
  return figure;
}

type Need = { low: string; high: string; unit: string; onDay: string } & Partial<
  Record<'accuracyClass' | 'instrument' | 'districtCode', string>
>;

/** Of each kind the smallest range, which nearly all rows cover, a common one with words, and a rare one in a district. */
function needsOf([instrument, , unit, smallest]: (typeof KINDS)[number]): Need[] {
  const of = (times: number): Need => ({
    ...{ low: '0', high: new Decimal(smallest).times(times).toFixed(), unit, onDay: '2026-11-21' },
    accuracyClass: '0.4',
  });
  return [of(0.5), { ...of(12), instrument }, { ...of(120), districtCode: '370611' }];
}

/** The very statements that the api runs, taken from the compiled code that writes them. */
async function statementsOf({ databaseUrl }: BenchCity, needs: readonly Need[]): Promise<Statement[]> {
  const options = dataSourceOptions({ url: databaseUrl, poolSize: 1, name: 'nqi-bench' });
  const source = await new DataSource({ ...options, entities: [Capability] }).initialize();
  try {
    const reads = new RecordedReads(source, new Transactions(source, createLogger('warn', 'bench')));
    // Every need names its day.
    const queries = new CapabilitySearchQueries(reads, {} as Clock);
    for (const need of needs) await queries.search({ ...need, limit: 20 });
    return reads.seen;
  } finally {
    await source.destroy();
  }
}

/** The comparison means nothing unless both find the same. @throws AssertionError */
async function assertFound(url: string, token: string, { rows }: { rows: { id: string }[] }): Promise<void> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await answer.json()) as { items: { capability: { id: string } }[] };
  deepStrictEqual(
    items.map(({ capability }) => capability.id),
    rows.slice(0, 20).map(({ id }) => id),
  );
}
