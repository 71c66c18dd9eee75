import { Injectable } from '@nestjs/common';
import { addDays } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { In, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { PriceList } from '../fees/usage-fee';
import { EquipmentTariff } from './tariff.entity';

/** 收费标准 as dated rows: what a use costs is decided by the day of the use. */
@Injectable()
export class TariffService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * A new tariff ends the one before. The equipment is locked by the caller.
   * @throws DomainError equipment.tariff_in_past, equipment.tariff_exists
   */
  async publish(tx: Tx, equipmentId: string, effectiveFrom: string, prices: PriceList): Promise<void> {
    if (effectiveFrom < this.clock.today()) throw new DomainError('equipment.tariff_in_past');
    const last = await tx.manager.findOneBy(EquipmentTariff, { equipmentId, effectiveTo: IsNull() });
    if (last && last.effectiveFrom >= effectiveFrom) {
      throw new DomainError('equipment.tariff_exists', { effectiveFrom: last.effectiveFrom });
    }
    if (last) await tx.manager.update(EquipmentTariff, { id: last.id }, { effectiveTo: addDays(effectiveFrom, -1) });
    const tariff = { id: newId(), equipmentId, prices, effectiveFrom, effectiveTo: null };
    await tx.manager.insert(EquipmentTariff, { ...tariff, createdAt: this.clock.now() });
  }

  /** The prices in force on a day, by equipment; what has none is left out. */
  async inForce(equipmentIds: readonly string[], on: string): Promise<Map<string, PriceList>> {
    if (equipmentIds.length === 0) return new Map();
    const begun = { equipmentId: In([...equipmentIds]), effectiveFrom: LessThanOrEqual(on) };
    const tariffs = await this.transactions.manager.find(EquipmentTariff, {
      where: [
        { ...begun, effectiveTo: IsNull() },
        { ...begun, effectiveTo: MoreThanOrEqual(on) },
      ],
    });
    return new Map(tariffs.map(({ equipmentId, prices }) => [equipmentId, prices]));
  }

  /** The tariffs of one piece of equipment, the latest first; at most a hundred. */
  of(equipmentId: string): Promise<EquipmentTariff[]> {
    return this.transactions.manager.find(EquipmentTariff, {
      where: { equipmentId },
      order: { effectiveFrom: 'DESC' },
      take: 100,
    });
  }
}
