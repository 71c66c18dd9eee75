import { type Connection, Query } from 'pg';

/** What the driver's connection can, but not to the types. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Rows that are entered by COPY, the cheapest way that PostgreSQL has. They go out right behind the statement, which the
 * protocol allows, so that a copy stands in line like everything else that is sent: where it is refused, what came behind
 * it is dropped.
 */
export class CopyIn extends Query {
  /** Settles when PostgreSQL has taken all rows, or refused them. */
  readonly ended: Promise<void>;

  constructor(
    private readonly statement: string,
    private readonly lines: string,
  ) {
    let settle: (error?: Error) => void = () => undefined;
    super({ text: statement }, (error) => settle(error));
    this.ended = new Promise((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve());
    });
  }

  override submit = (driver: Connection): void => {
    const connection = driver as unknown as CopyConnection;
    connection.query(this.statement);
    connection.sendCopyFromChunk(Buffer.from(this.lines));
    connection.endCopyFrom();
  };

  /** All has been sent by now. */
  handleCopyInResponse(): void {}
}
