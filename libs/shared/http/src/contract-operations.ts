import type { OpenAPIObject } from '@nestjs/swagger';
import { catalogue, type ErrorCode, statusOf } from '@nqi/shared/errors';

interface Answer {
  description: string;
  content?: Record<string, { schema?: { $ref?: string; type?: string; format?: string } }>;
  headers?: object;
}

/** As much of an operation as is looked at here, with what the decorators left in it for this file. */
interface Operation {
  security?: unknown;
  requestBody?: unknown;
  parameters?: unknown[];
  responses: Record<string, Answer>;
  'x-error-codes'?: readonly ErrorCode[];
  'x-roles'?: readonly string[];
  'x-status'?: number;
  'x-batch'?: true;
  'x-file'?: readonly string[];
  'x-unkept'?: true;
  'x-key-scope'?: string;
}

const METHODS = ['get', 'post', 'patch', 'put'];
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const TEXT = { type: 'string' } as const;
const ORGANISATION = {
  ...{ name: 'X-Organisation-Id', in: 'header', required: false },
  description: 'The organisation to act for; default: the only or first one',
  schema: { ...TEXT, format: 'uuid' },
};
const IDEMPOTENCY_KEY = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  description: 'The same key and body get the stored answer, with Idempotent-Replayed: true',
  schema: { ...TEXT, maxLength: 200 },
};
const IF_MATCH = {
  ...{ name: 'If-Match', in: 'header', required: true },
  description: 'The ETag of the record as it was read',
  schema: { ...TEXT, example: '"1"' },
};

/** Writes into every operation what follows from its sort, once and for all instead of on every route. */
export function completeOperations(document: OpenAPIObject): void {
  const paths = document.paths as unknown as Record<string, Partial<Record<string, Operation>>>;
  for (const path of Object.values(paths)) {
    for (const method of METHODS) if (path[method]) complete(path[method], method, versioned(document));
  }
}

/** The references of the records that have a version. */
function versioned({ components }: OpenAPIObject): Set<string> {
  const schemas = Object.entries((components?.schemas ?? {}) as Record<string, { properties?: object }>);
  const withVersion = schemas.filter(([, { properties = {} }]) => 'version' in properties);
  return new Set(withVersion.map(([name]) => `#/components/schemas/${name}`));
}

function complete(operation: Operation, method: string, records: ReadonlySet<string>): void {
  const codes = [...new Set([...generalCodes(operation, method), ...(operation['x-error-codes'] ?? [])])];
  operation['x-error-codes'] = codes;
  moveSuccess(operation);
  nameKeyScope(operation, method);
  addHeaders(operation, method, codes);
  addEtag(operation, method, records);
  Object.assign(operation.responses, problems(codes));
  if (operation['x-batch']) addBatchAnswers(operation);
  if (operation['x-file']) answerFile(operation, operation['x-file']);
  delete operation['x-batch'];
  delete operation['x-file'];
  delete operation['x-unkept'];
}

function problems(codes: readonly ErrorCode[]): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const code of codes) {
    const { kind, en } = catalogue[code];
    const said = answers[statusOf[kind]]?.description;
    const description = `${said ? `${said}; ` : ''}\`${code}\` ${en.title}`;
    answers[statusOf[kind]] = { description, content: PROBLEM };
  }
  return answers;
}

/** The refusals that an operation can answer because of what it takes and whom it lets in. */
function generalCodes(operation: Operation, method: string): ErrorCode[] {
  const { security, requestBody, 'x-roles': roles = [] } = operation;
  const isForMembers = Boolean(security) && !roles.includes('signed_in');
  const sorts: [boolean, ErrorCode[]][] = [
    [true, ['request.invalid', 'request.too_many', 'request.busy', 'service.unavailable']],
    [Boolean(requestBody), ['request.malformed', 'request.too_large', 'request.unsupported_media_type']],
    [Boolean(security), ['access.unauthenticated', 'access.not_a_member', 'access.not_for_keys']],
    [Boolean(operation['x-key-scope']), ['access.key_scope']],
    [isForMembers, ['access.organisation_cancelled']],
    [isForMembers && method !== 'get', ['access.organisation_frozen']],
    [isForMembers && roles.length > 0 && !roles.includes('member'), ['access.forbidden']],
    [isKept(operation, method), ['idempotency.bad_key', 'idempotency.other_body', 'idempotency.in_flight']],
  ];
  return sorts.flatMap(([applies, codes]) => (applies ? codes : []));
}

/** Whether the answer is kept under an Idempotency-Key. */
function isKept(operation: Operation, method: string): boolean {
  return Boolean(operation.security) && method === 'post' && !operation['x-unkept'];
}

/** A class of routes names the scope of its writes; its reads need `read`, and writes without a scope take no key. */
function nameKeyScope(operation: Operation, method: string): void {
  if (!operation['x-key-scope']) return;
  if (method === 'get') operation['x-key-scope'] = 'read';
  else if (operation['x-key-scope'] === 'read') delete operation['x-key-scope'];
}

/** The compiler's plugin knows the type of the answer but takes every POST for a 201. */
function moveSuccess(operation: Operation): void {
  const { 'x-status': status, responses } = operation;
  const created = responses[201];
  delete operation['x-status'];
  if (!status || status === 201 || !created) return;
  delete responses[201];
  responses[status] = created;
}

function addHeaders(operation: Operation, method: string, codes: readonly ErrorCode[]): void {
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...(operation.security ? [ORGANISATION] : []),
    ...(isKept(operation, method) ? [IDEMPOTENCY_KEY] : []),
    ...(codes.includes('precondition.required') ? [IF_MATCH] : []),
  ];
}

/** A single record carries its version as ETag, and a client that has it may ask whether it still holds. */
function addEtag({ responses }: Operation, method: string, records: ReadonlySet<string>): void {
  for (const answer of Object.values(responses)) {
    const { schema } = answer.content?.['application/json'] ?? {};
    if (!records.has(schema?.$ref ?? '')) continue;
    answer.headers = { ETag: { description: 'Version of the record', schema: TEXT } };
    if (method === 'get') responses[304] = { description: 'Unchanged since the ETag of If-None-Match' };
  }
}

/** 200 all rows good, 207 some, 422 none: always the list of rows. */
function addBatchAnswers({ responses }: Operation): void {
  const content = responses[200]?.content;
  const others = responses[422] ? `; ${responses[422].description}` : '';
  responses[207] = { description: 'Some rows were refused, see their problems', content };
  responses[422] = {
    description: `All rows were refused, see their problems${others}`,
    content: { ...content, ...PROBLEM },
  };
}

/** The plugin describes the class that carries the bytes; what a client gets are the bytes. */
function answerFile({ responses }: Operation, mediaTypes: readonly string[]): void {
  const success = responses[200];
  if (!success) return;
  const bytes = { schema: { type: 'string', format: 'binary' } };
  success.content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, bytes]));
  success.headers = { ETag: { description: 'Hash of the file', schema: TEXT } };
  responses[304] = { description: 'Unchanged since the ETag of If-None-Match' };
}
