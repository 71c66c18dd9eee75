import { searchWays } from '@nqi/shared/text';

/** Conditions of a list joined by AND; `?` stands for a value. */
export class Conditions {
  readonly parts: string[] = [];
  /** Of these at least one holds; empty: no such condition. */
  readonly alternatives: string[] = [];
  /** Alternatives that are searched once for each row of a source. */
  readonly throughs: { readonly source: string; readonly way: string }[] = [];
  readonly values: unknown[] = [];

  add(sql: string, ...values: readonly unknown[]): this {
    this.parts.push(this.bind(sql, values));
    return this;
  }

  /** One more way for a row to be listed. A list searches each way by its own index. */
  or(sql: string, ...values: readonly unknown[]): this {
    this.alternatives.push(this.bind(sql, values));
    return this;
  }

  /**
   * One more way for a row to be listed: through a row of another table, such as a mandate. Each row of the source is
   * searched for in the list's order by the way's own index.
   * @param source a table or subselect with its alias
   * @param sql the way, which may name that alias; values are those of the source before those of the way
   */
  orThrough(source: string, sql: string, ...values: readonly unknown[]): this {
    const before = source.split('?').length - 1;
    const bound = { source: this.bind(source, values.slice(0, before)), way: this.bind(sql, values.slice(before)) };
    this.throughs.push(bound);
    return this;
  }

  /** Adds a filter that the caller may leave out. */
  addIf(value: unknown, sql: string): this {
    return value === undefined ? this : this.add(sql, ...Array<unknown>(sql.split('?').length - 1).fill(value));
  }

  /** Rows whose terms hold what the question asks for, in one of the ways to read it; without a question all rows. */
  asked(question: string | undefined, terms: string): this {
    if (question === undefined) return this;
    const ways = searchWays(question);
    if (ways.length === 0) return this.add('false');
    const alternatives = ways.map(() => `${terms} @> ?::text[]`).join(' OR ');
    return this.add(`(${alternatives})`, ...ways.map((way) => way.terms));
  }

  private bind(sql: string, values: readonly unknown[]): string {
    let next = 0;
    return sql.replaceAll('?', () => {
      this.values.push(values[next++]);
      return `$${this.values.length}`;
    });
  }
}
