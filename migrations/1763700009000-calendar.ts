import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days that an announcement made free or worked (国务院办公厅关于部分节假日安排的通知, one for each year). */
const DAYS: Record<string, { off: string; worked: string }> = {
  2025: {
    off: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

/** Working time: hours of the day, the years whose holidays are announced, and the days that these moved. */
export class Calendar1763700009000 implements MigrationInterface {
  name = 'Calendar1763700009000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_years (
        year smallint CONSTRAINT calendar_years_pkey PRIMARY KEY,
        source text NOT NULL
      );
      CREATE TABLE calendar_days (
        day date CONSTRAINT calendar_days_pkey PRIMARY KEY,
        is_working boolean NOT NULL
      );
      CREATE TABLE working_periods (
        from_minute smallint NOT NULL,
        to_minute smallint NOT NULL,
        effective_from date NOT NULL,
        effective_to date,
        source text NOT NULL,
        CONSTRAINT working_periods_pkey PRIMARY KEY (effective_from, from_minute),
        CONSTRAINT working_periods_minutes_check CHECK (0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440)
      );
      INSERT INTO working_periods (from_minute, to_minute, effective_from, source) VALUES
        (540, 720, '2020-01-01', 'usual office hours 09:00-12:00; low confidence, to be confirmed by the city'),
        (780, 1020, '2020-01-01', 'usual office hours 13:00-17:00; low confidence, to be confirmed by the city');
    `);
    for (const [year, { off, worked }] of Object.entries(DAYS)) {
      await db.query('INSERT INTO calendar_years (year, source) VALUES ($1, $2)', [
        year,
        `国务院办公厅关于${year}年部分节假日安排的通知`,
      ]);
      await db.query(
        `INSERT INTO calendar_days (day, is_working)
         SELECT ($1 || '-' || day)::date, false FROM unnest(string_to_array($2, ' ')) AS day
         UNION ALL SELECT ($1 || '-' || day)::date, true FROM unnest(string_to_array($3, ' ')) AS day`,
        [year, off, worked],
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE working_periods, calendar_days, calendar_years');
  }
}
