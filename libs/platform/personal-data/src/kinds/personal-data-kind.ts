import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';

/** An encrypted column, for example `users.phone`; its blind index is the column of the same name with `_index`. */
export type EncryptedColumn = `${string}.${string}`;

/** A person whose data are collected or erased. */
export interface Person {
  readonly userId: string;
  /** What the person's phone is found by in each encrypted column; kept apart from the person's row, which goes first. */
  readonly indexes: Readonly<Record<string, string>>;
  /** Of who has been erased: younger records are another's, since a phone number that was given up gets another owner. */
  readonly before: Date | null;
  /** The city's date by which keeping times are reckoned. */
  readonly today: string;
}

/** For how long records of a kind are kept, and by which law. */
export interface RetentionRule {
  readonly years: number;
  readonly basisZh: string;
  readonly basisEn: string;
}

/** What may not be erased yet. */
export interface Holding {
  readonly count: number;
  /** The day on which the last of it may go; null while something is still open, or for what is kept for ever. */
  readonly until: string | null;
}

/** What a module brings so that people get to see, and get rid of, what it knows of them. */
export interface PersonalDataKind {
  /** For example `elevator_filing`; retention rules are found by it. */
  readonly name: string;
  /** The encrypted columns of its tables, for the re-encryption. */
  readonly columns: readonly EncryptedColumn[];
  /** Everything about the person, readable. */
  collect(tx: Tx, person: Person): Promise<unknown>;
  /** What the law keeps from being erased. */
  holds?(tx: Tx, person: Person, rule: RetentionRule): Promise<Holding>;
  /** Erases whatever {@link holds} does not name; again and again with the same outcome. */
  erase(tx: Tx, person: Person, rule: RetentionRule): Promise<void>;
}

/** The kinds that modules registered at boot. */
@Injectable()
export class PersonalDataKinds {
  private readonly kinds = new Map<string, PersonalDataKind>();

  register(kind: PersonalDataKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The personal data kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  /** In the order of their names, so that everybody locks their records in one order. */
  all(): PersonalDataKind[] {
    return [...this.kinds.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  columns(): EncryptedColumn[] {
    return this.all().flatMap(({ columns }) => columns);
  }
}
