import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PersonalDataKind, PersonalDataKinds } from '@nqi/platform/personal-data';
import type { Tx } from '@nqi/shared/database';
import { EMAIL } from '../emails/email-address.entity';
import { EmailService } from '../emails/email.service';

/** A person's address, what they were told and how they want to be told. */
@Injectable()
export class NoticesOfPersonKind implements PersonalDataKind, OnModuleInit {
  readonly name = 'notices';
  readonly columns = [EMAIL] as const;

  constructor(
    private readonly kinds: PersonalDataKinds,
    private readonly emails: EmailService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async collect(tx: Tx, { userId }: { userId: string }): Promise<unknown> {
    const notices = await tx.sql(
      `SELECT kind, facts, href, created_at AS "createdAt", read_at AS "readAt" FROM notices
       WHERE recipient_id = $1 ORDER BY created_at, id`,
      [userId],
    );
    return { address: await this.emails.of(userId), notices };
  }

  async erase(tx: Tx, { userId }: { userId: string }): Promise<void> {
    await tx.sql('DELETE FROM notice_deliveries WHERE recipient_id = $1', [userId]);
    await tx.sql('DELETE FROM notices WHERE recipient_id = $1', [userId]);
    await tx.sql('DELETE FROM notice_preferences WHERE user_id = $1', [userId]);
    await tx.sql('DELETE FROM email_addresses WHERE user_id = $1', [userId]);
  }
}
