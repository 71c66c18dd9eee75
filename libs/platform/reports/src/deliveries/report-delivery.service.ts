import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Mails } from '@nqi/platform/notices';
import { Clock } from '@nqi/shared/clock';
import { insertEach, insertionOf, Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Secrets } from '@nqi/shared/secrets';
import { Report } from '../report.entity';
import type { DispatchDelivery, OrderDeliveries, ReceiveDelivery, Recipient } from './report-delivery.dto';
import { ReportDeliveryItem } from './report-delivery-item.entity';
import {
  DELIVERY_EMAIL,
  DELIVERY_PHONE,
  type DeliveryChannel,
  REPORT_MAIL,
  ReportDelivery,
} from './report-delivery.entity';
import { deliveryLife } from './report-delivery.life';
import { goesBy } from './report-delivery.policy';
import type { DeliveryEvent } from './report-delivery.workflow';

/** What a recipient must have for its channel. */
const NEEDED: Readonly<Record<DeliveryChannel, readonly (keyof Recipient)[]>> = {
  email: ['email'],
  in_app: ['organisationId'],
  post: ['contactName', 'contactPhone', 'address'],
  pickup: ['contactName'],
};

/** Delivers issued reports: each recipient has a channel and a state of their own, so that none holds another up. */
@Injectable()
export class ReportDeliveryService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly secrets: Secrets,
    private readonly mails: Mails,
  ) {}

  /**
   * Several reports to several recipients; each recipient gets one delivery of all of them.
   * @returns the ids, in the order of the recipients
   * @throws DomainError record.not_found, access.forbidden, reports.not_issued, reports.not_a_client, request.invalid
   */
  order(actor: Actor, { reportIds, recipients }: OrderDeliveries): Promise<string[]> {
    return this.transactions.run(async (tx) => {
      const reports = await this.own(tx, actor, reportIds);
      recipients.forEach((recipient, index) => assertComplete(recipient, index, reports));
      const ids: string[] = [];
      for (const recipient of recipients) ids.push(await this.begin(tx, actor, recipient, reportIds));
      return ids;
    });
  }

  /** Given to a carrier. @throws DomainError reports.wrong_channel */
  dispatch(actor: Actor, id: string, { carrier, trackingNo }: DispatchDelivery): Promise<void> {
    return this.act(actor, id, 'dispatch', (_tx, delivery) => {
      Object.assign(delivery, { carrier, trackingNo, sentAt: this.clock.now() });
    });
  }

  /** Taken at the counter. @throws DomainError reports.wrong_channel, reports.received_in_future */
  collect(actor: Actor, id: string, taken: ReceiveDelivery): Promise<void> {
    return this.act(actor, id, 'collect', (_tx, delivery) => {
      this.take(delivery, taken);
    });
  }

  /** It came. @throws DomainError reports.received_in_future */
  receive(actor: Actor, id: string, taken: ReceiveDelivery): Promise<void> {
    return this.act(actor, id, 'receive', (_tx, delivery) => this.take(delivery, taken));
  }

  /** It came back. @throws DomainError reports.wrong_channel */
  bounce(actor: Actor, id: string, reason: string): Promise<void> {
    return this.act(actor, id, 'bounce', (_tx, delivery) => {
      delivery.failureReason = reason;
    });
  }

  /** Once more, by the same channel. */
  retry(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'retry', async (tx, delivery) => {
      Object.assign(delivery, { failureReason: null, carrier: null, trackingNo: null, sentAt: null });
      if (delivery.channel === 'email') await this.mails.order(tx, REPORT_MAIL, id);
    });
  }

  cancel(actor: Actor, id: string): Promise<void> {
    return this.act(actor, id, 'cancel', (_tx, delivery) => {
      delivery.failureReason = null;
    });
  }

  private act(
    actor: Actor,
    id: string,
    event: DeliveryEvent,
    change: (tx: Tx, delivery: ReportDelivery) => Promise<void> | void,
  ): Promise<void> {
    return this.lifecycle.act(deliveryLife, { actor, id, event }, (tx, delivery) => {
      const { channel } = delivery;
      if (!goesBy(channel, event)) throw new DomainError('reports.wrong_channel', { channel });
      return change(tx, delivery);
    });
  }

  private take(delivery: ReportDelivery, { receivedBy, contactPhone, receivedAt }: ReceiveDelivery): void {
    const now = this.clock.now();
    const at = receivedAt === undefined ? now : new Date(receivedAt);
    if (at > now) throw new DomainError('reports.received_in_future');
    Object.assign(delivery, { receivedBy, receivedAt: at });
    if (contactPhone !== undefined) Object.assign(delivery, this.phoneOf(delivery.id, contactPhone));
  }

  private phoneOf(id: string, phone: string | undefined): Pick<ReportDelivery, 'contactPhone' | 'contactPhoneIndex'> {
    const { value, index } = this.secrets.encrypt({ column: DELIVERY_PHONE, id }, phone);
    return { contactPhone: value, contactPhoneIndex: index };
  }

  /** Reports of the own institution that are issued; of others nobody says that they exist. */
  private async own(tx: Tx, { organisationId }: Actor, ids: readonly string[]): Promise<Report[]> {
    const reports = await tx.manager
      .createQueryBuilder(Report, 'r')
      .select(['r.id', 'r.viewerIds', 'r.ownerId', 'r.issuedAt'])
      .where('r.id = ANY(:ids) AND r.institution_id = :organisationId', { ids, organisationId })
      .getMany();
    if (reports.length < ids.length) throw new DomainError('record.not_found');
    if (reports.some(({ issuedAt }) => !issuedAt)) throw new DomainError('reports.not_issued');
    return reports;
  }

  private async begin(tx: Tx, actor: Actor, recipient: Recipient, reportIds: readonly string[]): Promise<string> {
    const [id, createdAt] = [newId(), this.clock.now()];
    const email = this.secrets.encrypt({ column: DELIVERY_EMAIL, id }, recipient.email);
    const blank = Object.assign(new ReportDelivery(), {
      ...{ id, institutionId: actor.organisationId, organisationId: recipient.organisationId ?? null },
      ...{ channel: recipient.channel, contactName: recipient.contactName ?? null, address: recipient.address ?? null },
      ...this.phoneOf(id, recipient.contactPhone),
      ...{ contactEmail: email.value, contactEmailIndex: email.index, attachesFiles: recipient.attachesFiles ?? false },
      ...{ createdById: actor.userId, createdAt },
    });
    const parties = new Set(['institution_clerk'] as const);
    const delivery = this.lifecycle.begin(tx, deliveryLife, blank, { event: 'order', by: actor, parties });
    const items = reportIds.map((reportId, position) => ({ deliveryId: id, reportId, position, downloadedAt: null }));
    insertEach(tx, insertionOf(tx, ReportDeliveryItem, ...items));
    if (recipient.channel === 'email') await this.mails.order(tx, REPORT_MAIL, id);
    // People of the client are told of `send` when this transaction ends.
    if (recipient.channel === 'in_app') {
      delivery.sentAt = createdAt;
      await this.lifecycle.cause(tx, deliveryLife, delivery, { event: 'send', by: null });
    }
    return id;
  }
}

function assertComplete(recipient: Recipient, index: number, reports: readonly Report[]): void {
  const errors = NEEDED[recipient.channel]
    .filter((field) => recipient[field] === undefined)
    .map((field) => ({ pointer: `/recipients/${index}/${field}`, code: 'field.required' }));
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
  const { organisationId } = recipient;
  if (organisationId === undefined) return;
  const isClient = reports.every(({ viewerIds, ownerId }) => [...viewerIds, ownerId].includes(organisationId));
  if (!isClient) throw new DomainError('reports.not_a_client');
}
