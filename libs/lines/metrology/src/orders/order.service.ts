import { Injectable } from '@nestjs/common';
import { type Actor, OrganisationService, QualificationService } from '@nqi/platform/identity';
import { PaymentOrderService } from '@nqi/platform/payments';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { assertVersion } from '@nqi/shared/http';
import { newId } from '@nqi/shared/ids';
import { Secrets } from '@nqi/shared/secrets';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { History } from '@nqi/shared/history';
import { AppointmentPlacesService } from '../appointments/appointment-places.service';
import { InstrumentValidityService } from '../instruments/instrument-validity.service';
import { MetrologyItem } from '../items/item.entity';
import { instrumentIdsOf, OrderLinesService } from './order-lines.service';
import type { ChangeMetrologyOrder, CreateMetrologyOrder } from './order.dto';
import { MetrologyOrder, ORDER_CONTACT_PHONE } from './order.entity';
import { orderLife } from './order.life';
import { METROLOGY_ORDER } from './order-subject';
import { partiesOf } from './order.policy';

/** Facts that can be changed but not taken away; `null` takes away any other. */
const KEPT = ['site', 'returnMode', 'decisionRule', 'contactName', 'contactPhone', 'items'] as const;
const FLAGS = ['isUrgent', 'agreesToSubcontract'] as const;

/** The client's side of an order: draft, change, submission, cancellation. */
@Injectable()
export class OrderService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly history: History,
    private readonly lifecycle: Lifecycle,
    private readonly lines: OrderLinesService,
    private readonly places: AppointmentPlacesService,
    private readonly instruments: InstrumentValidityService,
    private readonly organisations: OrganisationService,
    private readonly qualifications: QualificationService,
    private readonly payments: PaymentOrderService,
    private readonly secrets: Secrets,
  ) {}

  /**
   * A draft; it already holds its instruments, so that nobody drafts them twice.
   * @returns its id
   */
  create(actor: Actor, { items, ...facts }: CreateMetrologyOrder): Promise<string> {
    return this.transactions.run(async (tx) => {
      await this.organisations.assertCapability(tx, facts.laboratoryId, 'institution', '/laboratoryId');
      this.assertNotPast(facts.requestedOn);
      const sides = { clientId: actor.organisationId, laboratoryId: facts.laboratoryId };
      const id = newId();
      const order = {
        ...{
          id,
          ...this.contactOf(id, facts.contactPhone),
          number: null,
          ...sides,
          districtCode: actor.districtCode,
          service: facts.service,
        },
        ...{ site: facts.site ?? 'lab', returnMode: facts.returnMode ?? 'pickup', createdById: actor.userId },
        ...{ ...optional(facts), decisionRule: facts.decisionRule ?? 'none', isUrgent: facts.isUrgent ?? false },
        ...{ agreesToSubcontract: facts.agreesToSubcontract ?? false, createdAt: this.clock.now() },
      };
      const by = { event: 'create', by: actor, parties: partiesOf(actor, sides) } as const;
      const born = this.lifecycle.begin(tx, orderLife, order as unknown as MetrologyOrder, by);
      await this.lines.enter(tx, actor, born, items);
      return born.id;
    });
  }

  /** Edits a draft, or what the laboratory sent back. @throws DomainError precondition.stale, workflow.wrong_state */
  change(actor: Actor, id: string, version: number, change: ChangeMetrologyOrder): Promise<void> {
    return this.transactions.run(async (tx) => {
      const order = await this.lifecycle.visible(tx, orderLife, actor, id);
      assertMayChange(actor, order);
      assertVersion(order, version);
      assertKept(change);
      const { items, contactPhone, ...facts } = change;
      this.assertNotPast(facts.requestedOn);
      Object.assign(order, facts, contactPhone && this.contactOf(id, contactPhone), { updatedAt: this.clock.now() });
      if (items) await this.lines.replace(tx, actor, order, items);
      await tx.manager.save(order);
      const fields = Object.keys(change);
      const happening = { recordType: METROLOGY_ORDER, recordId: id, event: 'change', from: order.state };
      this.history.record(tx, { ...happening, to: order.state, by: actor, details: { fields } });
    });
  }

  /**
   * Hands the order to the laboratory, which sees it and its instruments from now on.
   * @throws DomainError metrology.laboratory_not_authorised, metrology.instrument_not_filed
   */
  submit(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.lifecycle.act(orderLife, { actor, id, event: 'submit' }, (_, order) => this.handOver(tx, order));
      await this.lines.followed(tx, await this.lines.of(tx, id));
    });
  }

  /** Until an instrument has come. An unpaid bill closes with the order. @throws DomainError metrology.already_paid */
  cancel(actor: Actor, id: string, reason: string | undefined): Promise<void> {
    return this.lifecycle.act(orderLife, { actor, id, event: 'cancel' }, async (tx, order) => {
      if (order.settledAt) throw new DomainError('metrology.already_paid');
      await this.lines.drop(tx, order, '委托已取消');
      await this.places.release(tx, order);
      await this.payments.release(tx, METROLOGY_ORDER, id);
      return { note: reason };
    });
  }

  private async handOver(tx: Tx, order: MetrologyOrder): Promise<void> {
    const { id } = order;
    await this.assertAuthorised(tx, order);
    const instrumentIds = await this.assertFiled(tx, order);
    if (order.number === null) {
      const [number = null] = await this.numbers.ordinary(tx, 'metrology_order_number', this.clock.today(), 1);
      order.number = number;
      await tx.manager.update(MetrologyItem, { orderId: id }, { orderNumber: number });
    }
    await tx.sql(
      `UPDATE metrology_items i SET is_mandatory = r.is_mandatory FROM instruments r
       WHERE r.id = i.instrument_id AND i.order_id = $1`,
      [id],
    );
    Object.assign(order, { submittedAt: this.clock.now(), changeRequest: null });
    await this.instruments.entrust(tx, instrumentIds, order.laboratoryId);
  }

  private async assertAuthorised(tx: Tx, { service, laboratoryId }: MetrologyOrder): Promise<void> {
    if (service !== 'verification') return;
    const today = this.clock.today();
    const approval = await this.qualifications.approvalNo(tx, laboratoryId, 'metrology_authorisation', today);
    if (!approval) throw new DomainError('metrology.laboratory_not_authorised');
  }

  /** Mandatory instruments are filed with the regulator before they are verified (山东省计量条例 art. 18). */
  private async assertFiled(tx: Tx, { id, service }: MetrologyOrder): Promise<string[]> {
    const items = await tx.manager.findBy(MetrologyItem, { orderId: id });
    const instruments = await this.instruments.lock(tx, instrumentIdsOf(items));
    const unfiled = [...instruments.values()].filter(({ isMandatory, state }) => isMandatory && state !== 'filed');
    if (service === 'verification' && unfiled.length > 0) {
      throw new DomainError('metrology.instrument_not_filed', { instrumentIds: unfiled.map((one) => one.id) });
    }
    return [...instruments.keys()];
  }

  private contactOf(id: string, phone: string): Pick<MetrologyOrder, 'contactPhone' | 'contactPhoneIndex'> {
    const { value, index } = this.secrets.encrypt({ column: ORDER_CONTACT_PHONE, id }, phone);
    return { contactPhone: value, contactPhoneIndex: index };
  }

  private assertNotPast(requestedOn: string | null | undefined): void {
    if (!requestedOn || requestedOn >= this.clock.today()) return;
    throw new DomainError('request.invalid', { errors: [{ pointer: '/requestedOn', code: 'field.too_small' }] });
  }
}

/** What may be absent, as columns. */
function optional(facts: Omit<CreateMetrologyOrder, 'items'>): Partial<MetrologyOrder> {
  const { siteAddress = null, returnAddress = null, agreedIntervalMonths = null, addresseeName = null } = facts;
  const { addresseeAddress = null, requestedOn = null, remark = null, contactName } = facts;
  return {
    ...{ siteAddress, returnAddress, agreedIntervalMonths, addresseeName, addresseeAddress, requestedOn, remark },
    contactName,
  };
}

function assertMayChange(actor: Actor, order: MetrologyOrder): void {
  const parties = partiesOf(actor, order);
  if (!parties.has('client')) throw new DomainError('access.forbidden');
  const from = ['draft', 'returned_for_change'];
  if (from.includes(order.state)) return;
  throw new DomainError('workflow.wrong_state', { event: 'change', state: order.state, from });
}

function assertKept(facts: ChangeMetrologyOrder): void {
  const errors = [...KEPT, ...FLAGS]
    .filter((field) => facts[field] === null)
    .map((field) => ({ pointer: `/${field}`, code: 'field.required' }));
  if (errors.length > 0) throw new DomainError('request.invalid', { errors });
}
