import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@nqi/shared/database';
import { type Encrypted, Secrets } from '@nqi/shared/secrets';
import { type EncryptedColumn, PersonalDataKinds } from './personal-data-kind';

/** So many rows a transaction: the rows of a batch are locked for milliseconds, while the api runs. */
const BATCH = 500;

/** What was done to one column. */
export interface ReEncrypted {
  column: EncryptedColumn;
  looked: number;
  changed: number;
}

interface Row {
  id: string;
  value: Encrypted;
  index: string | null;
}

/**
 * Brings every encrypted column to the key and the index key of today, and encrypts what still stands there in plain
 * text. Batch by batch; what is done already is passed over, so that it can be stopped and started at any time.
 */
@Injectable()
export class ReEncryptionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: Secrets,
    private readonly kinds: PersonalDataKinds,
  ) {}

  async run(): Promise<ReEncrypted[]> {
    const done: ReEncrypted[] = [];
    for (const column of this.kinds.columns()) done.push(await this.column(column));
    return done;
  }

  private async column(column: EncryptedColumn): Promise<ReEncrypted> {
    const total = { column, looked: 0, changed: 0 };
    let last: string | undefined = '00000000-0000-0000-0000-000000000000';
    while (last) {
      const after: string = last;
      const batch = await this.transactions.run((tx) => this.batch(tx, column, after));
      total.looked += batch.looked;
      total.changed += batch.changed;
      last = batch.last;
    }
    return total;
  }

  private async batch(
    tx: Tx,
    column: EncryptedColumn,
    after: string,
  ): Promise<{ looked: number; changed: number; last?: string }> {
    const [table, name] = column.split('.');
    const rows = await tx.sql<Row>(
      `SELECT id, ${name} AS value, ${name}_index AS index FROM ${table}
       WHERE id > $1 AND ${name} IS NOT NULL ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    const changes = rows.flatMap((row) => this.change(column, row));
    // Who changed the value meanwhile wrote it with the keys of today.
    const changed = await tx.sql(
      `UPDATE ${table} t SET ${name} = n.value, ${name}_index = n.index
       FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, before text, value text, index text)
       WHERE t.id = n.id AND t.${name} = n.before RETURNING t.id`,
      [JSON.stringify(changes)],
    );
    return { looked: rows.length, changed: changed.length, last: rows.at(-1)?.id };
  }

  private change(column: EncryptedColumn, { id, value, index }: Row): object[] {
    const place = { column, id };
    const text = this.secrets.decrypt(place, value);
    if (this.secrets.isCurrent(value) && index === this.secrets.index(column, text)) return [];
    return [{ id, before: value, ...this.secrets.encrypt(place, text) }];
  }
}
