import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DueKind, DueKinds } from '@nqi/platform/dues';

export const PAYMENT_ORDER = 'payment_order';

/** 缓缴: the last day of each deferral. The payer is reminded of it; once it is over, the finance of the payee, too. */
@Injectable()
export class DeferralDueKind implements DueKind, OnModuleInit {
  readonly subjectType = PAYMENT_ORDER;
  readonly table = 'payment_orders';
  readonly kinds = ['deferred_payment'];
  readonly settled = `s.state = 'paid'`;
  readonly isBetweenParties = true;
  readonly overdueTells = ['finance'] as const;

  constructor(private readonly registry: DueKinds) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  computed(subjects: string): string {
    return `
      SELECT 'deferred_payment' AS kind, s.id AS subject_id, s.payer_id AS organisation_id, s.payee_id AS institution_id,
        NULL::text AS district_code, s.number AS label, s.deferred_until AS due_on, s.deferral_rule AS rule,
        false AS is_in_hand, 'order' AS action_rel, '/v1/payment-orders/' || s.id AS action_href
      FROM payment_orders s WHERE s.state = 'deferred' AND ${subjects}`;
  }
}
