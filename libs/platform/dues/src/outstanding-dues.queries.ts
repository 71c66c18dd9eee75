import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { covers, live } from '@nqi/platform/mandates';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';

/** A due that an organisation may have settled now. */
export interface OutstandingDue {
  subjectId: string;
  /** Of whom the subject is. */
  organisationId: string;
  /** Who may settle it, as far as that is known. */
  institutionId: string | null;
  dueOn: string;
}

export interface Wanted {
  kind: string;
  /** The last due day. */
  dueTo: string;
  limit: number;
}

const WANTED = `d.kind = $3 AND d.state = 'open' AND NOT d.is_in_hand AND d.due_on <= $4`;

const OUTSTANDING = `
  SELECT subject_id AS "subjectId", organisation_id AS "organisationId", institution_id AS "institutionId", due_on AS "dueOn"
  FROM (
    SELECT d.* FROM dues d WHERE d.organisation_id = $1 AND ${WANTED}
    UNION
    SELECT d.* FROM mandates m JOIN dues d ON d.organisation_id = m.mandator_id AND d.subject_type = m.kind
    WHERE m.holder_id = $1 AND ${live('$2')} AND 'file' = ANY(m.scopes) AND ${covers('d.subject_id')} AND ${WANTED}) AS d
  ORDER BY due_on, id LIMIT $5`;

/** What lines ask for who wants everything done that is due. */
@Injectable()
export class OutstandingDues {
  constructor(private readonly clock: Clock) {}

  /** The dues of the own organisation and of those who mandated it to file, the most urgent first. */
  of(tx: Tx, { organisationId }: Actor, { kind, dueTo, limit }: Wanted): Promise<OutstandingDue[]> {
    return tx.sql<OutstandingDue>(OUTSTANDING, [organisationId, this.clock.today(), kind, dueTo, limit]);
  }
}
