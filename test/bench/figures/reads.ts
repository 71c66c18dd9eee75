import { deepStrictEqual } from 'node:assert';
import type { BenchCity } from '../city';
import { getsPerSecond, inTurns, type Target } from '../load';
import type { Figure } from '../report-line';

const LIST = '/v1/elevator-filings';
/** Enough different filings that no answer is the one just given, few enough to stay in PostgreSQL's memory. */
const FILINGS = 200;
const GOAL = 0.5;

/** `filing.read`: one filing a request. */
export async function filingRead(city: BenchCity): Promise<Figure> {
  const { rows } = await city.db.query<{ id: string }>(
    'SELECT id FROM elevator_filings WHERE filed_by_organisation_id = $1 ORDER BY md5(id::text) LIMIT $2',
    [(await city.contractor()).organisationId, FILINGS],
  );
  return compare(
    city,
    'filing.read',
    rows.map(({ id }) => `${LIST}/${id}`),
  );
}

/** `filing.list20`: the first page of a contractor with some 4,900 filings. */
export function filingList(city: BenchCity): Promise<Figure> {
  return compare(city, 'filing.list20', [LIST]);
}

async function compare(city: BenchCity, name: string, paths: readonly string[]): Promise<Figure> {
  const { token } = await city.contractor();
  const ours: Target = { url: (await city.api()).url, token };
  const bare: Target = { url: (await city.baseline()).url };
  for (const path of paths) await assertSame(ours, bare, path);
  // Neither side is measured while V8 is still compiling it.
  for (const target of [ours, bare]) await getsPerSecond(target, paths);
  const rates = await inTurns(
    () => getsPerSecond(ours, paths),
    () => getsPerSecond(bare, paths),
  );
  return { name, ...rates, unit: 'requests/s', goal: GOAL };
}

/** The comparison means nothing unless both give the same answer. @throws AssertionError */
async function assertSame(ours: Target, bare: Target, path: string): Promise<void> {
  const headers = { authorization: `Bearer ${ours.token}` };
  const [our, other] = await Promise.all([fetch(ours.url + path, { headers }), fetch(bare.url + path)]);
  const [ourText, otherText] = await Promise.all([our.text(), other.text()]);
  deepStrictEqual(JSON.parse(otherText), JSON.parse(ourText), `the baseline answers ${path} differently`);
  if (ourText.length !== otherText.length) throw new Error(`the baseline writes ${path} in other bytes`);
}
