/** What a log line says of an error. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string;
  constraint?: string;
  /** Where it was thrown. */
  at: string[];
  cause?: DescribedError;
}

/**
 * An error for the log: only members that are known to hold nothing of people. A failed statement carries its parameters
 * and the offending key (phone numbers, names), and its message quotes the value after a colon.
 */
export function describeError(error: unknown): DescribedError | string {
  return error instanceof Error ? describe(error, 3) : typeof error;
}

function describe(error: Error & { code?: unknown; constraint?: unknown }, depth: number): DescribedError {
  const { name, code, constraint, cause } = error;
  const isFailedStatement = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: name,
    message: isFailedStatement ? error.message.split(':', 1)[0] : error.message,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(cause instanceof Error && depth > 0 && { cause: describe(cause, depth - 1) }),
  };
}
