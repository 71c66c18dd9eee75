import { asGauge, gaugeReadings } from '../api/metrology/order-life';
import { type Operation, resolve } from './document';

type Json = Record<string, any>;

/** What stands for the ids of a body: by the field that names them. */
export type Ids = (field: string) => string | undefined;

export const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';

/** Texts that some pattern of the contract wants. */
const TEXTS = ['1', '0', '370602', '2025-03', '08:00', '13800138001', 'QJ-19', '12.5', '46040', '文'];

/** What a body must say so that it names records at all, where its required members alone do not. */
const MORE: Readonly<Record<string, object>> = {
  'POST /v1/elevator-filing-batches': { elevatorId: NOBODYS_ID, requestedOn: '2026-03-02' },
  'POST /v1/elevator-filings': { requestedOn: '2026-03-02' },
  'POST /v1/attachments': { subjectType: 'elevator_filing', document: 'other' },
  'POST /v1/forms': { kind: 'elevator_filing_form' },
  'POST /v1/mandates': { validTo: '2027-03-01' },
  'POST /v1/join-requests': { uscc: '91370602MA3CX7TE1D' },
  'POST /v1/payment-orders': { kind: 'elevator_filing' },
  'POST /v1/metrology-items/{id}/result': { performedOn: '2026-03-02', ...asGauge(gaugeReadings()) },
};

/** The smallest body of the right shape. */
export function bodyOf({ name, body }: Operation, ids: Ids = () => undefined): any {
  if (!body) return undefined;
  const sample = sampleOf(body, '', ids) as Json;
  const more = MORE[name] ?? {};
  return sample.rows ? { rows: sample.rows.map((row: object) => ({ ...row, ...more })) } : { ...sample, ...more };
}

function sampleOf(schema: Json, field: string, ids: Ids): unknown {
  const known = resolve(schema);
  const type = [known.type].flat()[0] as string;
  if (known.enum) return known.enum[0];
  const make = SAMPLES[type];
  if (!make) throw new Error(`no sample of ${field}: ${JSON.stringify(known)}`);
  return make(known, field, ids);
}

const SAMPLES: Readonly<Record<string, (schema: Json, field: string, ids: Ids) => unknown>> = {
  object: ({ properties = {}, required = [] }, _, ids) =>
    Object.fromEntries(required.map((name: string) => [name, sampleOf(properties[name], name, ids)])),
  array: ({ items, minItems = 1, example }, field, ids) =>
    example ?? Array.from({ length: Math.max(1, minItems) }, (_, index) => unlike(sampleOf(items, field, ids), index)),
  integer: ({ minimum, example }) => example ?? minimum ?? 1,
  boolean: () => true,
  string: text,
};

/** Members of a list differ. */
function unlike(member: unknown, index: number): unknown {
  if (index === 0 || typeof member !== 'string') return member;
  return `${NOBODYS_ID.slice(0, -1)}${index}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-03-02',
  'date-time': '2026-12-01T09:00:00+08:00',
  email: 'a@example.com',
};

function text({ format, pattern, example, minLength = 1 }: Json, field: string, ids: Ids): string {
  if (format === 'uuid') return ids(field) ?? NOBODYS_ID;
  const known = (example as string | undefined) ?? FORMATS[format as string];
  if (known !== undefined) return known;
  return pattern ? matching(pattern as string, field) : '文'.repeat(minLength as number);
}

function matching(pattern: string, field: string): string {
  const text = TEXTS.find((one) => new RegExp(pattern, 'u').test(one));
  if (!text) throw new Error(`no text for ${field}: ${pattern}`);
  return text;
}
