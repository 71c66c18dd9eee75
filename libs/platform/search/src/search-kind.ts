import { Injectable } from '@nestjs/common';
import type { SearchDocument } from './search-document';

/** What a line brings so that its records are found: a table handed to `RecordSearchModule.declare`. */
export interface SearchKind<Row = unknown> {
  /** For example `elevator`. */
  readonly name: string;
  /** Where its records are read: `/v1/elevators`. */
  readonly path: string;
  /** The table whose rows these documents are; a transaction that writes one draws it anew. */
  readonly table: string;
  /** Other tables that documents tell of: SQL of the records' ids that follow from those ids ($1) of the other table. */
  readonly follows?: Readonly<Record<string, string>>;
  /** SELECT of what is told of the records `$1` (ids), as they stand; a record that is not to be found is left out. */
  readonly drawn: string;
  toDocument(row: Row): SearchDocument;
  /** Its records stand in their district, not where their organisation is: near and far are those of the district. */
  readonly isElsewhere?: true;
  /** The kind of mandates whose holders find what `seenBy.mandate…` opens; they begin and end by the day. */
  readonly mandates?: string;
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
