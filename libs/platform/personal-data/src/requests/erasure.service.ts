import { Injectable } from '@nestjs/common';
import { User, UserService } from '@nqi/platform/identity';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Secrets } from '@nqi/shared/secrets';
import { type Person, PersonalDataKinds } from '../kinds/personal-data-kind';
import { RetentionRules } from '../kinds/retention-rules';
import type { DataRequest, Hold } from './data-request.entity';

/** While a record is open nobody knows until when it is held; it is looked at again after so many days. */
const LOOK_AGAIN_DAYS = 30;

/** Erases a person everywhere, except what the law keeps; and that, too, once its time is over. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly kinds: PersonalDataKinds,
    private readonly rules: RetentionRules,
    private readonly users: UserService,
  ) {}

  /** The person as the kinds know them, while the phone is still there. */
  async personOf(tx: Tx, userId: string): Promise<Person> {
    const user = await tx.manager.findOneByOrFail(User, { id: userId });
    const { phone } = this.users.reveal(user);
    const columns = phone === null ? [] : this.kinds.columns();
    const indexes = Object.fromEntries(columns.map((column) => [column, this.secrets.index(column, phone ?? '')]));
    return { userId, indexes, before: null, today: this.clock.today() };
  }

  /** What a deletion would leave, and why. */
  async holds(tx: Tx, person: Person): Promise<Hold[]> {
    const ruleOf = await this.rules.today(tx);
    const holds: Hold[] = [];
    for (const kind of this.kinds.all()) {
      const rule = ruleOf(kind.name);
      const held = await kind.holds?.(tx, person, rule);
      if (!held?.count) continue;
      holds.push({ kind: kind.name, ...held, basis: { zh: rule.basisZh, en: rule.basisEn } });
    }
    return holds;
  }

  /** @throws DomainError privacy.last_admin */
  async erase(tx: Tx, request: DataRequest): Promise<void> {
    await tx.sql('SELECT id FROM users WHERE id = $1 FOR UPDATE', [request.userId]);
    await assertReplaceable(tx, request.userId);
    const person = await this.personOf(tx, request.userId);
    // The request's own row is changed by a kind as well; what is saved afterwards must not bring it back.
    Object.assign(request, { reason: null, correctedName: null });
    await this.eraseAll(tx, request, person);
  }

  /** The keeping time of something that was held may be over. */
  async eraseAgain(tx: Tx, request: DataRequest): Promise<void> {
    const { userId, indexes, decidedAt, createdAt } = request;
    const person = { userId, indexes: indexes ?? {}, before: decidedAt ?? createdAt, today: this.clock.today() };
    await this.eraseAll(tx, request, person);
  }

  private async eraseAll(tx: Tx, request: DataRequest, person: Person): Promise<void> {
    const ruleOf = await this.rules.today(tx);
    for (const kind of this.kinds.all()) await kind.erase(tx, person, ruleOf(kind.name));
    request.holds = await this.holds(tx, person);
    const erasable = request.holds.filter(({ kind }) => this.isErasable(kind));
    request.eraseAgainOn = this.nextDay(erasable);
    request.indexes = request.eraseAgainOn === null ? null : { ...person.indexes };
  }

  /** What has no encrypted column holds nothing that an index would have to find. */
  private isErasable(name: string): boolean {
    return this.kinds.all().some((kind) => kind.name === name && kind.columns.length > 0);
  }

  private nextDay(holds: readonly Hold[]): string | null {
    const today = this.clock.today();
    const soonest = holds.map(({ until }) => until ?? addDays(today, LOOK_AGAIN_DAYS)).sort()[0];
    if (soonest === undefined) return null;
    return soonest > today ? soonest : addDays(today, 1);
  }
}

/** An organisation with people in it keeps an administrator. */
async function assertReplaceable(tx: Tx, userId: string): Promise<void> {
  await tx.sql(
    `SELECT id FROM organisations WHERE id IN (SELECT organisation_id FROM memberships WHERE user_id = $1)
     ORDER BY id FOR NO KEY UPDATE`,
    [userId],
  );
  const left = await tx.sql<{ organisationId: string }>(
    `SELECT m.organisation_id AS "organisationId" FROM memberships m
     WHERE m.user_id = $1 AND m.roles && '{ent_admin,org_admin}'
       AND EXISTS (SELECT FROM memberships o WHERE o.organisation_id = m.organisation_id AND o.user_id <> $1)
       AND NOT EXISTS (SELECT FROM memberships o WHERE o.organisation_id = m.organisation_id AND o.user_id <> $1
                         AND o.roles && '{ent_admin,org_admin}')`,
    [userId],
  );
  if (left.length > 0) {
    throw new DomainError('privacy.last_admin', { organisationIds: left.map(({ organisationId }) => organisationId) });
  }
}
