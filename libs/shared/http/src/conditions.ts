/** Conditions of a list joined by AND; `?` stands for a value. */
export class Conditions {
  readonly parts: string[] = [];
  readonly values: unknown[] = [];

  add(sql: string, ...values: readonly unknown[]): this {
    let next = 0;
    this.parts.push(
      sql.replaceAll('?', () => {
        this.values.push(values[next++]);
        return `$${this.values.length}`;
      }),
    );
    return this;
  }

  /** Adds a filter that the caller may leave out. */
  addIf(value: unknown, sql: string): this {
    return value === undefined ? this : this.add(sql, ...Array<unknown>(sql.split('?').length - 1).fill(value));
  }
}
