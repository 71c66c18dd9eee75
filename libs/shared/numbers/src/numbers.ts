import { Injectable } from '@nestjs/common';
import type { Tx } from '@nqi/shared/database';

/** Ordinary series with the letters at their head. Each is a database sequence of the same name. */
const PREFIXES = {
  filing_number: 'BJ', // 报检
  acceptance_number: 'SL', // 受理
  payment_order_number: 'JF', // 缴费
  metrology_order_number: 'WT', // 委托
  booking_number: 'YY', // 预约
  help_request_number: 'QZ', // 求助
  mandate_number: 'SQ', // 授权委托
} as const;
export type OrdinarySeries = keyof typeof PREFIXES;

@Injectable()
export class Numbers {
  /**
   * The next `count` numbers of an ordinary series as `{prefix}{yyyyMMdd}{6 digits}`: unique and rising, with gaps where a
   * transaction failed. Takes no lock: batches that file
   * at the same time do not wait for each other.
   * @param date `YYYY-MM-DD`
   */
  async ordinary(tx: Tx, series: OrdinarySeries, date: string, count: number): Promise<string[]> {
    const rows = await tx.sql<{ value: string }>('SELECT nextval($1) AS value FROM generate_series(1, $2)', [
      `${series}_seq`,
      count,
    ]);
    return rows.map(({ value }) => `${PREFIXES[series]}${date.replaceAll('-', '')}${value.padStart(6, '0')}`);
  }

  /**
   * The next value (from 1) of a gapless series. The row stays locked until the transaction ends, so that a number is
   * used exactly when its record is committed.
   * @param series any text that names the series, for example institution, kind and year
   */
  async gapless(tx: Tx, series: string): Promise<number> {
    const [row] = await tx.sql<{ value: string }>(
      `INSERT INTO number_series (series, value) VALUES ($1, 1)
       ON CONFLICT (series) DO UPDATE SET value = number_series.value + 1 RETURNING value`,
      [series],
    );
    return Number(row?.value);
  }
}
