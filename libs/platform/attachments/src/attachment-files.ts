/** Until the end of the transaction nobody else stores or deletes the file of this key. */
export const HOLDS_FILE = `SELECT pg_advisory_xact_lock(hashtextextended('attached file ' || $1, 0))`;
