import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, statusOf } from '@nqi/shared/errors';

const ROOT = join(__dirname, '../..');
const document = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
const schemas = Object.entries(document.components.schemas as Record<string, any>);
const operations = Object.entries(document.paths as Record<string, any>).flatMap(([path, item]) =>
  Object.entries(item as Record<string, any>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    ...{ path, method, operation },
  })),
);

/** Every object of the document with the place where it stands. */
function walk(node: any, place = ''): { place: string; node: any }[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.entries(node).flatMap(([key, member]) => walk(member, `${place}/${key}`));
  return [{ place, node }, ...below];
}
const nodes = walk(document);
/** Schemas, not the properties that happen to be called `type`. */
const typed = nodes.filter(({ node }) => typeof node.type === 'string' || Array.isArray(node.type));

/** Objects whose shape belongs to somebody else: to the event, the kind of report, the kind of row. */
const FREE = [
  ...['AuditEventResponse.details', 'DataExportResponse.data', 'HistoryResponse.details'],
  ...['ReportResponse.content', 'BatchItem.resource', 'NoticeResponse.facts'],
];

/** Answers that hold a secret, and refusals that must count: no answer of theirs is kept under an Idempotency-Key. */
const UNKEPT =
  /^POST \/v1\/(me\/(password|phone|id-number|second-factor(\/.+)?|step-up)|.+\/unmasking|attachments\/\{id\}\/ticket|data-requests\/\{id\}\/download|api-keys(\/\{id\}\/rotation)?)$/;

/** Still interfaces, which the compiler's plugin cannot read; as classes of a `*.dto.ts` they would be described. */
const NOT_YET: string[] = [];

/** Texts that a pattern limits which the plugin cannot read, because it is no literal. */
const LIMITED_BY_PATTERN = /\.(ratedLoadKg|baseMonth|contactPhone)$/;

const named = (found: { place: string }[]): string[] => found.map(({ place }) => place);

describe('the contract', () => {
  it('in openapi.json is what the built server emits', () => {
    execFileSync(process.execPath, [join(ROOT, 'dist/apps/api/src/openapi.js'), '--check'], {
      cwd: ROOT,
      stdio: 'pipe',
    });
    expect(operations.length).toBeGreaterThan(40);
  });

  it('is OpenAPI 3.1, without words of 3.0', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(named(nodes.filter(({ node }) => 'nullable' in node && typeof node.nullable === 'boolean'))).toEqual([]);
    expect(named(nodes.filter(({ node }) => typeof node.exclusiveMinimum === 'boolean'))).toEqual([]);
  });

  it('refers only to what it has', () => {
    const references = nodes.filter(({ node }) => typeof node.$ref === 'string');
    expect(references.length).toBeGreaterThan(100);
    const missing = references.filter(({ node }) => {
      const parts = String(node.$ref).split('/').slice(1);
      return parts.reduce((target: any, part) => target?.[part], document) === undefined;
    });
    expect(named(missing)).toEqual([]);
    const used = new Set(references.map(({ node }) => String(node.$ref).split('/').at(-1)));
    expect(schemas.map(([name]) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => !/^[A-Z]\w+_\w+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has addresses of this version, in plural kebab-case', () => {
    const odd = Object.keys(document.paths).filter((path) => !/^\/(v1|v)(\/([a-z]+(-[a-z]+)*|\{\w+\}))*$/.test(path));
    expect(odd).toEqual([]);
  });

  it.each(operations)('describes $name: summary, tag, refusals, and who may', ({ operation, path }) => {
    expect(operation.summary).toMatch(/^[A-Z].{5,}[^.]$/);
    expect(operation.tags).toHaveLength(1);
    const codes: string[] = operation['x-error-codes'];
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) {
      const { kind } = catalogue[code as keyof typeof catalogue];
      expect(operation.responses[statusOf[kind]].description).toContain(code);
    }
    if (operation.security) expect(operation['x-roles'].length).toBeGreaterThan(0);
    else
      expect(path).toMatch(
        /^\/v1\/(auth\/|consent-texts$|districts$|downloads$|signing-keys\/{fingerprint}\/certificate$|invitations\/(opening|acceptance|declination)$|signing-keys\/\{fingerprint\})|^\/v(\/|$)/,
      );
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter((one: any) => one.in === 'path').map((one: any) => one.name);
    expect(declared.sort()).toEqual(inPath.sort());
  });

  it.each(operations)('says what $name answers, in one status of success', ({ operation, name }) => {
    const answers = Object.entries(operation.responses as Record<string, any>).filter(
      ([status]) => Number(status) < 300,
    );
    const isBatch = answers.some(([status]) => status === '207');
    expect({ name, statuses: answers.map(([status]) => status) }).toEqual({
      name,
      statuses: isBatch ? ['200', '207'] : [expect.stringMatching(/^20[0-2]$/)],
    });
    for (const [, { content }] of answers) {
      const [media]: any[] = Object.values(content ?? {});
      expect(media?.schema).toBeDefined();
      if (!NOT_YET.includes(name)) expect(media.schema).not.toEqual({ type: 'object' });
    }
  });

  it('answers an event of an existing record with 200 and the record, nothing being created', () => {
    const events = operations.filter(
      ({ operation, path }) => /^Event `/.test(operation.description ?? '') && path.includes('{'),
    );
    expect(events.length).toBeGreaterThan(10);
    for (const { name, operation } of events) {
      const success = Object.keys(operation.responses).filter((status) => Number(status) < 300);
      expect({ name, success }).toEqual({ name, success: ['200'] });
    }
  });

  it('takes what an edit and a repeat need', () => {
    const has = (operation: any, header: string) => operation.parameters.some(({ name }: any) => name === header);
    const patches = operations.filter(({ method }) => method === 'patch');
    expect(patches.length).toBeGreaterThan(0);
    expect(patches.filter(({ operation }) => !has(operation, 'If-Match')).map(({ name }) => name)).toEqual([]);
    const posts = operations.filter(({ method, operation }) => method === 'post' && operation.security);
    const kept = posts.filter(({ operation }) => has(operation, 'Idempotency-Key')).map(({ name }) => name);
    const names = posts.map(({ name }) => name);
    expect(kept).toEqual(names.filter((name) => !UNKEPT.test(name)));
  });

  it('answers a list with items and nextCursor, and takes cursor and limit', () => {
    const lists = operations.filter(({ operation }) => operation.parameters.some(({ name }: any) => name === 'cursor'));
    expect(lists.length).toBeGreaterThan(5);
    for (const { operation } of lists) {
      const { $ref } = operation.responses[200].content['application/json'].schema;
      const { properties, required } = document.components.schemas[$ref.split('/').at(-1)];
      expect(properties).toMatchObject({ items: { type: 'array' }, nextCursor: { type: ['string', 'null'] } });
      expect(required).toEqual(expect.arrayContaining(['items', 'nextCursor']));
      const limit = operation.parameters.find(({ name }: any) => name === 'limit');
      expect(limit.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
    }
  });

  it('types every value: whole numbers, days, instants, ids', () => {
    expect(named(typed.filter(({ node }) => [node.type].flat().includes('number')))).toEqual([]);
    const badly = typed.filter(({ place, node }) => {
      const name = place.split('/').at(-1) ?? '';
      if (!place.includes('/properties/') || ![node.type].flat().includes('string')) return false;
      return (name.endsWith('At') && node.format !== 'date-time') || (name.endsWith('On') && node.format !== 'date');
    });
    expect(named(badly)).toEqual([]);
  });

  it('has no schema without a shape', () => {
    const shapeless = typed.filter(
      ({ place, node }) =>
        place.startsWith('/components/schemas/') &&
        [node.type].flat().includes('object') &&
        Object.keys(node.properties ?? {}).length === 0 &&
        typeof node.additionalProperties !== 'object',
    );
    const places = named(shapeless).map((place) =>
      place.replace('/components/schemas/', '').replace('/properties/', '.'),
    );
    expect(places.filter((place) => !FREE.includes(place) && !NOT_YET.includes(place))).toEqual([]);
  });

  it('shows examples that have the type of their field', () => {
    const examples = typed.filter(({ node }) => node.example !== undefined);
    expect(examples.length).toBeGreaterThan(15);
    const wrong = examples.filter(({ node }) => {
      const types = [node.type].flat();
      const type = Number.isInteger(node.example)
        ? 'integer'
        : Array.isArray(node.example)
          ? 'array'
          : typeof node.example;
      return !types.includes(type) || (node.pattern && !new RegExp(node.pattern, 'u').test(node.example));
    });
    expect(named(wrong)).toEqual([]);
  });

  it('limits every text and list that a request may carry', () => {
    const bodies = operations.flatMap(
      ({ operation }) => operation.requestBody?.content['application/json']?.schema ?? [],
    );
    const reachable = new Set<string>();
    const visit = (node: any): void => {
      for (const { node: one } of walk(node)) {
        const name = typeof one.$ref === 'string' ? one.$ref.split('/').at(-1) : undefined;
        if (!name || reachable.has(name)) continue;
        reachable.add(name);
        visit(document.components.schemas[name]);
      }
    };
    visit(bodies);
    expect(reachable.size).toBeGreaterThan(10);
    const unlimited = [...reachable].flatMap((name) =>
      Object.entries(document.components.schemas[name].properties as Record<string, any>)
        .filter(
          ([, one]) => one.type === 'string' && !one.enum && !one.format && one.maxLength === undefined && !one.pattern,
        )
        .map(([property]) => `${name}.${property}`),
    );
    expect(unlimited.filter((property) => !LIMITED_BY_PATTERN.test(property))).toEqual([]);
  });
});
