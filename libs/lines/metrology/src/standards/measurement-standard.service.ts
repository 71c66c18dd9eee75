import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { In } from 'typeorm';
import type { ChangeStandard, CreateStandard } from './measurement-standard.dto';
import { MeasurementStandard } from './measurement-standard.entity';

/** What a standard cannot be without. */
const KEPT = ['name', 'serialNo', 'measuringRange', 'accuracy', 'traceabilityNo', 'traceableUntil', 'isInUse'] as const;

/** The measurement standards of the own laboratory. */
@Injectable()
export class MeasurementStandardService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns its id @throws DomainError record.duplicate for the same name and serial number */
  create({ organisationId: laboratoryId }: Actor, facts: CreateStandard): Promise<string> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const { assessmentNo = null } = facts;
      const assessedUntil = assessmentNo === null ? null : facts.assessedUntil;
      const standard = { ...facts, id: newId(), laboratoryId, assessmentNo, assessedUntil, isInUse: true };
      await tx.manager.insert(MeasurementStandard, { ...standard, createdAt: now, updatedAt: now });
      return standard.id;
    });
  }

  /** After a calibration of its own, or when it is put away. @throws DomainError precondition.stale, record.duplicate */
  change({ organisationId }: Actor, id: string, version: number, change: ChangeStandard): Promise<void> {
    return this.transactions.run(async (tx) => {
      const standard = await tx.manager.findOne(MeasurementStandard, {
        where: { id, laboratoryId: organisationId },
        lock: { mode: 'for_no_key_update' },
      });
      if (!standard) throw new DomainError('record.not_found');
      assertVersion(standard, version);
      Object.assign(standard, change, { updatedAt: this.clock.now() });
      if (standard.assessmentNo === null) standard.assessedUntil = null;
      const missing = [...KEPT, ...(standard.assessmentNo === null ? [] : (['assessedUntil'] as const))];
      const errors = missing.filter((fact) => standard[fact] === null).map((fact) => `/${fact}`);
      if (errors.length > 0) throw required(errors);
      await tx.manager.save(standard);
    });
  }

  /**
   * The standards that were used on a day.
   * @throws DomainError metrology.standard_not_valid unless all are the laboratory's own, in use and valid on that day
   */
  async usedOn(tx: Tx, laboratoryId: string, ids: readonly string[], on: string): Promise<MeasurementStandard[]> {
    const found = await tx.manager.findBy(MeasurementStandard, { id: In([...ids]), laboratoryId });
    const valid = new Map(found.filter((standard) => mayBeUsed(standard, on)).map((one) => [one.id, one]));
    const standards = ids.filter((id) => !valid.has(id));
    if (standards.length > 0) throw new DomainError('metrology.standard_not_valid', { standards, on });
    return ids.flatMap((id) => valid.get(id) ?? []);
  }
}

function mayBeUsed({ isInUse, traceableUntil, assessedUntil }: MeasurementStandard, on: string): boolean {
  return isInUse && on <= traceableUntil && (assessedUntil === null || on <= assessedUntil);
}

function required(pointers: readonly string[]): DomainError {
  const errors = pointers.map((pointer) => ({ pointer, code: 'field.required' }));
  return new DomainError('request.invalid', { errors });
}
