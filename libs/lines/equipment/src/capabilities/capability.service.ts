import { Injectable } from '@nestjs/common';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { newId } from '@nqi/shared/ids';
import type { CapabilityFacts } from './capability.dto';
import { EquipmentCapability } from './capability.entity';
import { inSi } from './si-range';

@Injectable()
export class CapabilityService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What locked equipment claims from now on, checked by the caller. */
  async replace(tx: Tx, equipmentId: string, claims: readonly CapabilityFacts[]): Promise<void> {
    await tx.manager.delete(EquipmentCapability, { equipmentId });
    const createdAt = this.clock.now();
    const rows = claims.map(({ coverageFactor, ...claim }) => ({
      ...{ id: newId(), equipmentId, createdAt, ...claim, ...inSi(claim) },
      coverageFactor: claim.uncertainty ? (coverageFactor ?? '2') : null,
    }));
    if (rows.length > 0) await tx.manager.insert(EquipmentCapability, rows);
  }

  /** In the order in which they were entered. */
  of(equipmentId: string): Promise<EquipmentCapability[]> {
    return this.transactions.manager.find(EquipmentCapability, {
      where: { equipmentId },
      order: { id: 'ASC' },
      take: 100,
    });
  }
}
