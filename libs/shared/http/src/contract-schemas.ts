import type { OpenAPIObject } from '@nestjs/swagger';

/** As much of a JSON Schema as is looked at here. */
interface Schema {
  type?: string | string[];
  format?: string;
  example?: unknown;
  items?: Schema;
  [member: string]: unknown;
}

/**
 * Tells clients what the compiler's plugin cannot see, by the conventions of the api: numbers are whole (fractions travel
 * as decimal strings), `…On` is a day, `id` and `…Id` are UUIDs, and an example has the type of its field.
 */
export function completeSchemas(document: OpenAPIObject): void {
  walk(document.paths);
  walk(document.components?.schemas);
}

/** Leaves out the schemas that nothing refers to (any more). */
export function dropUnusedSchemas(document: OpenAPIObject): void {
  const schemas = document.components?.schemas ?? {};
  const text = JSON.stringify(document);
  for (const name of Object.keys(schemas)) {
    if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
}

function walk(node: unknown, name = ''): void {
  if (Array.isArray(node)) return node.forEach((member) => walk(member, name));
  if (!isObject(node)) return;
  complete(node, name);
  // A parameter names its schema beside it, a property by its key.
  const own = typeof node.name === 'string' ? node.name : undefined;
  for (const [key, member] of Object.entries(node)) walk(member, key === 'schema' ? own : nameOf(key, name));
}

/** The items of `inspectorIds` are each an `inspectorId`. */
function nameOf(key: string, parent: string): string {
  return key === 'items' ? parent.replace(/Ids$/, 'Id') : key;
}

function isObject(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null;
}

/** `type` may also be the name of a property, and then holds its schema. */
function complete(schema: Schema, name: string): void {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return;
  const whole = types.map((type) => (type === 'number' ? 'integer' : type));
  schema.type = Array.isArray(schema.type) ? whole : whole[0];
  if (whole.includes('string')) completeText(schema, name);
}

function completeText(schema: Schema, name: string): void {
  if (typeof schema.example === 'number') schema.example = String(schema.example);
  if (schema.enum) return;
  if (name.endsWith('On')) schema.format ??= 'date';
  if (/^id$|Id$/.test(name)) schema.format ??= 'uuid';
}
