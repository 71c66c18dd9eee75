/** The five-character SQLSTATE or the Node.js code of a failed statement; undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The constraint that refused a statement. */
export function violatedConstraint(error: unknown): string | undefined {
  const name = (error as { constraint?: unknown } | null)?.constraint;
  return typeof name === 'string' ? name : undefined;
}

/** Class 08 (connection), 53 (resources), 57 (operator intervention) and what the driver says when nobody answers. */
const UNAVAILABLE = /^(08...|53...|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
const CONNECTION_LOST =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|driver not connected|connection is not available/i;

/** Whether the database is away (stopped, starting, out of connections), which passes by itself. */
export function isUnavailable(error: unknown): boolean {
  if (UNAVAILABLE.test(sqlState(error) ?? '')) return true;
  return error instanceof Error && CONNECTION_LOST.test(error.message);
}

/** serialization_failure, deadlock_detected: PostgreSQL asks to try the whole transaction again. */
export function asksToTryAgain(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '');
}

/** Whether the same work may well succeed a little later: the database is away, or others hold the rows. */
export function passesByItself(error: unknown): boolean {
  return isUnavailable(error) || asksToTryAgain(error) || sqlState(error) === '55P03';
}
