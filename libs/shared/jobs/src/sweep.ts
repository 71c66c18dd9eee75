/** Periodic work of a line: set-based, idempotent, safe in several workers at once. Provided in its worker module. */
export abstract class Sweep {
  abstract run(): Promise<void>;
}
