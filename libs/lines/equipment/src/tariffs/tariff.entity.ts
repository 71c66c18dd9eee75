import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PriceList } from '../fees/usage-fee';

/** What the use of equipment costs from a day on, for each class of users; in force until the next one. */
@Entity('equipment_tariffs')
export class EquipmentTariff {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') equipmentId: string;
  @Column('jsonb') prices: PriceList;
  @Column('date') effectiveFrom: string;
  /** The last day in force; null while no later tariff is known. */
  @Column('date', { nullable: true }) effectiveTo: string | null;
  @Column('timestamptz') createdAt: Date;
}
