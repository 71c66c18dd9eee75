import type { SmsTemplate } from './sms-texts';

export interface OutgoingSms {
  /** Of our row; a provider that knows idempotency keys sends no message twice. */
  id: string;
  phone: string;
  template: SmsTemplate;
  params: Readonly<Record<string, string>>;
}

/** A channel that delivers messages and charges for them. */
export abstract class SmsProvider {
  abstract readonly name: string;

  /**
   * @returns how the provider calls the message
   * @throws SmsFailure
   */
  abstract send(message: OutgoingSms): Promise<string>;
}

/**
 * `not_sent`: nothing can have been sent, so trying again is safe. `refused`: the provider does not want it.
 * `outcome_unknown`: it may have been sent; sending again would cost twice, the person asks for another code instead.
 */
export type SmsFailureCode = 'not_sent' | 'refused' | 'outcome_unknown';

/** Why a message did not go out. Its text goes into the row and the log, so it holds neither phone nor code. */
export class SmsFailure extends Error {
  constructor(
    readonly code: SmsFailureCode,
    reason: string,
  ) {
    super(reason);
  }
}
