import { resolve } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PaymentOrderService } from '@nqi/platform/payments';
import {
  type DocumentPlan,
  maskName,
  type PublicFact,
  type Report,
  type ReportKind,
  ReportKinds,
} from '@nqi/platform/reports';
import { Clock } from '@nqi/shared/clock';
import type { Tx } from '@nqi/shared/database';
import type { Author } from '@nqi/shared/history';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { EquipmentBooking } from '../bookings/booking.entity';
import { bookingLife, EQUIPMENT_BOOKING } from '../bookings/booking.life';
import { owesNothing } from '../fees/priced-use';
import type { UsageStatementContent } from './usage-statement.content';

export const USAGE_STATEMENT = 'equipment_usage_statement';

/** 设备使用记录单: what was used, by whom, for how long and what it costs. Nobody is billed before it is out. */
@Injectable()
export class UsageStatementKind implements ReportKind<UsageStatementContent>, OnModuleInit {
  readonly name = USAGE_STATEMENT;
  readonly title = { zh: '设备使用记录单', en: 'Equipment usage statement' };
  readonly series = 'SY';
  readonly amendable = [
    { pointer: '/user/name', label: { zh: '使用单位', en: 'User' } },
    { pointer: '/uses/*/name', label: { zh: '仪器设备', en: 'Equipment' } },
  ];

  constructor(
    private readonly kinds: ReportKinds,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly payments: PaymentOrderService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  documents(): DocumentPlan[] {
    return [{ name: 'report', templatePath: resolve(__dirname, 'usage-statement.typ') }];
  }

  publicFacts({ booking, user, uses, totalYuan }: UsageStatementContent): PublicFact[] {
    return [
      { label: { zh: '预约编号', en: 'Booking' }, value: booking.number },
      { label: { zh: '使用单位', en: 'User' }, value: maskName(user.name) },
      { label: { zh: '仪器设备', en: 'Equipment' }, value: uses.map(({ name }) => name).join('、') },
      { label: { zh: '使用时间', en: 'Used' }, value: `${uses[0]?.startedAt ?? '—'} – ${uses[0]?.endedAt ?? '—'}` },
      { label: { zh: '费用合计（元）', en: 'Total (yuan)' }, value: totalYuan },
    ];
  }

  validUntil(): null {
    return null;
  }

  isStatutory(): boolean {
    return false;
  }

  lock(tx: Tx, bookingId: string): Promise<void> {
    return this.lifecycle.lock(tx, bookingLife, [bookingId]);
  }

  /** From now on it can be paid; where nothing is owed, it settles itself. */
  async issued(tx: Tx, report: Report): Promise<void> {
    const booking = await tx.manager.findOneByOrFail(EquipmentBooking, { id: report.subjectId });
    booking.statementIssuedAt = this.clock.now();
    if (!owesNothing(booking)) {
      await tx.manager.save(booking);
      return;
    }
    const details = { reportId: report.id };
    await this.lifecycle.cause(tx, bookingLife, booking, { event: 'settle', by: null, details });
  }

  /** It is found by its booking, and what is owed stays. */
  async amended(tx: Tx, report: Report): Promise<void> {
    const booking = await tx.manager.findOneByOrFail(EquipmentBooking, { id: report.subjectId });
    booking.reportId = report.id;
    await tx.manager.save(booking);
  }

  /** What is not settled is stated anew, and an unpaid bill over it closes; what is settled is given back by a refund. */
  async revoked(tx: Tx, report: Report): Promise<void> {
    const booking = await tx.manager.findOneByOrFail(EquipmentBooking, { id: report.subjectId });
    if (booking.state !== 'fee_pending') return;
    await this.payments.release(tx, EQUIPMENT_BOOKING, booking.id);
    booking.statementIssuedAt = null;
    const details = { reportId: report.id, number: report.number };
    await this.lifecycle.cause(tx, bookingLife, booking, { event: 'return_statement', by: null, details });
  }

  /** The manager corrects and submits the fee again. */
  async returned(tx: Tx, report: Report, reason: string, by: Author): Promise<void> {
    const booking = await tx.manager.findOneByOrFail(EquipmentBooking, { id: report.subjectId });
    await this.lifecycle.cause(tx, bookingLife, booking, { event: 'return_statement', by, note: reason });
  }
}
