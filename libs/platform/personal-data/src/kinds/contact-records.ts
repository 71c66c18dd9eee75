import { Injectable } from '@nestjs/common';
import { ERASED_NAME } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { type Encrypted, Secrets } from '@nqi/shared/secrets';
import type { EncryptedColumn, Holding, Person, PersonalDataKind, RetentionRule } from './personal-data-kind';

/** A table whose records name a contact person. */
export interface ContactTable {
  readonly name: string;
  readonly table: string;
  /** The person who entered the record. */
  readonly author: string;
  readonly hasName: boolean;
  /** States in which a record never bound anybody, so that nothing holds its contact. */
  readonly discarded: readonly string[];
  /** States in which the keeping time runs; in any other one the contact is still needed. */
  readonly closed: readonly string[];
}

interface ContactRow {
  id: string;
  number: string | null;
  state: string;
  contactName: string | null;
  contactPhone: Encrypted | null;
  isContact: boolean;
  createdAt: Date;
}

/** Makes the kind of a table with a `contact_phone`, by whose blind index a person's records are found. */
@Injectable()
export class ContactRecords {
  constructor(private readonly secrets: Secrets) {}

  kind(of: ContactTable): PersonalDataKind {
    const phone: EncryptedColumn = `${of.table}.contact_phone`;
    return {
      name: of.name,
      columns: [phone],
      collect: (tx, person) => this.collect(tx, of, person),
      holds: (tx, person, rule) => holds(tx, of, person, rule),
      erase: (tx, person, rule) => erase(tx, of, person, rule),
    };
  }

  private async collect(tx: Tx, { table, author, hasName }: ContactTable, person: Person): Promise<unknown> {
    const column = `${table}.contact_phone`;
    const rows = await tx.sql<ContactRow>(
      `SELECT id, number, state, ${hasName ? 'contact_name' : 'NULL'} AS "contactName", contact_phone AS "contactPhone",
              contact_phone_index IS NOT DISTINCT FROM $2 AS "isContact", created_at AS "createdAt"
       FROM ${table} WHERE (contact_phone_index = $2 OR ${author} = $1) AND created_at < coalesce($3, 'infinity'::timestamptz) ORDER BY id`,
      [person.userId, person.indexes[column] ?? null, person.before],
    );
    return rows.map(({ id, number, state, contactName, contactPhone, isContact, createdAt }) => ({
      ...{ id, number, state, createdAt },
      // Who only entered the record learns nothing here of the contact that somebody else is.
      ...(isContact && { contactName, contactPhone: this.secrets.decrypt({ column, id }, contactPhone) }),
    }));
  }
}

/** Binds `$1` to the person's index, `$2` to the time from which on records are another's. */
const MINE = "contact_phone_index = $1 AND created_at < coalesce($2, 'infinity'::timestamptz)";
/** Binds `$3` to the discarded states, `$4` to the closed ones, `$5` to the years, `$6` to today. */
const HELD = `state <> ALL ($3) AND (state <> ALL ($4) OR updated_at > $6::date - make_interval(years => $5))`;

function values({ table, discarded, closed }: ContactTable, person: Person, { years }: RetentionRule): unknown[] {
  return [person.indexes[`${table}.contact_phone`] ?? null, person.before, discarded, closed, years, person.today];
}

async function holds(tx: Tx, of: ContactTable, person: Person, rule: RetentionRule): Promise<Holding> {
  const [row] = await tx.sql<Holding>(
    `SELECT count(*)::int AS count, CASE WHEN bool_and(state = ANY ($4))
              THEN to_char(max(updated_at) + make_interval(years => $5, days => 1), 'YYYY-MM-DD') END AS until
     FROM ${of.table} WHERE ${MINE} AND ${HELD}`,
    values(of, person, rule),
  );
  return row ?? { count: 0, until: null };
}

/** A new version, so that nobody's copy of the record passes as current; the day on which the keeping time began stays. */
async function erase(tx: Tx, of: ContactTable, person: Person, rule: RetentionRule): Promise<void> {
  const name = of.hasName ? `, contact_name = '${ERASED_NAME}'` : '';
  await tx.sql(
    `UPDATE ${of.table} SET contact_phone = NULL, contact_phone_index = NULL${name}, version = version + 1
     WHERE ${MINE} AND NOT (${HELD})`,
    values(of, person, rule),
  );
}
