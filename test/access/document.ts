import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, any>;

const document: Json = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8'));
export const schemas: Json = document.components.schemas;

/** An operation of the contract with what it says about who may use it. */
export interface Operation {
  name: string;
  method: 'get' | 'post' | 'patch' | 'put';
  path: string;
  isPublic: boolean;
  /** Empty: everybody who is signed in. */
  roles: readonly string[];
  /** Who may cause the event; undefined for what is no event. */
  parties?: readonly string[];
  /** The record that each id of the path names. */
  names: Readonly<Record<string, string>>;
  body?: Json;
  isBatch: boolean;
  isEdit: boolean;
  query: readonly { name: string; required?: boolean; schema: Json }[];
  /** What a key needs; undefined: no key may. */
  keyScope?: string;
}

const METHODS = ['get', 'post', 'patch', 'put'] as const;

/** Every operation of the document, those of the process itself (health, metrics) aside: they are not in it. */
export const operations: readonly Operation[] = Object.entries(document.paths as Json).flatMap(([path, item]) =>
  METHODS.flatMap((method) => (item[method] ? [read(path, method, item[method])] : [])),
);

function read(path: string, method: Operation['method'], said: Json): Operation {
  const parameters: (Operation['query'][number] & { in: string })[] = said.parameters ?? [];
  const body = said.requestBody?.content['application/json']?.schema;
  return {
    ...{ name: `${method.toUpperCase()} ${path}`, method, path, isPublic: !said.security, parties: said['x-parties'] },
    roles: (said['x-roles'] ?? []).filter((role: string) => !['member', 'signed_in'].includes(role)),
    names: said['x-names'] ?? {},
    ...{ body, isBatch: Boolean(body?.properties?.rows), keyScope: said['x-key-scope'] },
    isEdit: parameters.some(({ name }) => name === 'If-Match'),
    query: parameters.filter((one) => one.in === 'query'),
  };
}

/** The ids in a path, in their order. */
export function pathIds({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w*[iI]d)\}/g)].map(([, name = '']) => name);
}

/** A place of a body that names another record: `items/instrumentId`. */
export interface IdPlace {
  place: string;
  field: string;
}

export function bodyIds({ body }: Operation): IdPlace[] {
  return body ? walk(body, '') : [];
}

function walk(schema: Json, place: string): IdPlace[] {
  const { properties, items } = resolve(schema);
  if (items) return walk(items, place);
  return Object.entries((properties ?? {}) as Json).flatMap(([field, member]) =>
    isId(field, member) ? [{ place: join(place, field), field }] : walk(member, join(place, field)),
  );
}

function isId(field: string, member: Json): boolean {
  return /Ids?$/.test(field) && (member.items?.format === 'uuid' || member.format === 'uuid');
}

/** The schema behind a reference, or the first of `allOf`. */
export function resolve(schema: Json): Json {
  if (schema.$ref) return schemas[schema.$ref.split('/').at(-1)];
  return schema.allOf ? resolve(schema.allOf[0]) : schema;
}
