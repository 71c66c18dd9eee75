import { Injectable } from '@nestjs/common';
import { DueService } from '@nqi/platform/dues';
import { type Actor, Districts } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { insertMany, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError, type FieldError } from '@nqi/shared/errors';
import { History } from '@nqi/shared/history';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { indexTerms } from '@nqi/shared/text';
import { CalendarService } from '../calendar/calendar.service';
import { contradictionIn } from '../calendar/open-rule';
import { CapabilityService } from '../capabilities/capability.service';
import { checkClaim } from '../capabilities/si-range';
import { type PublishTariff, toPriceList } from '../tariffs/tariff.dto';
import { TariffService } from '../tariffs/tariff.service';
import type { ChangeEquipment, CreateEquipment, EquipmentFacts } from './equipment.dto';
import { EQUIPMENT } from './equipment-due.kind';
import { Equipment } from './equipment.entity';
import { canEdit, canSee } from './equipment.policy';

/** Facts that can be changed but not taken away; `null` takes away any other. */
const KEPT = [
  ...(['name', 'unitKind', 'category', 'specifications', 'address', 'modes', 'openRule', 'state'] as const),
  ...(['isCustomsSupervised', 'disciplines', 'capabilities'] as const),
];

/** The entries of the directory; each is kept by its provider. */
@Injectable()
export class EquipmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly history: History,
    private readonly districts: Districts,
    private readonly calendar: CalendarService,
    private readonly capabilities: CapabilityService,
    private readonly tariffs: TariffService,
    private readonly dues: DueService,
  ) {}

  /**
   * Enters equipment of the own organisation. @returns its id
   * @throws DomainError access.forbidden for who is no institution, equipment.inner_no_taken, equipment.bad_open_rule, request.invalid
   */
  create(actor: Actor, { prices, capabilities, ...facts }: CreateEquipment): Promise<string> {
    if (!actor.capabilities.has('institution')) throw new DomainError('access.forbidden');
    return this.transactions.run(async (tx) => {
      await this.assertValid(tx, { ...facts, capabilities });
      const now = this.clock.now();
      const id = newId();
      const { isCustomsSupervised, disciplines } = facts;
      const defaults = { isCustomsSupervised: isCustomsSupervised ?? false, disciplines: disciplines ?? [] };
      const terms = termsOf(facts, capabilities ?? []);
      const born = { id, providerId: actor.organisationId, state: 'open' as const, version: 1, createdAt: now };
      const row = { ...facts, ...defaults, ...born, searchTerms: terms, updatedAt: now };
      const inserted = await insertMany(tx, Equipment, [row]);
      if (!inserted.has(id)) throw await innerNoTaken(tx, actor.organisationId, facts.innerNo);
      await this.capabilities.replace(tx, id, capabilities ?? []);
      if (prices) await this.tariffs.publish(tx, id, this.clock.today(), toPriceList(prices));
      this.remember(tx, actor, row, { event: 'enter', from: null });
      this.dues.begin(tx, EQUIPMENT, [id]);
      return id;
    });
  }

  /** @throws DomainError precondition.stale, equipment.places_in_use, equipment.closure_blocked, request.invalid */
  change(actor: Actor, id: string, version: number, { capabilities, ...facts }: ChangeEquipment): Promise<void> {
    return this.transactions.run(async (tx) => {
      const equipment = await this.editable(tx, actor, id);
      assertVersion(equipment, version);
      await this.assertValid(tx, { ...facts, capabilities });
      await this.calendar.follow(tx, actor, equipment, facts);
      const from = equipment.state;
      Object.assign(equipment, facts, { updatedAt: this.clock.now() });
      if (capabilities) await this.capabilities.replace(tx, id, capabilities);
      equipment.searchTerms = termsOf(equipment, capabilities ?? (await this.capabilities.of(id)));
      await tx.manager.save(equipment);
      const fields = [...Object.keys(facts), ...(capabilities ? ['capabilities'] : [])];
      this.remember(tx, actor, equipment, { event: 'change', from, details: { fields } });
      await this.dues.follow(tx, EQUIPMENT, [id]);
    });
  }

  /** @throws DomainError equipment.tariff_in_past, equipment.tariff_exists */
  publishTariff(actor: Actor, id: string, { effectiveFrom, prices }: PublishTariff): Promise<void> {
    return this.transactions.run(async (tx) => {
      const equipment = await this.editable(tx, actor, id);
      await this.tariffs.publish(tx, id, effectiveFrom, toPriceList(prices));
      const { state: from } = equipment;
      this.remember(tx, actor, equipment, { event: 'publish_tariff', from, details: { effectiveFrom } });
    });
  }

  private async editable(tx: Tx, actor: Actor, id: string): Promise<Equipment> {
    const equipment = await tx.manager.findOne(Equipment, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!equipment || !canSee(actor, equipment)) throw new DomainError('record.not_found');
    if (!canEdit(actor, equipment)) throw new DomainError('access.forbidden');
    return equipment;
  }

  private async assertValid(tx: Tx, facts: ChangeEquipment): Promise<void> {
    const { capabilities, openRule, districtCode } = facts;
    const errors: FieldError[] = [
      ...KEPT.filter((field) => facts[field] === null).map((field) => ({
        pointer: `/${field}`,
        code: 'field.required',
      })),
      ...(capabilities ?? []).flatMap((one, index) => checkClaim(one, `/capabilities/${index}`)),
    ];
    if (errors.length > 0) throw new DomainError('request.invalid', { errors });
    await this.districts.assertKnown(tx, districtCode, '/districtCode');
    const problem = openRule ? contradictionIn(openRule) : null;
    if (problem) throw new DomainError('equipment.bad_open_rule', { problem });
  }

  private remember(
    tx: Tx,
    by: Actor,
    { id: recordId, state: to }: Pick<Equipment, 'id' | 'state'>,
    happening: { event: string; from: string | null; details?: Record<string, unknown> },
  ): void {
    this.history.record(tx, { recordType: 'equipment', recordId, to, by, ...happening });
  }
}

async function innerNoTaken(tx: Tx, providerId: string, innerNo: string): Promise<DomainError> {
  const { id } = await tx.manager.findOneByOrFail(Equipment, { providerId, innerNo });
  return new DomainError('equipment.inner_no_taken', { innerNo, existing: { id, href: `/v1/equipment/${id}` } });
}

type Described = Pick<EquipmentFacts, 'name' | 'specifications'> & {
  [field in 'nameEn' | 'model' | 'manufacturer' | 'functions' | 'services']?: string | null;
};

function termsOf(facts: Described, capabilities: readonly { name: string }[]): string[] {
  const { name, nameEn, model, manufacturer, functions, services, specifications } = facts;
  const texts = [name, nameEn, model, manufacturer, functions, services, specifications];
  return indexTerms(...texts, ...capabilities.map((one) => one.name));
}
