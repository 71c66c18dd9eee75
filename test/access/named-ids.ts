import type { Answer, Caller } from '../support/client';
import { ask, seen } from './ask';
import { bodyIds, type IdPlace, operations, type Operation } from './document';
import { expectedOf } from './expectations';
import { type Cell, idsFor, ownIds, said } from './matrix';
import type { Prepared } from './prepared-city';
import type { Principals } from './principals';
import { bodyOf, NOBODYS_ID } from './samples';

/** Fields that name what every member finds in a directory anyway: that it exists is no secret. */
const DIRECTORY = [
  ...['userUnitId', 'maintenanceUnitId', 'institutionId', 'laboratoryId', 'avoidOrganisationIds', 'providerId'],
  ...['equipmentId', 'equipmentIds', 'expertIds', 'capabilityId', 'windowId'],
  // Whom to mandate, and where to ask to join, is looked up there, too.
  ...['mandatorId', 'holderId', 'organisationId', 'payerId'],
];
/** Nobody has asked for this one: who lists what was asked for does not find it either. */
const NEVER_NAMED = '01890000-0000-7000-8000-0000000000ff';
/** The lists of those directories. */
const DIRECTORY_LISTS =
  /^GET \/v1\/(metrology-capabilities|testing-capabilities|equipment|equipment-closures|appointment-windows|elevators|metrology-orders)$/;

/** Ids in bodies, rows and filters: another's record is answered like one that does not exist. */
export class NamedIds {
  readonly cells: Cell[] = [];

  constructor(
    private readonly prepared: Prepared,
    private readonly principals: Principals,
  ) {}

  async inBodies(): Promise<void> {
    for (const operation of operations) {
      if (operation.isPublic) continue;
      for (const place of bodyIds(operation)) {
        if (!DIRECTORY.includes(place.field)) await this.inBody(operation, place);
      }
    }
  }

  /** Nobody's business is nobody's page: the list filtered by it is that of an id of nothing. */
  async inFilters(stranger: Caller): Promise<void> {
    for (const operation of operations) {
      for (const { name } of operation.query.filter(({ schema }) => schema.format === 'uuid')) {
        if (DIRECTORY_LISTS.test(operation.name) && DIRECTORY.includes(name)) continue;
        await this.inFilter(operation, name, stranger);
      }
    }
  }

  private async inFilter(operation: Operation, name: string, stranger: Caller): Promise<void> {
    const id = this.prepared.named[name];
    if (!id) return this.note(operation, `filter ${name}`, 'nobody named one');
    const filtered = (value: string): Promise<Answer> => stranger.get(`${operation.path}?${name}=${value}`);
    const [answer, nothing] = [await filtered(id), await filtered(NEVER_NAMED)];
    this.note(operation, `filter ${name}`, seen(answer) === seen(nothing) ? undefined : said(answer));
  }

  /** The same requests with the askers' own ids: what was refused was refused because of the id. */
  async controls(): Promise<void> {
    for (const operation of operations) {
      const [place] = bodyIds(operation).filter(({ field }) => !DIRECTORY.includes(field));
      if (operation.isPublic || !place) continue;
      const own = idsFor(operation, this.prepared)(place.field) ?? 'nobody named one';
      const nothing = await this.send(operation, place, NOBODYS_ID);
      const answer = await this.send(operation, place, own);
      this.note(
        operation,
        `own ${place.place}`,
        seen(answer) === seen(nothing) ? `as nothing: ${said(answer)}` : undefined,
      );
    }
  }

  private async inBody(operation: Operation, place: IdPlace): Promise<void> {
    const { foreign } = this.prepared;
    const id = foreign[`${operation.name} ${place.field}`] ?? foreign[place.field];
    if (!id) return this.note(operation, place.place, 'there is no record of another in the prepared city');
    const answer = await this.send(operation, place, id);
    const nothing = await this.send(operation, place, NOBODYS_ID);
    const isSame = alike(answer, id) === alike(nothing, NOBODYS_ID);
    this.note(
      operation,
      place.place,
      answer.status >= 400 && isSame ? undefined : `${said(answer)}, not ${said(nothing)}`,
    );
  }

  private send(operation: Operation, { place }: IdPlace, id: string): Promise<Answer> {
    const body = placed(bodyOf(operation, idsFor(operation, this.prepared)), place.split('/'), id);
    return ask(this.asker(operation), operation, ownIds(operation, this.prepared), body);
  }

  private asker(operation: Operation): Caller {
    const known = this.prepared.askers[operation.name];
    const admitted = this.principals.members.find((member) => expectedOf(operation, member) === 'admitted');
    if (!known && (!admitted || !operation.path.includes('{'))) throw new Error(`who asks ${operation.name}?`);
    return known ?? (admitted as { caller: Caller }).caller;
  }

  private note({ name: operation }: Operation, principal: string, fault?: string): void {
    this.cells.push({ operation, principal, expected: 'hidden', ...(fault !== undefined && { fault }) });
  }
}

/** The body with this id at its place, in the first member of each list on the way. */
function placed(value: any, [name = '', ...rest]: string[], id: string): any {
  if (Array.isArray(value)) return [placed(value[0] ?? {}, [name, ...rest], id), ...value.slice(1)];
  if (rest.length > 0) return { ...value, [name]: placed(value[name] ?? [{}], rest, id) };
  return { ...value, [name]: name.endsWith('Ids') ? [id, ...othersOf(value?.[name])] : id };
}

const othersOf = (ids: string[] = []): string[] => ids.slice(1);

/** An answer may repeat the id that it was sent. */
const alike = (answer: Answer, id: string): string => seen(answer).replaceAll(id, 'id');
