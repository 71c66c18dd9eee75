import { Injectable } from '@nestjs/common';
import { type Actor, UserService } from '@nqi/platform/identity';
import { Audit, recordTypeOf } from '@nqi/shared/audit';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import { type Encrypted, type Place, Secrets } from '@nqi/shared/secrets';
import { DataAccess } from './data-access.entity';

/** One value in full, for who said why; the one place that writes down who looked. */
@Injectable()
export class UnmaskingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly users: UserService,
    private readonly audit: Audit,
  ) {}

  /**
   * Shows the phone of a record's contact. Who asks may see the record, and needs the phone for its work.
   * @returns null where there is none, which nobody needs to know about
   */
  async contactPhone(actor: Actor, place: Place, value: Encrypted | null, reason: string): Promise<string | null> {
    const phone = this.secrets.decrypt(place, value);
    if (phone === null) return null;
    const subject = await this.users.byPhone(phone);
    await this.note(actor, place, subject?.id ?? null, reason);
    return phone;
  }

  /** Written before the value is handed out: who gets to see it without a trace does not get to see it. */
  async note({ userId, organisationId }: Actor, place: Place, subjectId: string | null, reason: string): Promise<void> {
    const { column: columnName, id: recordId } = place;
    const [table = ''] = columnName.split('.');
    await this.transactions.run(async (tx) => {
      await tx.manager.insert(DataAccess, {
        ...{
          id: newId(),
          actorId: userId,
          organisationId,
          subjectId,
          columnName,
          recordId,
          reason,
          at: this.clock.now(),
        },
      });
      const looked = { event: 'unmask', recordType: recordTypeOf(table), recordId };
      this.audit.record(tx, { ...looked, details: { column: columnName } });
    });
  }
}
