import { Injectable } from '@nestjs/common';
import { type Actor, UserService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import type { ConsentTextResponse, GiveConsent } from './consent.dto';
import { Consent } from './consent.entity';
import { consentLife } from './consent.life';

/** Consents of people to dated texts. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly users: UserService,
  ) {}

  /** The texts in force today. */
  texts(): Promise<ConsentTextResponse[]> {
    return this.transactions.run((tx) => this.textsOf(tx));
  }

  /**
   * A consent to the text in force; one to an older text is superseded by it.
   * @returns its id
   * @throws DomainError request.invalid, privacy.outdated_text, privacy.already_given
   */
  give(actor: Actor, { purpose, version, channel }: GiveConsent): Promise<string> {
    return this.transactions.run(async (tx) => {
      const text = (await this.textsOf(tx)).find((one) => one.purpose === purpose);
      if (!text)
        throw new DomainError('request.invalid', { errors: [{ pointer: '/purpose', code: 'field.not_allowed' }] });
      if (text.version !== version) throw new DomainError('privacy.outdated_text', { version: text.version });
      await lockPerson(tx, actor.userId);
      const before = await tx.manager.findOneBy(Consent, { userId: actor.userId, purpose, state: 'given' });
      if (before?.textVersion === version) throw new DomainError('privacy.already_given');
      if (before) {
        before.withdrawnAt = this.clock.now();
        await this.lifecycle.cause(tx, consentLife, before, { event: 'supersede', by: null });
      }
      const consent = {
        ...{ id: newId(), userId: actor.userId, purpose, textVersion: version, channel },
        ...{ givenAt: this.clock.now(), withdrawnAt: null },
      };
      const cause = { event: 'give', by: actor, parties: new Set(['person'] as const) } as const;
      return this.lifecycle.begin(tx, consentLife, consent, cause).id;
    });
  }

  /** What stood on the consent goes with it. @throws DomainError privacy.service_needs_consent */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(consentLife, { actor, id, event: 'withdraw' }, async (tx, consent) => {
      const text = (await this.textsOf(tx)).find(({ purpose }) => purpose === consent.purpose);
      if (text?.isNeeded) throw new DomainError('privacy.service_needs_consent');
      consent.withdrawnAt = this.clock.now();
      if (consent.purpose === 'id_number') await this.users.setIdNumber(tx, actor.userId, null);
    });
  }

  /** Holds the consent until the transaction ends. @throws DomainError privacy.consent_needed */
  async assertGiven(tx: Tx, userId: string, purpose: string): Promise<void> {
    const given = await tx.sql(
      `SELECT id FROM consents WHERE user_id = $1 AND purpose = $2 AND state = 'given' FOR SHARE`,
      [userId, purpose],
    );
    if (given.length === 0) throw new DomainError('privacy.consent_needed', { purpose });
  }

  private textsOf(tx: Tx): Promise<ConsentTextResponse[]> {
    return tx.sql<ConsentTextResponse>(
      `SELECT purpose, version, jsonb_build_object('zh', title_zh, 'en', title_en) AS title,
              jsonb_build_object('zh', text_zh, 'en', text_en) AS text, is_needed AS "isNeeded",
              effective_from AS "effectiveFrom"
       FROM consent_texts WHERE effective_from <= $1 AND coalesce(effective_to, 'infinity') >= $1 ORDER BY purpose`,
      [this.clock.today()],
    );
  }
}

/** Two consents of one person at the same moment: the second waits here, and finds the first. */
async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await tx.sql('SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
}
