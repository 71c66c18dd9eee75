import { deepStrictEqual } from 'node:assert';
import type { Actor, Role } from '@nqi/platform/identity';
import type { Config } from '@nqi/shared/config';
import { dataSourceOptions, Transactions } from '@nqi/shared/database';
import { Lists } from '@nqi/shared/http';
import { createLogger } from '@nqi/shared/logging';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ClockQueries } from '../../../libs/lines/assistance/src/clocks/clock.queries';
import { HelpClock } from '../../../libs/lines/assistance/src/clocks/help-clock.entity';
import { Message } from '../../../libs/lines/assistance/src/messages/message.entity';
import { MessageQueries } from '../../../libs/lines/assistance/src/messages/message.queries';
import { HelpRequest } from '../../../libs/lines/assistance/src/requests/help-request.entity';
import { HelpRequestQueries } from '../../../libs/lines/assistance/src/requests/help-request.queries';
import { Cursors } from '../../../libs/shared/http/src/cursors';
import type { BenchCity } from '../city';
import type { Ending } from '../ending';
import { RecordedReads, type Statement } from '../recorded-reads';
import type { Figure } from '../report-line';
import { fillRequests } from '../volume-assistance';
import { getFrom, slowEnd } from './percentile';

const LIMIT_MS = 40;

/** Who looks: the phone of the demo city, and the role that decides what is seen. */
const READERS = {
  operator: ['13800000001', 'operator'],
  expert: ['13800000053', 'expert'],
  requester: ['13800000060', 'ent_admin'],
} as const satisfies Record<string, readonly [phone: string, role: Role]>;

/** The first page, filters, and words that one in seven, one in a hundred and no request has. */
const QUERIES = {
  list: [{}, { state: 'open' }, { category: 'metrology' }, { sort: 'answerDueAt' }, { state: 'closed', type: 'aid' }],
  search: [{ q: '压力表' }, { q: '锂电池出口认证' }, { q: '位置度 怎样写进' }, { q: '1337 批' }, { q: '青霉素' }],
} as const;

/** `assistance.list.operator` and so on: lists and searches among 50,000 requests, against nothing but their statements. */
export async function requestReads(
  city: BenchCity,
  ending: Ending,
  [what, who]: readonly [keyof typeof QUERIES, keyof typeof READERS],
): Promise<Figure> {
  await fillRequests(city.db);
  const [phone, role] = READERS[who];
  const { token, userId, organisationId } = await city.caller(phone);
  const actor: Actor = {
    ...{ userId, organisationId, roles: new Set([role]), capabilities: new Set(), districtCode: null },
  };
  const pages = await statementsOf(city, actor, QUERIES[what]);
  const { url } = await city.api();
  const pool = new Pool({ connectionString: city.databaseUrl, max: 10 });
  const clear = ending.add(() => pool.end());
  const paths = QUERIES[what].map((query) => `/v1/help-requests?${new URLSearchParams(query).toString()}`);
  await assertFound(`${url}${paths[0]}`, token, await pool.query({ ...pages[0][0] }));
  const figure = await slowEnd({
    name: `assistance.${what}.${who}`,
    ours: { items: paths, work: getFrom({ url, token }) },
    bare: {
      items: pages,
      work: async (statements: Statement[]) => {
        for (const statement of statements) await pool.query({ ...statement });
      },
    },
    limit: LIMIT_MS,
  });
  await clear();
  return figure;
}

/** The very statements that the api runs for each page, taken from the compiled code that writes them. */
async function statementsOf(city: BenchCity, actor: Actor, queries: readonly object[]): Promise<Statement[][]> {
  const options = dataSourceOptions({ url: city.databaseUrl, poolSize: 1, name: 'nqi-bench' });
  const source = await new DataSource({ ...options, entities: [HelpRequest, HelpClock, Message] }).initialize();
  try {
    const reads = new RecordedReads(source, new Transactions(source, createLogger('warn', 'bench')));
    const lists = new Lists(reads, new Cursors({ APP_SECRET: 'only to sign what nobody reads' } as Config));
    const requests = new HelpRequestQueries(lists, reads, new ClockQueries(reads), new MessageQueries(lists, reads));
    const pages: Statement[][] = [];
    for (const query of queries) {
      await requests.list(actor, query);
      pages.push(reads.seen.splice(0));
    }
    return pages;
  } finally {
    await source.destroy();
  }
}

/** The comparison means nothing unless both find the same. @throws AssertionError */
async function assertFound(url: string, token: string, { rows }: { rows: { id: string }[] }): Promise<void> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  deepStrictEqual(
    items.map(({ id }) => id),
    rows.slice(0, 20).map(({ id }) => id),
  );
}
