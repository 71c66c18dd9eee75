import type { BenchCity } from '../city';
import { getsPerSecond, inTurns, median, type Target } from '../load';
import type { Figure } from '../report-line';

const GOAL = 0.85;
/** The contractor's clerk, whose session is opened anew for each cold request. */
const CLERK = '13800000021';
const COLD_REQUESTS = 20;

async function routeOf(city: BenchCity): Promise<string> {
  const { organisationId } = await city.contractor();
  const { rows } = await city.db.query<{ id: string }>(
    'SELECT id FROM elevator_filings WHERE filed_by_organisation_id = $1 LIMIT 1',
    [organisationId],
  );
  return `/v1/elevator-filings/${rows[0]?.id}`;
}

/** `identity.guard`: a filing read with a warm token, against the same route of an api without its guards. */
export async function warmGuard(city: BenchCity): Promise<Figure> {
  const path = await routeOf(city);
  const { userId, organisationId, token } = await city.contractor();
  const guarded: Target = { url: (await city.api()).url, token };
  const unguarded: Target = { url: (await city.unguardedApi({ userId, organisationId })).url };
  for (const target of [guarded, unguarded]) await getsPerSecond(target, [path]);
  const rates = await inTurns(
    () => getsPerSecond(guarded, [path]),
    () => getsPerSecond(unguarded, [path]),
  );
  return { name: 'identity.guard', ...rates, unit: 'requests/s', goal: GOAL };
}

/** `identity.guard.cold`: milliseconds of the first request with a token that nobody has seen, against its second. */
export async function coldGuard(city: BenchCity): Promise<Figure> {
  const { url } = await city.api();
  const path = await routeOf(city);
  const times: [number[], number[]] = [[], []];
  for (let count = 0; count < COLD_REQUESTS; count += 1) {
    const token = await city.freshToken(CLERK);
    for (const column of times) column.push(await millisecondsOf(url + path, token));
  }
  return { name: 'identity.guard.cold', value: median(times[0]), baseline: median(times[1]), ...MILLISECONDS };
}

const MILLISECONDS = { unit: 'ms', lessIsBetter: true };

async function millisecondsOf(url: string, token: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - began;
}
