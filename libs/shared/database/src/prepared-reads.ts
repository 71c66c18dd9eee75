import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { columnsOf } from './columns-of';
import { Transactions } from './transactions';

/** A named statement that each connection parses and plans once. */
export interface PreparedRead {
  readonly name: string;
  readonly text: string;
}

/**
 * Hot reads through TypeORM's own pool: two to four times the speed of its find methods. Inside a transaction they run
 * on its connection and see what it has written.
 */
@Injectable()
export class PreparedReads {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  async rows<Row extends object>({ name, text }: PreparedRead, values: unknown[]): Promise<Row[]> {
    const open = this.transactions.open;
    if (open) return open.sql<Row>(text, values);
    const pool = (this.dataSource.driver as unknown as { master: Pool }).master;
    const { rows } = await pool.query<Row>({ name, text, values });
    return rows;
  }

  /** The select list that gives rows the shape of an entity. */
  columns(entity: EntityTarget<ObjectLiteral>, alias: string, only?: readonly string[]): string {
    return columnsOf(this.dataSource, entity, alias, only);
  }
}
