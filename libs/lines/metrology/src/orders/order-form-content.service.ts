import { Injectable } from '@nestjs/common';
import { qrOf } from '@nqi/platform/forms';
import type { Actor } from '@nqi/platform/identity';
import { UnmaskingService } from '@nqi/platform/personal-data';
import { cityDate } from '@nqi/shared/calendar';
import { Clock } from '@nqi/shared/clock';
import { Transactions } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { maskPhone, Secrets } from '@nqi/shared/secrets';
import { sampleNoOf } from '../items/sample-no';
import { type ItemRecord, ItemQueries } from '../items/item.queries';
import type { FormItem, FormOrder, OrderFormContent } from './order-form.content';
import { type MetrologyOrder, ORDER_CONTACT_PHONE } from './order.entity';
import { partiesOf } from './order.policy';
import { OrderQueries } from './order.queries';

type Sides = Pick<FormOrder, 'laboratory' | 'client'> & { fromTime: string | null; toTime: string | null };

const SIDES = `
  SELECT jsonb_build_object('name', l.name, 'nameEn', l.name_en, 'address', l.address, 'phone', l.phone) AS laboratory,
    jsonb_build_object('name', c.name, 'uscc', c.uscc, 'address', c.address) AS client,
    w.from_time AS "fromTime", w.to_time AS "toTime"
  FROM metrology_orders o JOIN organisations l ON l.id = o.laboratory_id JOIN organisations c ON c.id = o.client_id
  LEFT JOIN appointment_windows w ON w.id = o.window_id
  WHERE o.id = $1`;

/** Draws 预约送检单 from orders as they are now. */
@Injectable()
export class OrderFormContentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly unmasking: UnmaskingService,
    private readonly queries: OrderQueries,
    private readonly items: ItemQueries,
  ) {}

  /** @throws DomainError record.not_found; access.forbidden for who is no party and wants the phone in full */
  async of(actor: Actor, ids: readonly string[], reason: string | undefined): Promise<OrderFormContent> {
    const orders: FormOrder[] = [];
    for (const id of ids) orders.push(await this.orderOf(actor, await this.queries.whole(actor, id), reason));
    return { madeOn: this.clock.today(), orders };
  }

  private async orderOf(actor: Actor, order: MetrologyOrder, reason: string | undefined): Promise<FormOrder> {
    const { id, number, service, site, siteAddress, returnMode, requestedOn, isUrgent, agreesToSubcontract } = order;
    const { totalFen, remark, submittedAt, addresseeName, contactName, expectedOn } = order;
    const [sides] = await this.transactions.run((tx) => tx.sql<Sides>(SIDES, [id]));
    if (!sides) throw new DomainError('record.not_found');
    const { laboratory, client, fromTime, toTime } = sides;
    return {
      ...{ number, qrSvg: number && qrOf(number), service, site, siteAddress, returnMode, requestedOn, isUrgent },
      ...{ agreesToSubcontract, totalFen, remark, submittedOn: submittedAt && cityDate(submittedAt) },
      ...{ laboratory, client, addresseeName },
      contact: { name: contactName, phone: await this.phoneOf(actor, order, reason) },
      appointment: expectedOn === null ? null : { onDay: expectedOn, fromTime, toTime },
      items: (await this.items.of(id)).map((item) => toItem(number, item)),
    };
  }

  private async phoneOf(
    actor: Actor,
    { id, contactPhone, clientId, laboratoryId }: MetrologyOrder,
    reason: string | undefined,
  ): Promise<string | null> {
    const place = { column: ORDER_CONTACT_PHONE, id };
    if (reason === undefined) {
      const phone = this.secrets.decrypt(place, contactPhone);
      return phone && maskPhone(phone);
    }
    if (partiesOf(actor, { clientId, laboratoryId }).size === 0) throw new DomainError('access.forbidden');
    return this.unmasking.contactPhone(actor, place, contactPhone, reason);
  }
}

function toItem(number: string | null, { position, sample, test, request, ...item }: ItemRecord): FormItem {
  const labelNo = number && sampleNoOf(number, position);
  return {
    ...{ position, labelNo, qrSvg: labelNo && qrOf(labelNo), name: sample?.name ?? item.name ?? '' },
    ...{ modelSpec: sample?.modelSpec ?? item.modelSpec, serialNo: item.serialNo, measuringRange: item.measuringRange },
    ...{ request, sample, test },
  };
}
