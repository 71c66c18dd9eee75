import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { StandardNames } from '@nqi/platform/standards';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import type { ChangeTestingCapability, CreateTestingCapability } from './testing-capability.dto';
import { TestingCapability } from './testing-capability.entity';

/** What a row cannot be without. */
const KEPT = ['category', 'accreditationNo', 'validTo'] as const;

/** The annex of the own laboratory's approval. */
@Injectable()
export class TestingCapabilityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly standards: StandardNames,
  ) {}

  /** @returns its id @throws DomainError record.duplicate, standards.bad_number, standards.unknown, request.invalid */
  create(actor: Actor, facts: CreateTestingCapability): Promise<string> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const [methodNo = ''] = this.standards.spelled([facts.methodNo]);
      await this.standards.on(tx, [methodNo], this.clock.today());
      const born = { id: newId(), laboratoryId: actor.organisationId, createdAt: now, updatedAt: now };
      const capability = Object.assign(new TestingCapability(), facts, { methodNo }, born);
      assertDays(capability);
      await tx.manager.insert(TestingCapability, capability);
      const happening = { recordType: 'testing_capability', recordId: born.id, event: 'state', from: null };
      this.history.record(tx, { ...happening, to: 'stated', by: actor });
      return born.id;
    });
  }

  /** Reports keep what they were issued by. @throws DomainError record.not_found, access.forbidden, precondition.stale */
  change(actor: Actor, id: string, version: number, change: ChangeTestingCapability): Promise<void> {
    return this.transactions.run(async (tx) => {
      const lock = { mode: 'for_no_key_update' } as const;
      const capability = await tx.manager.findOne(TestingCapability, { where: { id }, lock });
      if (!capability) throw new DomainError('record.not_found');
      if (capability.laboratoryId !== actor.organisationId) throw new DomainError('access.forbidden');
      assertVersion(capability, version);
      const errors = KEPT.filter((fact) => change[fact] === null).map((fact) => {
        return { pointer: `/${fact}`, code: 'field.required' };
      });
      if (errors.length > 0) throw new DomainError('request.invalid', { errors });
      Object.assign(capability, change, { updatedAt: this.clock.now() });
      assertDays(capability);
      await tx.manager.save(capability);
      const happening = { recordType: 'testing_capability', recordId: id, event: 'change', from: 'stated' };
      this.history.record(tx, { ...happening, to: 'stated', by: actor, details: { fields: Object.keys(change) } });
    });
  }
}

function assertDays({ validFrom, validTo }: TestingCapability): void {
  if (validFrom <= validTo) return;
  throw new DomainError('request.invalid', { errors: [{ pointer: '/validTo', code: 'field.too_small' }] });
}
