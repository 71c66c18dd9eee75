import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import type { Actor } from '../actor';
import { Membership } from '../memberships/membership.entity';
import { User } from '../users/user.entity';
import type { CreateQualification } from './qualification.dto';
import {
  type LicenceScope,
  Qualification,
  type QualificationRow,
  type QualificationScope,
} from './qualification.entity';

/** A person's licence as it is printed. */
export interface Licence {
  userId: string;
  name: string;
  certificateNo: string;
}

@Injectable()
export class QualificationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** An administrator enters the licence of a colleague. */
  add({ organisationId }: Actor, facts: CreateQualification): Promise<QualificationRow> {
    return this.transactions.run(async (tx) => {
      const { userId, scope, certificateNo, validFrom, validTo } = facts;
      if (validTo < validFrom) throw invalid('/validTo', 'field.too_small');
      const isColleague = await tx.manager.existsBy(Membership, { userId, organisationId, state: 'active' });
      if (!isColleague) throw invalid('/userId', 'field.unknown_organisation');
      const row = { id: newId(), organisationId, userId, scope, certificateNo, validFrom, validTo };
      const saved = await tx.manager.save(Qualification, { ...row, createdAt: this.clock.now() });
      const { name } = await tx.manager.findOneByOrFail(User, { id: userId });
      return { ...saved, name };
    });
  }

  /** The licences of a scope that these inspectors hold on a day; who has none is left out. */
  licences(
    tx: Tx,
    { organisationId, scope }: { organisationId: string; scope: LicenceScope },
    userIds: readonly string[],
    on: string,
  ): Promise<Licence[]> {
    return tx.sql<Licence>(
      `SELECT DISTINCT ON (q.user_id) q.user_id AS "userId", u.name, q.certificate_no AS "certificateNo"
       FROM qualifications q JOIN users u ON u.id = q.user_id
       WHERE q.organisation_id = $1 AND q.user_id = ANY($2) AND q.scope = $4 AND $3 BETWEEN q.valid_from AND q.valid_to
         AND EXISTS (SELECT FROM memberships m
                     WHERE m.user_id = q.user_id AND m.organisation_id = $1 AND m.state = 'active'
                       AND 'inspector' = ANY (m.roles))
       ORDER BY q.user_id, q.valid_to DESC`,
      [organisationId, userIds, on, scope],
    );
  }

  /** The number of an institution's own approval in force on a day; null when there is none. */
  async approvalNo(tx: Tx, organisationId: string, scope: QualificationScope, on: string): Promise<string | null> {
    const [row] = await tx.sql<{ certificateNo: string }>(
      `SELECT certificate_no AS "certificateNo" FROM qualifications
       WHERE organisation_id = $1 AND user_id IS NULL AND scope = $2 AND $3 BETWEEN valid_from AND valid_to
       ORDER BY valid_to DESC LIMIT 1`,
      [organisationId, scope, on],
    );
    return row?.certificateNo ?? null;
  }

  /** The institutions approved for `scope` on a day, at most `limit`. */
  async approvedInstitutions(tx: Tx, scope: QualificationScope, on: string, limit: number): Promise<string[]> {
    const rows = await tx.sql<{ id: string }>(
      `SELECT DISTINCT organisation_id AS id FROM qualifications
       WHERE user_id IS NULL AND scope = $1 AND $2 BETWEEN valid_from AND valid_to LIMIT $3`,
      [scope, on, limit],
    );
    return rows.map(({ id }) => id);
  }
}

function invalid(pointer: string, code: string): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer, code }] });
}
