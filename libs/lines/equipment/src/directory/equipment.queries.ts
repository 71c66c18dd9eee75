import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { PreparedReads } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Conditions, Lists, type Page } from '@nqi/shared/http';
import { askOf } from '../capabilities/capability-ask';
import type { EquipmentCapability } from '../capabilities/capability.entity';
import { needed } from '../capabilities/capability.queries';
import { CapabilityService } from '../capabilities/capability.service';
import type { PriceList } from '../fees/usage-fee';
import { TariffService } from '../tariffs/tariff.service';
import type { EquipmentQuery } from './equipment.dto';
import { Equipment } from './equipment.entity';
import { canSee } from './equipment.policy';

const LISTED = [
  ...(['id', 'innerNo', 'name', 'nameEn', 'model', 'manufacturer', 'providerId', 'districtCode', 'address'] as const),
  ...(['modes', 'state', 'calibrationValidUntil', 'version', 'createdAt', 'updatedAt'] as const),
];

type Named = { providerName: string };
export type ListedEquipment = Pick<Equipment, (typeof LISTED)[number]> & Named;

/** One entry of the directory with what it can do and what it costs today. */
export interface EquipmentRecord {
  record: Equipment & Named;
  capabilities: EquipmentCapability[];
  tariff: PriceList | undefined;
}

const FROM = 'equipment e JOIN organisations o ON o.id = e.provider_id';
const PROVIDER = 'o.name AS "providerName"';
const PRICE = `EXISTS (SELECT FROM equipment_tariffs t WHERE t.equipment_id = e.id AND t.effective_from <= ?
  AND (t.effective_to >= ?) IS NOT FALSE AND (t.prices #>> '{external,perHourFen}')::int <= ?)`;

@Injectable()
export class EquipmentQueries {
  constructor(
    private readonly lists: Lists,
    private readonly reads: PreparedReads,
    private readonly clock: Clock,
    private readonly capabilities: CapabilityService,
    private readonly tariffs: TariffService,
  ) {}

  /** @throws DomainError request.invalid for a need that makes no sense */
  async list(
    actor: Actor,
    query: EquipmentQuery,
  ): Promise<Page<ListedEquipment> & { tariffs: Map<string, PriceList> }> {
    const page = await this.lists.page<ListedEquipment>({
      columns: `${this.reads.columns(Equipment, 'e', LISTED)}, ${PROVIDER}`,
      from: FROM,
      where: this.wanted(actor, query),
      page: query,
      sort: query.sort ?? '-createdAt',
      sortBy: 'e.created_at',
      id: 'e.id',
      valueOf: ({ createdAt }) => createdAt,
    });
    const ids = page.items.map(({ id }) => id);
    return { ...page, tariffs: await this.tariffs.inForce(ids, this.clock.today()) };
  }

  /** @throws DomainError record.not_found */
  async get(actor: Actor, id: string): Promise<EquipmentRecord> {
    const text = `SELECT ${this.reads.columns(Equipment, 'e')}, ${PROVIDER} FROM ${FROM} WHERE e.id = $1`;
    const [record] = await this.reads.rows<Equipment & Named>({ name: 'equipment', text }, [id]);
    if (!record || !canSee(actor, record)) throw new DomainError('record.not_found');
    const tariffs = await this.tariffs.inForce([id], this.clock.today());
    return { record, capabilities: await this.capabilities.of(id), tariff: tariffs.get(id) };
  }

  private wanted({ organisationId }: Actor, query: EquipmentQuery): Conditions {
    const today = this.clock.today();
    const where = new Conditions()
      .or(`e.state <> 'retired'`)
      .or('e.provider_id = ?', organisationId)
      .addIf(query.providerId, 'e.provider_id = ?')
      .addIf(query.districtCode, 'e.district_code = ?')
      .addIf(query.mode, 'e.modes @> ARRAY[?::text]')
      .addIf(query.state, 'e.state = ?')
      .asked(query.q, 'e.search_terms');
    if (query.maxPerHourFen !== undefined) where.add(PRICE, today, today, query.maxPerHourFen);
    const ask = askOf(query);
    if (!ask) return where;
    const { sql, values } = needed(ask, today, query.isEvidenced === 'true');
    return where.add(`EXISTS (SELECT FROM equipment_capabilities c WHERE c.equipment_id = e.id AND ${sql})`, ...values);
  }
}
