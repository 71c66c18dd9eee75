import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import type { SearchDocument } from './search-document';

/** What a line brings so that its records are found: how a record is drawn, and who sees it. */
export interface SearchKind {
  /** For example `elevator`. */
  readonly name: string;
  /** Where its records are read: `/v1/elevators`. */
  readonly path: string;
  /** The table whose rows these documents are; a transaction that writes one draws it anew. */
  readonly table: string;
  /** Other tables that documents tell of: SQL of the records' ids that follow from those ids ($1) of the other table. */
  readonly follows?: Readonly<Record<string, string>>;
  /** Documents as the records stand in this transaction, in one statement; a record that is not to be found is left out. */
  draw(tx: Tx, ids: readonly string[]): Promise<SearchDocument[]>;
  /** Keys that the reader holds besides those of `readerKeys`, for example by mandates that are live today. */
  keysOf?(actor: Actor): Promise<readonly string[]>;
}

/** The kinds that the lines registered at boot. */
@Injectable()
export class SearchKinds {
  private readonly kinds = new Map<string, SearchKind>();

  register(kind: SearchKind): void {
    if (this.kinds.has(kind.name)) throw new Error(`The search kind ${kind.name} is registered twice.`);
    this.kinds.set(kind.name, kind);
  }

  get all(): readonly SearchKind[] {
    return [...this.kinds.values()];
  }

  find(name: string): SearchKind | undefined {
    return this.kinds.get(name);
  }
}
