import { createApi } from '../../../apps/api/src/http.setup';
import { createLogger } from '@nqi/shared/logging';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startCity, type TestCity } from '../../support/city';
import { openSession, tokenOf } from '../../support/client';
import { given } from '../../support/given';
import { until } from '../../support/until';

/** What a browser's event source hears. */
interface Heard {
  status: number;
  /** Ids and subjects of the notices, in order. */
  events: { id: string; subjectId: string; title: string }[];
  lastId(): string;
  isOver: boolean;
  close(): void;
}

/** Reads a stream of events to its end, whoever ends it. */
async function hear(response: Response, take: (fields: Record<string, string>) => void): Promise<void> {
  let text = '';
  const chunks = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  try {
    for await (const chunk of chunks) {
      const blocks = (text + String(chunk)).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s))));
    }
  } catch {
    // Closed by the test.
  }
}

describe('the events', () => {
  let city: TestCity;
  let second: NestFastifyApplication;
  const urls: string[] = [];
  beforeAll(async () => {
    city = await startCity();
    second = await createApi(city.config, createLogger('silent', 'test'));
    for (const app of [city.app, second]) {
      await app.listen(0, '127.0.0.1');
      urls.push(await app.getUrl());
    }
  });
  afterAll(async () => {
    await second.close();
    await city.close();
  });

  async function listen(
    who: { userId: string },
    { at = 0, after = '', language = 'zh-CN', sid = who.userId } = {},
  ): Promise<Heard> {
    const abort = new AbortController();
    const headers: Record<string, string> = {
      ...{ authorization: `Bearer ${tokenOf(city.config, who.userId, sid)}`, accept: 'text/event-stream' },
      'accept-language': language,
      ...(after && { 'last-event-id': after }),
    };
    const response = await fetch(`${urls[at]}/v1/events`, { headers, signal: abort.signal });
    const ids: string[] = [];
    const heard: Heard = {
      status: response.status,
      events: [],
      lastId: () => ids.at(-1) ?? '',
      isOver: false,
      close: () => abort.abort(),
    };
    void hear(response, (event) => {
      if (event.id) ids.push(event.id);
      if (event.event !== 'notice') return;
      const { subjectId, title } = JSON.parse(event.data ?? '{}');
      heard.events.push({ id: event.id ?? '', subjectId, title });
    }).finally(() => (heard.isOver = true));
    if (response.status === 200) await until(() => Promise.resolve(ids.length > 0), 5_000);
    return heard;
  }

  const poll = (after: string, wait = 0, at = 0): Promise<any> =>
    fetch(`${urls[at]}/v1/events?wait=${wait}${after && `&after=${after}`}`, {
      headers: { authorization: `Bearer ${tokenOf(city.config, city.cast.contractor.userId)}` },
    }).then(async (response) => ({ status: response.status, body: await response.json() }));

  // Events wait for the oldest transaction of the cluster, which the database of another test file may hold for a while.
  const heardOf = (heard: Heard, ids: readonly string[]): Promise<unknown> =>
    until(() => Promise.resolve(ids.every((id) => heard.events.some((event) => event.subjectId === id))), 25_000);

  it('come as they happen, in the language of who listens, to nobody else, on every process', async () => {
    const { cast } = city;
    const here = await listen(cast.contractor);
    const there = await listen(cast.contractor, { at: 1, language: 'en' });
    const stranger = await listen(cast.stranger);
    const { id } = await given(city).filing('accepted');
    await Promise.all([heardOf(here, [id]), heardOf(there, [id])]);
    expect([here.events[0]?.title, there.events[0]?.title]).toEqual(['报检已受理', 'Filing accepted']);
    expect(here.events.map((event) => event.id)).toEqual(there.events.map((event) => event.id));
    expect(stranger.events).toEqual([]);
    for (const one of [here, there, stranger]) one.close();
  });

  it('are not lost across reconnects, whatever commits late', async () => {
    const { cast, db } = city;
    const first = await listen(cast.contractor);
    // A transaction that tells first and commits last: its place is before what others commit meanwhile.
    const late = db.createQueryRunner();
    await late.startTransaction();
    const subject = '00000000-0000-4000-8000-000000000001';
    await late.query(
      `INSERT INTO notices (recipient_id, kind, subject_type, subject_id, facts, href, created_at)
       VALUES ($1, 'a.b', 'a', $2, '{}', '/', now())`,
      [cast.contractor.userId, subject],
    );
    const during = await given(city).filing('accepted');
    const before = first.lastId();
    first.close();
    const again = await listen(cast.contractor, { at: 1, after: before });
    await late.commitTransaction();
    await late.release();
    await heardOf(again, [subject, during.id]);
    const { body } = await poll(before);
    expect(body.items.map((item: any) => item.id)).toEqual(again.events.map((event) => event.id));
    expect(body.after).toBe(again.lastId());
    expect(new Set(again.events.map((event) => event.id)).size).toBe(again.events.length);
    again.close();
  });

  it('answer a question that waits, as soon as there is something, or after its time', async () => {
    const now = await poll('');
    expect(now).toMatchObject({ status: 200, body: { items: [] } });
    expect(await poll(now.body.after)).toEqual(now);
    const [answer, { id }] = await Promise.all([poll(now.body.after, 20, 1), given(city).filing('accepted')]);
    expect(answer.body.items.map((item: any) => item.data.subjectId)).toEqual([id]);
    const started = Date.now();
    expect((await poll(answer.body.after, 1)).body).toEqual({ items: [], after: answer.body.after });
    expect(Date.now() - started).toBeGreaterThan(900);
  });

  it('end within a second with the session, and go on for the others', async () => {
    const { cast, db } = city;
    const sid = '00000000-0000-4000-8000-00000000a001';
    await openSession(db, cast.hospital.userId);
    await db.query(
      `INSERT INTO sessions (id, user_id, refresh_hash, created_at, last_used_at, expires_at)
       VALUES ($1, $2, 'other', now(), now(), now() + interval '1 day')`,
      [sid, cast.hospital.userId],
    );
    const [revoked, kept] = [await listen(cast.hospital, { sid }), await listen(cast.hospital)];
    await db.query(`UPDATE sessions SET ended_at = now(), end_reason = 'revoked' WHERE id = $1`, [sid]);
    const started = Date.now();
    await until(() => Promise.resolve(revoked.isOver), 3_000);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(kept.isOver).toBe(false);
    kept.close();
  });

  it('refuse what is too much, and what names no event', async () => {
    const { cast } = city;
    const many = await Promise.all(Array.from({ length: 8 }, () => listen(cast.finance)));
    expect(many.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const ninth = await cast.finance.get('/v1/events?wait=1');
    expect([ninth.status, ninth.body.code]).toEqual([429, 'notices.too_many_streams']);
    many.forEach((one) => one.close());
    await until(async () => (await cast.finance.get('/v1/events')).status === 200, 3_000);
    for (const bad of ['after=x', 'after=1', 'wait=26', 'wait=-1', 'since=1-1', 'after=99999999999999999999-1']) {
      expect([bad, (await cast.finance.get(`/v1/events?${bad}`)).status]).toEqual([bad, 400]);
    }
    expect((await cast.nobody.get('/v1/events')).status).toBe(401);
  });

  it('take one connection of the database for all listeners of a process', async () => {
    const { cast, db } = city;
    const people = Object.values(cast).filter(({ userId }) => userId && userId !== cast.finance.userId);
    const streams = await Promise.all(
      Array.from({ length: 200 }, (_, index) => listen(people[index % people.length] ?? cast.clerk, { at: 1 })),
    );
    const [{ count }] = await db.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'nqi-events' AND datname = current_database()`,
    );
    expect(count).toBe(2);
    expect(streams.every(({ status }) => status === 200)).toBe(true);
    const { id } = await given(city).filing('accepted');
    const listening = streams.filter((_, index) => people[index % people.length] === cast.userUnit);
    await Promise.all(listening.map((stream) => heardOf(stream, [id])));
    streams.forEach((one) => one.close());
  });

  it('end when the process ends', async () => {
    const third = await createApi(city.config, createLogger('silent', 'test'));
    await third.listen(0, '127.0.0.1');
    urls.push(await third.getUrl());
    const stream = await listen(city.cast.userUnit, { at: 2 });
    const waiting = poll('', 20, 2);
    // By its end the question before it has arrived.
    await poll('', 1, 2);
    await third.close();
    expect((await waiting).body.items).toEqual([]);
    await until(() => Promise.resolve(stream.isOver), 2_000);
  });
});
