import { Injectable } from '@nestjs/common';
import { type Actor, QualificationService } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { indexTerms } from '@nqi/shared/text';
import { In } from 'typeorm';
import { checkRange, checkStated, rangeInSi, withDefaults } from './capability-facts';
import type { ChangeMetrologyCapability, CreateMetrologyCapability } from './capability.dto';
import { Capability } from './capability.entity';
import { canEdit, canSee } from './capability.policy';

/** The scope of a laboratory. An order keeps its own snapshot of what it was quoted from. */
@Injectable()
export class CapabilityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly qualifications: QualificationService,
  ) {}

  /** @returns its id @throws DomainError request.invalid, metrology.not_authorised, metrology.capability_exists */
  create(actor: Actor, facts: CreateMetrologyCapability): Promise<string> {
    if (!canEdit(actor, { laboratoryId: actor.organisationId })) throw new DomainError('access.forbidden');
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const capability: Capability = Object.assign(new Capability(), {
        ...{ id: newId(), laboratoryId: actor.organisationId, state: 'active', ...withDefaults(facts) },
        ...{ version: 1, createdAt: now, updatedAt: now },
      });
      await this.complete(tx, capability);
      const entered = await insertMany(tx, Capability, [capability]);
      if (entered.size === 0) throw await existsAlready(tx, capability);
      this.remember(tx, actor, capability, { event: 'enter', from: null });
      return capability.id;
    });
  }

  /**
   * Edits a capability on the ground of the version that was read.
   * @throws DomainError precondition.stale, request.invalid, metrology.capability_withdrawn, metrology.not_authorised,
   * metrology.capability_exists
   */
  change(actor: Actor, id: string, version: number, change: ChangeMetrologyCapability): Promise<void> {
    return this.transactions.run(async (tx) => {
      const capability = (await this.lock(tx, [id])).get(id);
      if (!capability || !canSee(actor, capability)) throw new DomainError('record.not_found');
      if (!canEdit(actor, capability)) throw new DomainError('access.forbidden');
      assertVersion(capability, version);
      const { state: from, quantity } = capability;
      if (from === 'withdrawn') throw new DomainError('metrology.capability_withdrawn');
      assertStated(change);
      Object.assign(capability, withDefaults({ ...capability, ...change }));
      await this.complete(tx, capability, quantity);
      const existing = await twinOf(tx, capability);
      if (existing) throw await existsAlready(tx, capability);
      await tx.manager.save(capability);
      this.remember(tx, actor, capability, { event: 'change', from, fields: Object.keys(change) });
    });
  }

  /** Capabilities by id, locked in id order: who quotes from them keeps them as they are until the quotation stands. */
  async lock(tx: Tx, ids: readonly string[]): Promise<Map<string, Capability>> {
    const found = await tx.manager.find(Capability, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    return new Map(found.map((capability) => [capability.id, capability]));
  }

  /** Checks a stated capability and writes what follows from it. */
  private async complete(tx: Tx, capability: Capability, quantity?: Capability['quantity']): Promise<void> {
    const errors = checkRange(capability, quantity);
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
    const { service, state, laboratoryId, instrument, methodNo, methodTitle, limitation } = capability;
    if (service === 'verification' && state === 'active') await this.assertAuthorised(tx, laboratoryId);
    const searchTerms = indexTerms(instrument, methodNo, methodTitle, limitation);
    Object.assign(capability, rangeInSi(capability), { searchTerms, updatedAt: this.clock.now() });
  }

  /** 检定 is for institutions authorised by law or by the administration (计量法 art. 20). */
  private async assertAuthorised(tx: Tx, laboratoryId: string): Promise<void> {
    const today = this.clock.today();
    const approval = await this.qualifications.approvalNo(tx, laboratoryId, 'metrology_authorisation', today);
    if (approval === null) throw new DomainError('metrology.not_authorised');
  }

  private remember(
    tx: Tx,
    by: Actor,
    { id: recordId, state: to }: Capability,
    { event, from, fields }: { event: string; from: string | null; fields?: string[] },
  ): void {
    const happening = { recordType: 'metrology_capability', recordId, event, from, to, by };
    this.history.record(tx, { ...happening, ...(fields && { details: { fields } }) });
  }
}

function assertStated(change: ChangeMetrologyCapability): void {
  const errors = checkStated(change);
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}

/** Another capability, not withdrawn, that says the same of the same range. */
async function twinOf(tx: Tx, one: Capability): Promise<string | undefined> {
  if (one.state === 'withdrawn') return undefined;
  const [twin] = await tx.sql<{ id: string }>(
    `SELECT id FROM metrology_capabilities
     WHERE laboratory_id = $1 AND service = $2 AND instrument = $3 AND method_no = $4 AND quantity = $5
       AND range_low_si = $6 AND range_high_si = $7 AND scope_source = $8 AND state <> 'withdrawn' AND id <> $9`,
    [
      ...[one.laboratoryId, one.service, one.instrument, one.methodNo, one.quantity],
      ...[one.rangeLowSi, one.rangeHighSi, one.scopeSource, one.id],
    ],
  );
  return twin?.id;
}

async function existsAlready(tx: Tx, capability: Capability): Promise<DomainError> {
  const id = await twinOf(tx, capability);
  const existing = id && { existing: { id, href: `/v1/metrology-capabilities/${id}` } };
  return new DomainError('metrology.capability_exists', { ...existing });
}
