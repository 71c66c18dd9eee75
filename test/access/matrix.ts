import type { Answer } from '../support/client';
import { ask, seen } from './ask';
import { operations, type Operation, pathIds } from './document';
import { type Expected, expectedOf } from './expectations';
import type { Prepared } from './prepared-city';
import type { Principal, Principals } from './principals';
import { bodyOf, type Ids, NOBODYS_ID } from './samples';

/** One request of the matrix, and what is wrong with its answer. */
export interface Cell {
  operation: string;
  principal: string;
  expected: Expected;
  fault?: string;
}

const CODES: Readonly<Record<Exclude<Expected, 'admitted'>, readonly [number, string]>> = {
  unauthenticated: [401, 'access.unauthenticated'],
  forbidden: [403, 'access.forbidden'],
  wrong_key: [403, 'access.key_scope'],
  hidden: [404, 'record.not_found'],
  not_a_party: [403, 'workflow.not_a_party'],
};

export class Matrix {
  readonly cells: Cell[] = [];

  constructor(
    private readonly prepared: Prepared,
    private readonly principals: Principals,
  ) {}

  /** Everything that has to be refused: it may leave no trace. */
  async refusals(): Promise<void> {
    for (const operation of operations) {
      if (operation.isPublic) continue;
      const { outsiders, members, narrowKey } = this.principals;
      if (operation.keyScope !== 'bookings:write') await this.refuse(operation, narrowKey, 'wrong_key');
      await Promise.all([
        ...outsiders.map((outsider) => this.refuse(operation, outsider, 'unauthenticated')),
        ...members.map((member) => this.refuseMember(operation, member)),
      ]);
    }
  }

  /** Everything that is somebody's right; done last, because it changes the city. */
  async admissions(ofTheirOwn: (principal: Principal) => Promise<Principal>): Promise<void> {
    for (const operation of [...operations].sort((one, other) => haste(one) - haste(other))) {
      if (operation.isPublic) continue;
      for (const member of this.principals.members) {
        if (expectedOf(operation, member) !== 'admitted') continue;
        // Who ends sessions ends none that others of the matrix need.
        const isEnd = operation.path.startsWith('/v1/sessions/');
        const { name, caller } = isEnd ? await ofTheirOwn(member) : member;
        const answer = await ask(
          caller,
          operation,
          this.own(operation),
          bodyOf(operation, idsFor(operation, this.prepared)),
        );
        this.note(operation, name, 'admitted', isEnd ? undefined : refusalIn(operation, answer));
      }
    }
  }

  private refuseMember(operation: Operation, member: Principal): Promise<void> {
    const expected = expectedOf(operation, member);
    return expected === 'admitted' ? this.withoutRecord(operation, member) : this.refuse(operation, member, expected);
  }

  /** The answer of its kind, and the same one for a record that does not exist. */
  private async refuse(operation: Operation, { name, caller }: Principal, expected: Expected): Promise<void> {
    const answer = await ask(caller, operation, this.own(operation), bodyOf(operation));
    const [status, code] = CODES[expected as 'hidden'];
    const isRight = answer.status === status && [code, otherCode(expected)].includes(answer.body?.code as string);
    this.note(operation, name, expected, isRight ? undefined : said(answer));
    if (pathIds(operation).length === 0 || expected === 'not_a_party') return;
    const missing = await ask(caller, operation, this.missing(operation), bodyOf(operation));
    this.note(operation, name, expected, seen(missing) === seen(answer) ? undefined : `differs: ${said(missing)}`);
  }

  /** Whoever may use the route learns nothing from ids of nothing, and of children under another's parent. */
  private async withoutRecord(operation: Operation, { name, caller }: Principal): Promise<void> {
    const ids = pathIds(operation);
    if (ids.length === 0) return;
    const missing = await ask(caller, operation, this.missing(operation), bodyOf(operation));
    this.note(operation, name, 'hidden', missing.status === 404 ? undefined : `nothing: ${said(missing)}`);
    if (ids.length === 1) return;
    const nested = { ...this.own(operation), id: this.prepared.nested[operation.names.id ?? ''] ?? '' };
    const answer = await ask(caller, operation, nested, bodyOf(operation));
    this.note(operation, name, 'hidden', seen(answer) === seen(missing) ? undefined : `nested: ${said(answer)}`);
  }

  private missing({ names }: Operation): Record<string, string> {
    const ids = Object.keys(names).map((id) => [id, NOBODYS_ID]);
    return { document: this.prepared.own.document, ...Object.fromEntries(ids) } as Record<string, string>;
  }

  private own({ name, names }: Operation): Record<string, string> {
    return ownIds({ name, names }, this.prepared);
  }

  private note({ name: operation }: Operation, principal: string, expected: Expected, fault?: string): void {
    this.cells.push({ operation, principal, expected, ...(fault !== undefined && { fault }) });
  }
}

/** What the path names: the asker's own. */
export function ownIds(
  { name, names }: Pick<Operation, 'name' | 'names'>,
  { own, ready }: Prepared,
): Record<string, string> {
  const ids = Object.entries(names).map(([id, kind]) => [id, ready[name] ?? own[kind] ?? kind]);
  return { document: own.document, ...Object.fromEntries(ids) } as Record<string, string>;
}

/** What the body names: the asker's own, too. */
export function idsFor({ name }: Operation, { named }: Prepared): Ids {
  return (field) => named[`${name} ${field}`] ?? named[field];
}

/** Reads come first; what takes somebody's part in a record from them comes last, who belongs where after that. */
function haste({ method, path }: Operation): number {
  if (method === 'get') return 0;
  if (/(memberships|invitations)\/\{id\}\/(departure|acceptance)$/.test(path)) return 3;
  return /(transfer|withdrawal|objection|revocation|sign-out|attachments\/\{id\}\/removal)$/.test(path) ? 2 : 1;
}

/** Edits that are no events say it with the guard's own code; some routes take no key at all. */
const otherCode = (expected: Expected): string | undefined =>
  ({ not_a_party: 'access.forbidden', wrong_key: 'access.not_for_keys' })[expected as string];

/** Asked for besides the session: a password, a second factor. Whoever has it not is not refused for who they are. */
const OWN_SECRET = ['access.bad_password', 'access.second_factor_missing'];

/** What an admitted caller may not be told; a wrong state or a refused value is another matter. */
function refusalIn({ path, parties }: Operation, answer: Answer): string | undefined {
  const mayBe = parties && !path.includes('{');
  const isRefused =
    [401, 404].includes(answer.status) ||
    (answer.status === 403 && !mayBe && !OWN_SECRET.includes(answer.body?.code as string));
  return isRefused || answer.status >= 500 ? said(answer) : undefined;
}

export const said = ({ status, body }: Answer): string => `${status} ${body?.code ?? ''}`;
