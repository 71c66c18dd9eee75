import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { buildDocument } from '@nqi/shared/http';
import { createLogger } from '@nqi/shared/logging';
import type { AnyWorkflow } from '@nqi/shared/workflow';
import { Client } from 'pg';
import { ApiModule } from '../../apps/api/src/api.module';
import { testConfig } from '../support/city';
import { cloneDatabase } from '../support/database';

const LIBS = join(__dirname, '../../libs');

/** Every table that a `*.workflow.ts` exports. */
const workflows = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.workflow.ts'))
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name, so that none is forgotten in a list
  .flatMap((path) => Object.values(require(join(LIBS, path)) as object))
  .filter((value): value is AnyWorkflow => typeof value === 'object' && value !== null && 'states' in value);
const byRecord = workflows.map((workflow) => [workflow.record, workflow] as const);

/** POST below a record that is no event of its workflow: it makes another record. */
const NO_EVENT = [
  'POST /v1/api-keys/{id}/revocation',
  'POST /v1/api-keys/{id}/rotation',
  'POST /v1/sessions/{id}/revocation',
  'POST /v1/me/wechat-links/{id}/removal',
  'POST /v1/users/{id}/unmasking',
  'POST /v1/data-requests/{id}/download',
  'POST /v1/data-requests/{id}/retry',
  'POST /v1/elevator-filings/{id}/unmasking',
  'POST /v1/equipment-bookings/{id}/unmasking',
  'POST /v1/metrology-orders/{id}/unmasking',
  'POST /v1/elevator-filings/{id}/rating',
  'POST /v1/equipment-bookings/{id}/rating',
  'POST /v1/equipment/{id}/tariffs',
  'POST /v1/help-requests/{id}/callbacks',
  'POST /v1/help-requests/{id}/messages',
  'POST /v1/help-requests/{id}/rating',
  'POST /v1/help-requests/{id}/read-marker',
  'POST /v1/notices/{id}/reading',
  'POST /v1/attachments/{id}/removal',
  'POST /v1/attachments/{id}/ticket',
  'POST /v1/payment-orders/{id}/refunds',
  'POST /v1/payment-orders/{id}/top-ups',
  'POST /v1/imports/{id}/cancellation',
  'POST /v1/imports/{id}/retry',
  'POST /v1/report-deliveries/{id}/unmasking',
  'POST /v1/report-exports/{id}/cancellation',
  'POST /v1/report-exports/{id}/retry',
  'POST /v1/reports/{id}/amendments',
  'POST /v1/reports/{id}/revocations',
  'POST /v1/reports/{reportId}/previews',
  'POST /v1/reports/{reportId}/renderings/{id}/retry',
];

describe('the workflows', () => {
  it('are found', () => expect(workflows.length).toBeGreaterThanOrEqual(3));

  describe.each(byRecord)('%s', (record, { states, final, events }) => {
    const transitions = Object.entries(events);

    it('reaches every state from the beginning', () => {
      const reached = new Set(transitions.filter(([, { from }]) => from.length === 0).map(([, { to }]) => to));
      expect(reached.size).toBeGreaterThan(0);
      for (let size = -1; size !== reached.size;) {
        size = reached.size;
        for (const [, { from, to }] of transitions) if (from.some((state) => reached.has(state))) reached.add(to);
      }
      expect([...reached].sort()).toEqual([...states].sort());
    });

    it('leaves every state that is not final, and no final one', () => {
      const left = new Set(transitions.flatMap(([, { from }]) => from));
      expect(states.filter((state) => !left.has(state)).sort()).toEqual([...final].sort());
    });

    it('names a state, an event and a noun as the habits say', () => {
      for (const name of [record, ...states, ...Object.keys(events)]) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(new Set(states).size).toBe(states.length);
      const routes = transitions.flatMap(([, { route }]) => route ?? []);
      for (const route of routes) expect(route).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(new Set(routes).size).toBe(routes.length);
    });

    it('lets somebody cause every event, and the system none by a route', () => {
      for (const [event, { by, route }] of transitions) {
        expect({ event, parties: by.length }).not.toEqual({ event, parties: 0 });
        expect({ event, byRoute: by.includes('system') && route !== undefined }).toEqual({ event, byRoute: false });
      }
    });
  });

  it('have exactly the states that the database allows', async () => {
    const database = await cloneDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      for (const { record, states } of workflows) {
        const { rows } = await client.query<{ definition: string }>(
          `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
           WHERE conrelid = $1::regclass AND contype = 'c' AND conname = $1 || '_state_check'`,
          [record.endsWith('y') ? `${record.slice(0, -1)}ies` : `${record}s`],
        );
        const allowed = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'/g)].map(([, state]) => state);
        expect({ record, states: allowed.sort() }).toEqual({ record, states: [...states].sort() });
      }
    } finally {
      await client.end();
      await database.drop();
    }
  });

  it('are what the contract offers: a POST for every event with a route, and no other', async () => {
    const module = ApiModule.register(
      testConfig('postgres://nobody@127.0.0.1/nothing'),
      createLogger('silent', 'test'),
    );
    const app = await NestFactory.create(module, new FastifyAdapter(), { preview: true, logger: false });
    const posts = Object.entries(buildDocument(app).paths).flatMap(([path, { post }]) =>
      post
        ? { path, described: post.description ?? '', parties: (post as { 'x-parties'?: string[] })['x-parties'] }
        : [],
    );
    const below = posts.filter(({ path }) => path.includes('{'));
    const offered = below.filter(({ path }) => !NO_EVENT.includes(`POST ${path}`));
    const events = workflows.flatMap(({ events }) =>
      Object.entries(events).flatMap(([event, { route, by }]) => (route ? { event, route, by } : [])),
    );
    const said = offered.map(({ path, described, parties }) => ({
      event: /^Event `(\w+)`/.exec(described)?.[1],
      route: path.split('/').at(-1),
      by: parties,
    }));
    // Two workflows may call an event, or its route, the same.
    const order = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
    expect(said.sort(order)).toEqual(events.sort(order));
    expect(below.filter(({ path }) => NO_EVENT.includes(`POST ${path}`))).toHaveLength(NO_EVENT.length);
  });
});
