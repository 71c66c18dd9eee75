import type { BenchCity } from '../city';
import { median } from '../load';
import type { Figure } from '../report-line';

/** Percent by which the answer about a phone that somebody has may differ from that about one that nobody has. */
const LIMIT_PERCENT = 5;
const PAIRS = 40;
/** V8 compiles meanwhile; not counted. */
const WARM_UP = 5;

const KNOWN = '13800000011';
const UNKNOWN = '13899990001';
const UNKNOWN_TOO = '13899990002';

interface Question {
  name: string;
  path: string;
  body: object;
  status: number;
}

/** `identity.sign-in`: a wrong password for a known and an unknown phone. */
export function signInGap(city: BenchCity): Promise<Figure> {
  return gap(city, {
    name: 'identity.sign-in',
    ...{ path: '/v1/auth/token', body: { password: 'not the password' }, status: 401 },
  });
}

/** `identity.codes`: a one-time code for a known and an unknown phone. */
export function codeGap(city: BenchCity): Promise<Figure> {
  return gap(city, {
    name: 'identity.codes',
    ...{ path: '/v1/auth/codes', body: { purpose: 'sign_in' }, status: 202 },
  });
}

/**
 * The median gap, in percent, of pairs that are asked one right after the other, in changing order, so that what else the
 * machine does falls on both; against the same gap between two phones that nobody has, the noise of the measurement.
 */
async function gap(city: BenchCity, question: Question): Promise<Figure> {
  const { url } = await city.api();
  const times = new Map([KNOWN, UNKNOWN, UNKNOWN_TOO].map((phone) => [phone, [] as number[]]));
  for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
    const order = [...times.keys()];
    // Each phone is the first, the second and the third equally often.
    const turned = [...order.slice(Math.abs(pair) % 3), ...order.slice(0, Math.abs(pair) % 3)];
    for (const phone of turned) {
      await forget(city);
      const took = await timeOf(url, question, phone);
      if (pair >= 0) times.get(phone)?.push(took);
    }
  }
  const [known = [], unknown = [], unknownToo = []] = [...times.values()];
  return {
    ...{ name: question.name, value: medianGap(known, unknown), baseline: medianGap(unknownToo, unknown) },
    ...{ unit: '% apart', lessIsBetter: true, limit: LIMIT_PERCENT },
  };
}

/** Never nothing at all: a ratio to it would not be a number. */
function medianGap(ones: readonly number[], others: readonly number[]): number {
  const gaps = ones.map((one, at) => one - (others[at] ?? 0));
  return Math.max(0.1, (Math.abs(median(gaps)) / median(others)) * 100);
}

/** Every question is the first one, or brakes and limits would answer it. */
async function forget({ db }: BenchCity): Promise<void> {
  await db.query('DELETE FROM sign_in_delays');
  await db.query('DELETE FROM code_requests');
}

async function timeOf(url: string, { path, body, status }: Question, phone: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const began = performance.now();
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify({ phone, ...body }) });
  await answer.text();
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - began;
}
