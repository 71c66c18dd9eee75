import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { Caller } from '../caller';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import { inTurns } from '../load';
import { OpenStreams } from '../open-streams';
import type { Figure } from '../report-line';
import { residentMegabytes } from './memory';

/** As often as one person may listen at once: all of it is used, so that nobody who has gone may be left. */
const EACH = 8;
const PEOPLE = 63;
/** Of user units of the whole city. */
const FIRST_PHONE = 13_000_000_100;
const LIMIT_MS = 500;
const LIMIT_KB = 100;

/** One act that concerns all of them, and the bell after its commit, as every process rings it. */
const TELL = `
  INSERT INTO notices (recipient_id, kind, subject_type, subject_id, facts, href, created_at)
  SELECT id, 'due.approaching', 'elevator', gen_random_uuid(), '{"label": "1", "dueOn": "2026-03-02"}', '/v1/dues', now()
  FROM unnest($1::uuid[]) AS id`;
const RING = `SELECT pg_notify('nqi_notices', '')`;

/**
 * `elevators.listeners`: milliseconds from before the commit of an act that concerns 63 people until the last of their
 * 504 streams has read it, against a bare server that writes a line to as many.
 */
export async function listeners(city: BenchCity, ending: Ending): Promise<Figure> {
  const people = await peopleOf(city);
  const bare = await bareServer(ending);
  const pool = new Pool({ connectionString: city.databaseUrl, max: 1 });
  const clear = ending.add(() => pool.end());
  const tell = async (): Promise<void> => {
    await pool.query(TELL, [people.map(({ userId }) => userId)]);
    await pool.query(RING);
  };
  const ours = await openFor(city, people);
  const theirs = await OpenStreams.open(bare.url, tokensOf(people));
  const times = await inTurns(
    () => ours.hear(tell),
    () => theirs.hear(bare.tell),
  );
  ours.close();
  theirs.close();
  await clear();
  return { name: 'elevators.listeners', ...times, unit: 'ms', lessIsBetter: true, limit: LIMIT_MS };
}

/**
 * `elevators.listeners.memory`: kilobytes of the api for each stream of a first wave, against those of a second one. That
 * the second is let in says that nobody of the first is left, and that it takes less, that the memory was given back.
 */
export async function listenerMemory(city: BenchCity): Promise<Figure> {
  const people = await peopleOf(city);
  const { pid } = await city.api();
  const wave = async (): Promise<number> => {
    const before = await residentMegabytes(pid);
    const streams = await openFor(city, people);
    const more = (await residentMegabytes(pid)) - before;
    streams.close();
    return (more * 1024) / (EACH * people.length);
  };
  const value = await wave();
  const figure = { name: 'elevators.listeners.memory', value, baseline: await wave(), unit: 'KB each' };
  return { ...figure, lessIsBetter: true, limit: LIMIT_KB };
}

function peopleOf(city: BenchCity): Promise<Caller[]> {
  return Promise.all(Array.from({ length: PEOPLE }, (_, at) => city.caller(String(FIRST_PHONE + at))));
}

const tokensOf = (people: readonly Caller[]): string[] =>
  people.flatMap(({ token }) => Array.from({ length: EACH }, () => token));

async function openFor(city: BenchCity, people: readonly Caller[]): Promise<OpenStreams> {
  const { url } = await city.api();
  return OpenStreams.open(`${url}/v1/events`, tokensOf(people));
}

async function bareServer(ending: Ending): Promise<{ url: string; tell: () => Promise<void> }> {
  const open: ServerResponse[] = [];
  const server = createServer((_, response) => {
    open.push(response.writeHead(200, { 'content-type': 'text/event-stream' }));
    response.write('event: ready\n\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ending.add(() => Promise.resolve(void server.close()));
  const { port } = server.address() as AddressInfo;
  const tell = (): Promise<void> => Promise.resolve(open.forEach((one) => one.write('event: notice\n\n')));
  return { url: `http://127.0.0.1:${port}`, tell };
}
