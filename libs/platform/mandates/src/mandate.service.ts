import { Injectable } from '@nestjs/common';
import { type Actor, OrganisationService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import type { OfferMandate } from './mandate.dto';
import type { Mandate } from './mandate.entity';
import { type MandateKind, MandateKinds } from './mandate-kind';
import { mandateLife } from './mandate.life';
import { isSide, partiesOf } from './mandate.policy';
import type { MandateEvent } from './mandate.workflow';

/** From the offer to the end. To replace or extend a mandate is to offer another one. */
@Injectable()
export class MandateService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly lifecycle: Lifecycle,
    private readonly organisations: OrganisationService,
    private readonly kinds: MandateKinds,
  ) {}

  /**
   * Either side offers; nothing is allowed by it yet.
   * @returns the id of the mandate
   * @throws DomainError mandates.not_a_side, request.invalid
   */
  offer(actor: Actor, offer: OfferMandate): Promise<string> {
    if (!isSide(actor, offer)) throw new DomainError('mandates.not_a_side');
    const kind = this.kinds.find(offer.kind);
    if (!kind) throw badField('/kind', 'field.not_allowed');
    const validFrom = offer.validFrom ?? this.clock.today();
    assertShape(offer, validFrom, this.clock.today());
    return this.transactions.run(async (tx) => {
      await this.assertSides(tx, kind, offer);
      const subjectIds = [...new Set((offer.subjectIds ?? []).map((one) => one.toLowerCase()))];
      await assertSubjects(tx, kind, offer.mandatorId, subjectIds);
      const [number = ''] = await this.numbers.ordinary(tx, 'mandate_number', this.clock.today(), 1);
      const mandate = toMandate(actor, { ...offer, subjectIds, validFrom, number }, this.clock.now());
      this.lifecycle.begin(tx, mandateLife, mandate, {
        ...{ event: 'offer', by: actor, parties: partiesOf(actor, mandate) },
      });
      await tx.sql('INSERT INTO mandate_subjects (mandate_id, subject_id) SELECT $1, unnest($2::uuid[])', [
        ...[mandate.id, subjectIds],
      ]);
      return mandate.id;
    });
  }

  /** @throws DomainError mandates.past, mandates.overlapping */
  accept(actor: Actor, id: string): Promise<void> {
    return this.lifecycle.act(mandateLife, { actor, id, event: 'accept' }, async (tx, mandate) => {
      const { validTo } = mandate;
      if (validTo < this.clock.today()) throw new DomainError('mandates.past', { validTo });
      await assertAlone(tx, mandate);
      mandate.acceptedAt = this.clock.now();
    });
  }

  decline(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.leave(actor, id, 'decline', reason);
  }

  withdraw(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.leave(actor, id, 'withdraw', reason);
  }

  /**
   * Holds for everything that begins from now on: who acts on the ground of the mandate holds its row, so that this waits
   * for them, and they, coming later, find it revoked.
   */
  revoke(actor: Actor, id: string, reason: string): Promise<void> {
    return this.leave(actor, id, 'revoke', reason);
  }

  private leave(actor: Actor, id: string, event: MandateEvent, reason: string | undefined): Promise<void> {
    return this.lifecycle.act(mandateLife, { actor, id, event }, (_, mandate) => {
      mandate.endReason = reason ?? null;
      return { note: reason };
    });
  }

  private async assertSides(tx: Tx, kind: MandateKind, { mandatorId, holderId }: OfferMandate): Promise<void> {
    await this.organisations.assertCapability(tx, mandatorId, kind.mandatorCapability, '/mandatorId');
    await this.organisations.assertCapability(tx, holderId, kind.holderCapability, '/holderId');
    if (mandatorId === holderId) throw badField('/holderId', 'field.not_allowed');
  }
}

function assertShape({ coversAll, subjectIds, validTo }: OfferMandate, validFrom: string, today: string): void {
  if (Boolean(coversAll) === Boolean(subjectIds)) {
    throw badField('/subjectIds', subjectIds ? 'field.not_allowed' : 'field.required');
  }
  if (validTo < validFrom || validTo < today) throw badField('/validTo', 'field.too_small');
}

async function assertSubjects(
  tx: Tx,
  kind: MandateKind,
  mandatorId: string,
  subjectIds: readonly string[],
): Promise<void> {
  const foreign = await kind.foreign(tx, mandatorId, subjectIds);
  const errors = subjectIds.flatMap((id, index) =>
    foreign.has(id) ? [{ pointer: `/subjectIds/${index}`, code: 'field.unknown_subject' }] : [],
  );
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}

/**
 * On any day at most one mandate of a holder covers a subject: a filing then rests on one mandate, and who revokes it
 * has taken the right away. The mandator's row is locked, so that of two acceptances the second finds the first; the
 * exclusion constraint is the law behind it for mandates over all.
 */
async function assertAlone(tx: Tx, { id, kind, mandatorId, holderId, ...mandate }: Mandate): Promise<void> {
  await tx.sql('SELECT id FROM organisations WHERE id = $1 FOR NO KEY UPDATE', [mandatorId]);
  const [existing] = await tx.sql<{ id: string; number: string; validFrom: string; validTo: string }>(
    `SELECT o.id, o.number, o.valid_from AS "validFrom", o.valid_to AS "validTo" FROM mandates o
     WHERE o.kind = $2 AND o.mandator_id = $3 AND o.holder_id = $4 AND o.state = 'active'
       AND o.valid_from <= $6 AND $5 <= o.valid_to
       AND ($7 OR o.covers_all OR EXISTS (
         SELECT FROM mandate_subjects a JOIN mandate_subjects b ON b.subject_id = a.subject_id
         WHERE a.mandate_id = o.id AND b.mandate_id = $1))
     ORDER BY o.id LIMIT 1`,
    [id, kind, mandatorId, holderId, mandate.validFrom, mandate.validTo, mandate.coversAll],
  );
  if (!existing) return;
  throw new DomainError('mandates.overlapping', { existing: { ...existing, href: `/v1/mandates/${existing.id}` } });
}

function toMandate(
  { organisationId }: Actor,
  { kind, mandatorId, holderId, coversAll, subjectIds, scopes, ...offer }: OfferMandate & { number: string },
  createdAt: Date,
): Omit<Mandate, 'state' | 'updatedAt' | 'version'> {
  const { number, validFrom = '', validTo, evidence } = offer;
  return {
    ...{ id: newId(), number, kind, mandatorId, holderId, offeredById: organisationId, scopes, validFrom, validTo },
    ...{ coversAll: coversAll ?? false, subjectCount: coversAll ? null : (subjectIds?.length ?? 0) },
    ...{ evidenceKind: evidence.kind, evidenceNumber: evidence.number, evidenceNote: evidence.note ?? null },
    ...{ endReason: null, acceptedAt: null, createdAt },
  };
}

function badField(pointer: string, code: string): DomainError {
  return new DomainError('request.invalid', { errors: [{ pointer, code }] });
}
