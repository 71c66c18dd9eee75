import {
  type EntityManager,
  type EntityMetadata,
  type EntitySubscriberInterface,
  EventSubscriber,
  type InsertEvent,
  type ObjectLiteral,
  type QueryRunner,
  type UpdateEvent,
} from 'typeorm';
import { hashOfRecord } from './record-hash';

/** What a transaction did to one record; `before` is null when it was born, or when it was changed without being read. */
export interface RecordChange {
  readonly table: string;
  readonly id: string;
  readonly before: string | null;
  readonly after: string;
}

/** What a transaction has done so far, as far as the entity manager and `insertMany` know. */
export class Trace {
  /** Whether anything was written at all, by SQL of our own, too. */
  wrote = false;
  readonly changes = new Map<string, RecordChange>();
  /** By table, the ids of the rows that were written, as far as the same know and {@link touch} was told. */
  readonly touched = new Map<string, Set<string>>();
  /** Ids of records that `insertNew` and `insertMany` have entered here: nobody else has seen them. */
  readonly born = new Set<string>();

  /** Says what SQL of our own has written, for what follows the rows of this table. */
  touch(table: string, ids: Iterable<string>): void {
    const known = this.touched.get(table) ?? new Set();
    this.touched.set(table, known);
    for (const id of ids) known.add(id);
  }

  noteBorn(metadata: EntityMetadata, record: ObjectLiteral): void {
    this.note(metadata, record);
    this.born.add(record.id as string);
  }

  note(metadata: EntityMetadata, record: ObjectLiteral, before: ObjectLiteral | null = null): void {
    this.wrote = true;
    const { id } = record;
    if (typeof id !== 'string') return;
    this.touch(metadata.tableName, [id]);
    const first = this.changes.get(id);
    const earlier = first ? first.before : before && hashOfRecord(metadata, before);
    this.changes.set(id, { table: metadata.tableName, id, before: earlier, after: hashOfRecord(metadata, record) });
  }
}

const traces = new WeakMap<QueryRunner, Trace>();

/** The trace of the transaction that a manager is bound to. */
export function traceOf({ queryRunner }: Pick<EntityManager, 'queryRunner'>): Trace {
  if (!queryRunner) return new Trace();
  const trace = traces.get(queryRunner) ?? new Trace();
  traces.set(queryRunner, trace);
  return trace;
}

/** Notes what TypeORM saves. For `save` it has read the record as it was, so that the state before costs nothing. */
@EventSubscriber()
export class TraceSubscriber implements EntitySubscriberInterface<ObjectLiteral> {
  afterInsert({ queryRunner, metadata, entity }: InsertEvent<ObjectLiteral>): void {
    traceOf({ queryRunner }).note(metadata, entity);
  }

  afterUpdate({ queryRunner, metadata, entity, databaseEntity }: UpdateEvent<ObjectLiteral>): void {
    const trace = traceOf({ queryRunner });
    // An update by conditions has read nothing and knows only the columns that it sets.
    const before = databaseEntity as ObjectLiteral | undefined;
    if (before && entity) trace.note(metadata, { ...before, ...entity }, before);
    trace.wrote = true;
  }

  afterRemove({ queryRunner }: { queryRunner: QueryRunner }): void {
    traceOf({ queryRunner }).wrote = true;
  }
}
