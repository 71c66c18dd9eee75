import { Injectable } from '@nestjs/common';
import { Sms } from '@nqi/platform/sms';
import { Audit } from '@nqi/shared/audit';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import type { CodeReceipt } from '../codes/code.dto';
import { CodeService } from '../codes/code.service';
import { PasswordService } from '../passwords/password.service';
import { UserService } from '../users/user.service';
import type { ChangePhone } from './phone.dto';

/** How long it is worth telling the old phone. */
const DAY_SECONDS = 86_400;

/** The phone by which a person signs in becomes another. */
@Injectable()
export class PhoneService {
  constructor(
    private readonly transactions: Transactions,
    private readonly codes: CodeService,
    private readonly passwords: PasswordService,
    private readonly users: UserService,
    private readonly sms: Sms,
    private readonly audit: Audit,
  ) {}

  /** To the new phone, whoever has it: only who reads the message learns more. @throws what CodeService.send throws */
  sendCode(userId: string, phone: string, address: string): Promise<CodeReceipt> {
    return this.codes.sendTo({ phone, purpose: 'change_phone', userId }, address);
  }

  /**
   * Tells the old phone. Sessions stay: whoever holds this one has just shown the password.
   * @throws DomainError access.bad_password, access.slowed_down, access.bad_code, identity.phone_taken
   */
  async change(userId: string, { phone, code, password }: ChangePhone): Promise<void> {
    await this.passwords.prove(userId, password);
    const askedBy = await this.codes.redeem(phone, 'change_phone', code);
    if (askedBy !== userId) throw new DomainError('access.bad_code');
    await this.transactions.run(async (tx) => {
      const before = await this.users.setPhone(tx, userId, phone);
      this.audit.record(tx, { event: 'change_phone', recordType: 'user', recordId: userId, actorId: userId });
      if (!before || before === phone) return;
      const message = { phone: before, template: 'phone_changed' as const, params: { tail: phone.slice(-4) } };
      await this.sms.order(tx, { ...message, goodForSeconds: DAY_SECONDS, isDecoy: false });
    });
  }
}
