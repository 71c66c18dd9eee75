/** One look at a phone or ID number of mine. */
export class DataAccessResponse {
  id: string;
  /** Who looked. */
  actorId: string;
  organisationId: string;
  organisationName: string;
  /** What was looked at, open list: `users.phone`, `users.id_number`, `elevator_filings.contact_phone` … */
  column: string;
  /** The record in which it stands. */
  recordId: string;
  reason: string;
  at: Date;
}

export class DataAccessList {
  items: DataAccessResponse[];
  nextCursor: string | null;
}
