import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { CONFIG, type Config } from '@nqi/shared/config';
import { Transactions, type Tx } from '@nqi/shared/database';
import { type Happening, History } from '@nqi/shared/history';
import { Jobs } from '@nqi/shared/jobs';
import { noticeDelivery } from './deliveries/notice-delivery.entity';
import { EventBell } from './events/event-bell';
import { channels, codeOf, type NoticeKind } from './notice-kind';
import { NoticeKinds } from './notice-kinds';
import { TOLD, tellingOf, writing } from './telling';
import type { Facts } from './wording';

/** One person, or the members of an organisation (those with one of the roles, if any are named), who are told. */
export interface Told {
  /** With an organisation: as long as the person is a member of it. */
  readonly userId?: string;
  readonly organisationId: string | null;
  readonly roles?: readonly string[];
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Facts;
  readonly href: string;
}

/** Tells people what happened, in the transaction in which it happens, which does not wait for it before it commits. */
@Injectable()
export class Notices {
  private readonly heard = new WeakMap<Tx, Map<string, Happening[]>>();

  constructor(
    private readonly kinds: NoticeKinds,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly bell: EventBell,
    @Inject(CONFIG) private readonly config: Config,
    history: History,
    transactions: Transactions,
  ) {
    history.observe((tx, happenings) => this.hear(tx, happenings));
    // Records are written by then, and say what they will say.
    transactions.beforeCommit((tx) => this.tellOfEvents(tx));
  }

  /** Tells of what is no event of a record, such as a date that comes near; any number of people in one statement. */
  tell(tx: Tx, code: string, told: readonly Told[]): void {
    const kind = this.kinds.get(code);
    if (!kind) throw new Error(`The notice kind ${code} is not registered.`);
    if (told.length > 0) this.write(tx, { code, kind, sql: TOLD, about: told });
  }

  private hear(tx: Tx, happenings: readonly Happening[]): void {
    for (const happening of happenings) {
      if (!this.kinds.ofEvent(happening.recordType, happening.event)) continue;
      const heard = this.heard.get(tx) ?? new Map<string, Happening[]>();
      const code = codeOf(happening.recordType, happening.event);
      heard.set(code, [...(heard.get(code) ?? []), happening]);
      this.heard.set(tx, heard);
    }
  }

  private tellOfEvents(tx: Tx): void {
    for (const [code, happenings] of this.heard.get(tx) ?? []) {
      const [first] = happenings;
      const known = first && this.kinds.ofEvent(first.recordType, first.event);
      if (!known) continue;
      const about = happenings.map(({ recordId, by }) => ({ id: recordId, actorId: by?.userId ?? null }));
      this.write(tx, { code, kind: known.kind, sql: tellingOf(known), about });
    }
    this.heard.delete(tx);
  }

  private write(tx: Tx, { code, kind, sql, about }: Telling): void {
    const taken = JSON.stringify(kind.channels ?? channels);
    const values = [JSON.stringify(about), code, this.clock.now(), taken, this.config.NOTICES_AT_ONCE];
    const due = tx.sql<{ id: string }>(writing(sql), values);
    due.catch(() => undefined);
    tx.pending.push(due);
    tx.afterCommit(async () => {
      this.bell.ring();
      for (const { id } of await due) await this.jobs.wake(noticeDelivery, id);
    });
  }
}

interface Telling {
  readonly code: string;
  readonly kind: NoticeKind;
  /** Whom it tells, of what is bound to `$1`. */
  readonly sql: string;
  readonly about: readonly object[];
}
