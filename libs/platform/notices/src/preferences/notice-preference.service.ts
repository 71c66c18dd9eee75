import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { Channel } from '../notice-kind';
import { NoticeKinds } from '../notice-kinds';
import { NoticePreference } from './notice-preference.entity';

/** What a person says; what is left out stays as it is. */
export interface Wishes {
  language?: 'zh-CN' | 'en';
  /** By kind; a kind that is left out stays as it is. */
  channels?: Readonly<Record<string, readonly Channel[]>>;
  quietHours?: { from: string; to: string } | null;
}

const USUAL = { language: 'zh-CN', channels: {}, quietFrom: null, quietTo: null, version: 0 } as const;

/** How a person wants to be told. */
@Injectable()
export class NoticePreferenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly kinds: NoticeKinds,
  ) {}

  async of(userId: string): Promise<Omit<NoticePreference, 'userId' | 'updatedAt'>> {
    return (await this.transactions.manager.findOneBy(NoticePreference, { userId })) ?? USUAL;
  }

  /** @throws DomainError notices.unknown_kind */
  async change(userId: string, { language, channels, quietHours }: Wishes): Promise<void> {
    const kind = Object.keys(channels ?? {}).find((one) => !this.kinds.get(one));
    if (kind !== undefined) throw new DomainError('notices.unknown_kind', { kind });
    const quiet = [quietHours !== undefined, ...hoursOf(quietHours)];
    await this.transactions.run((tx) =>
      tx.sql(
        `INSERT INTO notice_preferences AS p (user_id, language, channels, quiet_from, quiet_to, updated_at)
         VALUES ($1, coalesce($2, 'zh-CN'), $3::jsonb, $5, $6, $7)
         ON CONFLICT (user_id) DO UPDATE SET language = coalesce($2, p.language), channels = p.channels || $3::jsonb,
           quiet_from = CASE WHEN $4::boolean THEN $5 ELSE p.quiet_from END,
           quiet_to = CASE WHEN $4::boolean THEN $6 ELSE p.quiet_to END,
           version = p.version + 1, updated_at = $7`,
        [userId, language ?? null, JSON.stringify(channels ?? {}), ...quiet, this.clock.now()],
      ),
    );
  }
}

/** From a time to the same time is never. */
function hoursOf(wished: Wishes['quietHours']): [from: string | null, to: string | null] {
  return wished && wished.from !== wished.to ? [wished.from, wished.to] : [null, null];
}
