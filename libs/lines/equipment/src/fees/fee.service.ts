import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { ReportService } from '@nqi/platform/reports';
import { cityDate } from '@nqi/shared/calendar';
import type { Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { In } from 'typeorm';
import type { SubmitFee } from '../bookings/booking.dto';
import type { EquipmentBooking } from '../bookings/booking.entity';
import { bookingLife } from '../bookings/booking.life';
import { grantClass } from '../bookings/booking.service';
import { Equipment } from '../directory/equipment.entity';
import { StatementContentService } from '../statements/statement-content.service';
import { USAGE_STATEMENT } from '../statements/usage-statement.kind';
import { TariffService } from '../tariffs/tariff.service';
import { EquipmentUsage } from '../usage/usage.entity';
import { notPriced } from './fee-estimate';
import type { PricedUse } from './priced-use';
import { isPriced, type PriceList, pricesFor, totalOf, usageFee, type UsageFeeLine } from './usage-fee';

/** 费用提交: the fee of actual use by the prices in force on its day, and the usage statement that says so. */
@Injectable()
export class FeeService {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly tariffs: TariffService,
    private readonly content: StatementContentService,
    private readonly reports: ReportService,
  ) {}

  /** @throws DomainError equipment.minutes_above_use, equipment.samples_needed, equipment.not_priced, reports.unprintable */
  submit(actor: Actor, id: string, facts: SubmitFee): Promise<void> {
    return this.lifecycle.act(bookingLife, { actor, id, event: 'submit_fee' }, async (tx, booking) => {
      grantClass(booking, facts.userClass);
      correctSamples(booking, facts.samples);
      booking.resultNote = facts.resultNote ?? null;
      const uses = await this.price(tx, booking, facts.minutes);
      const feeLines = uses.flatMap(({ lines }) => lines);
      Object.assign(booking, { feeLines, feeFen: totalOf(feeLines) });
      for (const { usage } of uses) await tx.manager.save(usage);
      booking.reportId = await this.draft(tx, actor, booking, uses);
      return { details: { feeFen: booking.feeFen, userClass: booking.userClass } };
    });
  }

  private async price(tx: Tx, booking: EquipmentBooking, minutes: number | undefined): Promise<PricedUse[]> {
    const usages = await tx.manager.find(EquipmentUsage, { where: { bookingId: booking.id }, order: { id: 'ASC' } });
    const equipment = await tx.manager.findBy(Equipment, { id: In(booking.equipmentIds) });
    const on = cityDate(booking.startedAt ?? booking.startsAt);
    const tariffs = await this.tariffs.inForce(booking.equipmentIds, on);
    return usages.map((usage) => {
      const its = equipment.find(({ id }) => id === usage.equipmentId);
      if (!its) throw new Error(`equipment ${usage.equipmentId} is missing`);
      const charged = chargedMinutes(usage, minutes);
      const lines = linesOf(booking, its, { tariff: tariffs.get(its.id) ?? {}, minutes: charged });
      const { userClass, samples, resultNote } = booking;
      Object.assign(usage, { userClass, samples, resultNote, effectiveMinutes: charged, feeFen: totalOf(lines) });
      return { usage, equipment: its, lines };
    });
  }

  private async draft(tx: Tx, actor: Actor, booking: EquipmentBooking, uses: PricedUse[]): Promise<string> {
    const { id: subjectId, providerId: institutionId, organisationId } = booking;
    const content = await this.content.of(tx, booking, uses);
    const districtCode = uses[0]?.equipment.districtCode ?? null;
    const viewerIds = [organisationId];
    return this.reports.draft(tx, actor, {
      kind: USAGE_STATEMENT,
      ...{ subjectId, institutionId, viewerIds, districtCode, content },
    });
  }
}

/** A manager may charge less than was used, never more. */
function chargedMinutes(usage: EquipmentUsage, wanted: number | undefined): number {
  const { startedAt, endedAt } = usage;
  const limit = endedAt ? Math.ceil((endedAt.getTime() - startedAt.getTime()) / 60_000) : 0;
  if (wanted !== undefined && wanted > limit) throw new DomainError('equipment.minutes_above_use', { limit });
  return wanted ?? limit;
}

function correctSamples(booking: EquipmentBooking, samples: number | undefined): void {
  if (samples === undefined) return;
  if (booking.mode !== 'by_sample') throw new DomainError('equipment.samples_needed');
  booking.samples = samples;
}

function linesOf(
  { mode, samples, userClass }: EquipmentBooking,
  equipment: Equipment,
  { tariff, minutes }: { tariff: PriceList; minutes: number },
): UsageFeeLine[] {
  const prices = pricesFor(tariff, userClass);
  if (!isPriced(prices, mode)) throw notPriced(equipment);
  const names = { zh: equipment.name, en: equipment.nameEn ?? equipment.name };
  const { slotMinutes } = equipment.openRule;
  return usageFee(prices, { equipment: names, mode, minutes, slotMinutes, samples: samples ?? 0 });
}
