import type { Tx } from '@nqi/shared/database';
import type { Author, Happening } from '@nqi/shared/history';
import type { Workflow } from '@nqi/shared/workflow';
import type { EntityTarget } from 'typeorm';

/** Who may act: at least a person, mostly on behalf of an organisation. */
export type Agent = NonNullable<Author>;

/** What every record that has a life has. */
export interface Living<S extends string> {
  id: string;
  state: S;
  updatedAt: Date;
}

/**
 * The life of one kind of record: its table of events, its entity, and what an actor is to a record. Stands in
 * `x.life.ts` beside the three that it binds. Rights that do not stand in the record itself are read in `tx`.
 */
export interface Life<
  A extends Agent,
  R extends Living<S>,
  S extends string = string,
  E extends string = string,
  P extends string = string,
> {
  readonly workflow: Workflow<S, E, P>;
  readonly entity: EntityTarget<R>;
  canSee(this: void, actor: A, record: R, tx: Tx): boolean | Promise<boolean>;
  partiesOf(this: void, actor: A, record: R, tx: Tx): ReadonlySet<P> | Promise<ReadonlySet<P>>;
}

/** What history keeps of an event besides the event. */
export type Remark = Pick<Happening, 'note' | 'details' | 'visibility'>;

/** Who causes an event, what they are to the record, and what they say. */
export type Cause<P extends string> = Remark & { by: Author; parties: ReadonlySet<P> };
