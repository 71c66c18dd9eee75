import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Person, type PersonalDataKind, PersonalDataKinds } from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';

/** What a person asked and wrote. It belongs to the enterprise's case and names the person by id only. */
@Injectable()
export class AskedQuestionsKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'help_request';
  readonly columns = [];

  constructor(private readonly kinds: PersonalDataKinds) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async collect(tx: Tx, { userId }: Person): Promise<unknown> {
    const requests = await tx.sql(
      `SELECT number, state, title, description, created_at AS "createdAt"
       FROM help_requests WHERE requester_id = $1 ORDER BY id`,
      [userId],
    );
    const messages = await tx.sql(
      `SELECT r.number, m.kind, m.body, m.sent_at AS "sentAt"
       FROM help_request_messages m JOIN help_requests r ON r.id = m.help_request_id
       WHERE m.author_id = $1 ORDER BY m.id`,
      [userId],
    );
    return { requests, messages };
  }

  async erase(): Promise<void> {}
}
