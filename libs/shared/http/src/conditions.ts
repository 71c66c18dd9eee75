/** Conditions of a list joined by AND; `?` stands for a value. */
export class Conditions {
  readonly parts: string[] = [];
  /** Of these at least one holds; empty: no such condition. */
  readonly alternatives: string[] = [];
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

  /** Adds a filter that the caller may leave out. */
  addIf(value: unknown, sql: string): this {
    return value === undefined ? this : this.add(sql, ...Array<unknown>(sql.split('?').length - 1).fill(value));
  }

  private bind(sql: string, values: readonly unknown[]): string {
    let next = 0;
    return sql.replaceAll('?', () => {
      this.values.push(values[next++]);
      return `$${this.values.length}`;
    });
  }
}
