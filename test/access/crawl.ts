import type { DataSource } from 'typeorm';
import type { Answer } from '../support/client';
import { operations, type Operation } from './document';
import type { Principal } from './principals';
import { MARKER, type Taint } from './taints';

/** Where the records of a kind stand whose name is not that of their table. */
const TABLES: Readonly<Record<string, string>> = { equipment: 'equipment', wechat_link: 'wechat_identities' };
/** Of each kind, the latest: those of the prepared city and its neighbours. */
const MOST = 5;

/** What is in a directory for everybody. */
const PUBLIC: readonly { table: string; where: RegExp; why: string }[] = [
  { table: 'users', where: /^(GET )?\/v1\/experts/, why: 'experts offer themselves by name' },
];

/** A marker that came to somebody who may not read it. */
export interface Leak {
  who: string;
  where: string;
  what: string;
}

const gets = operations.filter(({ method }) => method === 'get');

/** Walks the whole api as somebody and looks for what is none of their business. */
export class Crawl {
  readonly leaks: Leak[] = [];
  requests = 0;
  private readonly missed = new Set<string>();
  seen = 0;

  constructor(
    private readonly taints: ReadonlyMap<string, Taint>,
    private readonly ids: Readonly<Record<string, readonly string[]>>,
  ) {}

  async as(principal: Principal): Promise<void> {
    for (const operation of gets) {
      for (const path of this.pathsOf(operation)) await this.pages(principal, path);
    }
    for (const operation of operations) if (operation.method !== 'get') await this.errors(principal, operation);
  }

  /** The cursor that one was given, in the hands of another. */
  async cursors(giver: Principal, taker: Principal): Promise<void> {
    for (const { path, query } of gets) {
      if (path.includes('{') || !query.some(({ name }) => name === 'cursor')) continue;
      const { body } = await giver.caller.get(`${path}?limit=1`);
      if (body?.nextCursor) await this.look(taker, `${path}?limit=100&cursor=${body.nextCursor}`);
    }
  }

  /** A list without filter, with each value of each filter, sorted in each way, and searched for the markers themselves. */
  private pathsOf({ path, names, query }: Operation): string[] {
    const asked = query.flatMap(({ name, schema }) => valuesOf(name, schema).map((value) => `?${name}=${value}`));
    const [first = '', second] = Object.values(names);
    if (!path.includes('{')) return ['', ...asked].map((filter) => path + filter);
    if (second) return this.pairs(path);
    return (this.ids[first] ?? []).map((id) => path.replace(/\{\w+\}/, id));
  }

  private pairs(path: string): string[] {
    return (this.ids.report_rendering ?? []).flatMap((pair) => {
      const [reportId = '', id = ''] = pair.split(' ');
      const filled = path.replace('{reportId}', reportId).replace('{id}', id);
      return ['report', 'record'].map((document) => filled.replace('{document}', document));
    });
  }

  private async pages(principal: Principal, path: string): Promise<void> {
    const limit =
      /cursor|limit/.test(path) || path.split('/').length > 3 ? '' : `${path.includes('?') ? '&' : '?'}limit=50`;
    let answer = await this.look(principal, path + limit);
    for (let page = 0; answer.body?.nextCursor && page < 20; page += 1) {
      const joint = (path + limit).includes('?') ? '&' : '?';
      answer = await this.look(principal, `${path}${limit}${joint}cursor=${answer.body.nextCursor}`);
    }
  }

  /** What refusals say about records that are not theirs. */
  private async errors(principal: Principal, { method, path, names }: Operation): Promise<void> {
    const [kind = ''] = Object.values(names);
    if (!path.includes('{id}')) return;
    for (const id of this.hidden(principal, kind)) {
      const url = path.replace('{id}', id);
      const answer = await principal.caller[method as 'post'](url, { none: 1 }, { 'if-match': '"0"' });
      this.judge(principal, `${method.toUpperCase()} ${path}`, answer);
    }
  }

  /** Two records of a kind that were not there for somebody. */
  private hidden({ name }: Principal, kind: string): string[] {
    return (this.ids[kind] ?? []).filter((id) => this.missed.has(`${name} ${id}`)).slice(0, 2);
  }

  private async look(principal: Principal, url: string): Promise<Answer> {
    const answer = await principal.caller.get(url);
    const [, id] = /^\/v1\/[\w-]+\/([\w-]{36})$/.exec(url) ?? [];
    if (id && answer.status === 404) this.missed.add(`${principal.name} ${id}`);
    this.judge(principal, url, answer);
    return answer;
  }

  private judge({ name, caller, roles }: Principal, where: string, { headers, raw }: Answer): void {
    this.requests += 1;
    const text = JSON.stringify(headers) + raw.toString('latin1');
    for (const marker of new Set([...text.matchAll(MARKER)].map(([, found]) => found))) {
      const taint = this.taints.get(marker);
      this.seen += 1;
      if (taint && !isPublic(taint, where) && !mayRead(taint, caller, roles)) {
        this.leaks.push({ who: name, where, what: `${taint.table} ${around(text, marker)}` });
      }
    }
  }
}

const isPublic = ({ table }: Taint, where: string): boolean =>
  PUBLIC.some((one) => one.table === table && one.where.test(where));

function mayRead(taint: Taint, who: Principal['caller'], roles: readonly string[]): boolean {
  if (taint.organisations.has(who.organisationId) || taint.people.has(who.userId)) return true;
  if (taint.roles.some((role) => roles.includes(role))) return true;
  return (taint.operators && roles.includes('operator')) || (taint.regulators && roles.includes('city regulator'));
}

const around = (text: string, marker: string): string => {
  const at = text.indexOf(marker);
  return Buffer.from(text.slice(Math.max(0, at - 60), at + 8), 'latin1').toString();
};

function valuesOf(name: string, { enum: values, format, type }: Record<string, any>): string[] {
  if (name === 'cursor' || name === 'limit') return [];
  if (values) return (values as string[]).slice(0, 2);
  if (format || type !== 'string') return [];
  return ['Zq'];
}

/** The ids that paths are filled with. */
export async function idsByKind(db: DataSource): Promise<Record<string, string[]>> {
  const kinds = new Set(operations.flatMap(({ names }) => Object.values(names)));
  const ids: Record<string, string[]> = {};
  for (const kind of kinds) {
    const table = tableOf(kind);
    const id = kind === 'report_rendering' ? `report_id || ' ' || id` : 'id';
    const rows = await db.query(`SELECT ${id} AS id FROM ${table} ORDER BY ${table}.id DESC LIMIT ${MOST}`);
    ids[kind] = rows.map((row: { id: string }) => row.id);
  }
  return ids;
}

/** Of `metrology_item.result`, say, the table of its record. */
function tableOf(kind: string): string {
  const [noun = ''] = kind.split('.');
  return (
    TABLES[noun] ?? (/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}${noun.endsWith('ch') ? 'es' : 's'}`)
  );
}
