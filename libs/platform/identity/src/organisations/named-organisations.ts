import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { insertMany, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { newId } from '@nqi/shared/ids';
import { nextState } from '@nqi/shared/workflow';
import type { Capability } from '../actor';
import { Organisation } from './organisation.entity';
import { organisationWorkflow } from './organisation.workflow';
import { checkUscc, isUsccAdmissible, normaliseUscc } from './uscc';

/** How a sheet names an organisation: by its code, by its name, or both. */
export interface NamedOrganisation {
  readonly uscc: string | null;
  readonly name: string | null;
}

/** What a name came to: an organisation, null for none that is known, or why it cannot be told. */
export type FoundOrganisation = Pick<Organisation, 'id' | 'name' | 'uscc' | 'capabilities' | 'state'>;
type Answer = FoundOrganisation | DomainError | null;

/** Finds the organisations that a sheet names, many at once, and enters those that nobody knows. */
@Injectable()
export class NamedOrganisations {
  constructor(
    private readonly clock: Clock,
    private readonly history: History,
  ) {}

  /**
   * The answer to each name, in order. A code decides; a name alone must be the name of one organisation.
   * @param enterAs what an organisation that is not known becomes, unclaimed; null: it stays unknown
   */
  async find(tx: Tx, names: readonly NamedOrganisation[], enterAs: Capability | null): Promise<Answer[]> {
    const wanted = names.map(({ uscc, name }) => ({ uscc: uscc && normaliseUscc(uscc), name: name?.trim() ?? null }));
    if (wanted.length === 0) return [];
    const known = await this.known(tx, wanted);
    const missing = wanted.filter((one) => known(one) === null);
    if (!enterAs || missing.length === 0) return wanted.map(known);
    // Two imports that meet the same new name enter it once.
    await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('unclaimed organisations'))`);
    const knownByNow = await this.known(tx, missing);
    const unknown = missing.filter((one) => knownByNow(one) === null);
    const entered = answersBy(await this.enter(tx, unknown, enterAs));
    return wanted.map((one) => known(one) ?? knownByNow(one) ?? entered(one));
  }

  private async known(tx: Tx, wanted: readonly NamedOrganisation[]): Promise<(one: NamedOrganisation) => Answer> {
    const values = (pick: 'uscc' | 'name'): string[] => [...new Set(wanted.flatMap((one) => one[pick] ?? []))];
    const columns = 'id, name, uscc, capabilities, state';
    const found = await tx.sql<FoundOrganisation>(
      `SELECT ${columns} FROM organisations WHERE uscc = ANY($1) AND state <> 'cancelled'
       UNION SELECT ${columns} FROM organisations WHERE name = ANY($2) AND state <> 'cancelled'`,
      [values('uscc'), values('name')],
    );
    return answersBy(found);
  }

  /** What has a code that is taken, by an organisation that is cancelled, for example, stays unknown. */
  private async enter(tx: Tx, unknown: readonly NamedOrganisation[], capability: Capability): Promise<Organisation[]> {
    const fresh = new Map(unknown.map((one) => [one.uscc ?? `name ${one.name}`, one]));
    const at = this.clock.now();
    const state = nextState(organisationWorkflow, null, 'import', new Set(['system' as const]));
    const organisations = [...fresh.values()].map(({ uscc, name }) =>
      Object.assign(new Organisation(), {
        ...{ id: newId(), state, name: name ?? (uscc as string), uscc, capabilities: [capability] },
        ...{ isUsccOverridden: uscc !== null && checkUscc(uscc) !== 'ok', version: 1, createdAt: at, updatedAt: at },
      }),
    );
    const ids = await insertMany(tx, Organisation, organisations);
    const entered = organisations.filter(({ id }) => ids.has(id));
    const born = { recordType: 'organisation', event: 'import', from: null, to: state, by: null };
    this.history.record(tx, ...entered.map(({ id }) => ({ ...born, recordId: id })));
    return entered;
  }
}

/** A code decides; a name alone must be the name of one organisation. */
function answersBy(found: readonly FoundOrganisation[]): (one: NamedOrganisation) => Answer {
  const byUscc = new Map(found.map((one) => [one.uscc, one]));
  const byName = groupByName(found);
  return ({ uscc, name }) => {
    if (uscc) return isUsccAdmissible(uscc) ? (byUscc.get(uscc) ?? null) : badUscc();
    const [first = null, second] = byName.get(name ?? '') ?? [];
    return second ? new DomainError('imports.ambiguous_unit', { name }) : first;
  };
}

function badUscc(): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer: '/userUnitUscc', code: 'field.bad_uscc' }] });
}

function groupByName(found: readonly FoundOrganisation[]): Map<string, FoundOrganisation[]> {
  const groups = new Map<string, FoundOrganisation[]>();
  for (const one of found) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}
