import { Injectable } from '@nestjs/common';
import type { Actor, Permission } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import type { DomainError } from '@nqi/shared/errors';
import type { ImportField } from './import-field';
import type { ReadValue } from './read-cell';

/** A row whose cells were understood, by field; what is blank or has no column is null. */
export interface ImportRow {
  /** As the sheet counts. */
  readonly rowNo: number;
  readonly values: Readonly<Record<string, ReadValue>>;
}

/** What became of a row. */
export type RowOutcome =
  | {
      readonly rowNo: number;
      readonly outcome: 'created' | 'updated' | 'unchanged';
      readonly recordId: string;
      /** What people call the record, where it has a number. */
      readonly recordNumber?: string | null;
      /** All that the record is known by, now: a row that says one of these may mean the same record. */
      readonly names: readonly string[];
    }
  | { readonly rowNo: number; readonly outcome: 'refused'; readonly error: DomainError };

/** The import that rows belong to. */
export interface RowsOf {
  readonly importId: string;
  /** Who uploaded the sheet, with the rights that they have now. */
  readonly actor: Actor;
  /** The earlier row of this import that already made or met each of these records. */
  readonly earlier: (recordIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** What a line brings so that its records can come from sheets. */
export interface ImportKind {
  /** Stands in the row of the import, for example `elevator`. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Who uploaded the sheet must still have it when the rows are taken. */
  readonly permission: Permission;
  /**
   * Nobody is told of such rows, nor of a number of theirs: a chunk that the machine's crash takes is taken again unnoticed,
   * so that no commit needs to wait for the disk.
   */
  readonly isQuiet?: boolean;
  /** The columns of the template, in order. */
  readonly fields: readonly ImportField[];
  /**
   * Takes rows into the register, in the transaction that also remembers how far the import is: set-based, and so that
   * the same row taken again changes nothing. One outcome for each row. To check a sheet is to take it back: what rows
   * bring about must be written in this transaction, or after its commit.
   */
  takeRows(tx: Tx, rows: readonly ImportRow[], of: RowsOf): Promise<RowOutcome[]>;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class ImportKinds {
  private readonly kinds = new Map<string, ImportKind>();

  register(kind: ImportKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The import kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  all(): ImportKind[] {
    return [...this.kinds.values()];
  }

  find(name: string): ImportKind | undefined {
    return this.kinds.get(name);
  }

  of({ kind: name }: { kind: string }): ImportKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No line registered the import kind ${name}.`);
    return kind;
  }
}
