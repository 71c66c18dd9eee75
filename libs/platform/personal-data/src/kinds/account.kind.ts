import { Injectable, type OnModuleInit } from '@nestjs/common';
import { User, USER_ID_NUMBER, USER_PHONE, UserService } from '@nqi/platform/identity';
import type { Tx } from '@nqi/shared/database';
import { type Person, type PersonalDataKind, PersonalDataKinds } from './personal-data-kind';

/** What is shown of a person's account, by the name under which the export has it. */
const PARTS = {
  memberships: `SELECT o.name AS organisation, m.roles, m.created_at AS "createdAt"
    FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.user_id = $1 ORDER BY m.id`,
  sessions: `SELECT user_agent AS "userAgent", address, created_at AS "createdAt", last_used_at AS "lastUsedAt",
    ended_at AS "endedAt" FROM sessions WHERE user_id = $1 ORDER BY id`,
  licences: `SELECT scope, certificate_no AS "certificateNo", valid_from AS "validFrom", valid_to AS "validTo"
    FROM qualifications WHERE user_id = $1 ORDER BY id`,
  consents: `SELECT purpose, text_version AS "version", channel, given_at AS "givenAt", withdrawn_at AS "withdrawnAt"
    FROM consents WHERE user_id = $1 ORDER BY id`,
  accesses: `SELECT a.column_name AS "column", a.reason, a.at, o.name AS organisation
    FROM personal_data_accesses a JOIN organisations o ON o.id = a.organisation_id WHERE a.subject_id = $1 ORDER BY a.id`,
  requests: `SELECT kind, state, corrected_name AS "correctedName", reason, refusal_reason AS "refusalReason",
    created_at AS "createdAt" FROM data_requests WHERE user_id = $1 ORDER BY id`,
} as const;

/** In this order: what others point to goes last. */
const ERASURES = [
  'DELETE FROM memberships WHERE user_id = $1',
  'DELETE FROM qualifications WHERE user_id = $1',
  `UPDATE sessions SET user_agent = NULL, address = NULL, ended_at = coalesce(ended_at, now()),
          end_reason = coalesce(end_reason, 'revoked') WHERE user_id = $1`,
  'UPDATE data_requests SET corrected_name = NULL, reason = NULL, refusal_reason = NULL WHERE user_id = $1',
  'UPDATE data_exports SET content = NULL WHERE user_id = $1',
  // Answers that wait for a repeated request may hold the person's name.
  `DELETE FROM idempotency_keys WHERE caller LIKE $1::text || '@%'`,
];

/** Account, memberships, licences, sign-ins, and what stands in this lib. */
@Injectable()
export class AccountKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'account';
  readonly columns = [USER_PHONE, USER_ID_NUMBER] as const;

  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly users: UserService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async collect(tx: Tx, { userId }: Person): Promise<unknown> {
    const user = await tx.manager.findOneByOrFail(User, { id: userId });
    const parts: Record<string, unknown> = {};
    for (const [part, text] of Object.entries(PARTS)) parts[part] = await tx.sql(text, [userId]);
    return { id: userId, name: user.name, ...this.users.reveal(user), createdAt: user.createdAt, ...parts };
  }

  async erase(tx: Tx, { userId }: Person): Promise<void> {
    for (const text of ERASURES) await tx.sql(text, [userId]);
    await this.users.erase(tx, userId);
  }
}
