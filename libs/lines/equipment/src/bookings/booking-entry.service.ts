import { Injectable } from '@nestjs/common';
import type { Actor } from '@nqi/platform/identity';
import { Clock } from '@nqi/shared/clock';
import { Transactions, type Tx } from '@nqi/shared/database';
import { DomainError } from '@nqi/shared/errors';
import { newId } from '@nqi/shared/ids';
import { Lifecycle } from '@nqi/shared/lifecycle';
import { Numbers } from '@nqi/shared/numbers';
import { Secrets } from '@nqi/shared/secrets';
import { OccupancyService, occupying } from '../calendar/occupancy.service';
import type { LockedEquipment } from '../calendar/occupancy';
import { estimateOf } from '../fees/fee-estimate';
import { EquipmentRulesService } from '../rules/equipment-rules.service';
import { assertSamples } from './booking-facts';
import type { CreateBooking, SubmitBooking } from './booking.dto';
import { BOOKING_CONTACT_PHONE, type EquipmentBooking } from './booking.entity';
import { bookingLife } from './booking.life';
import type { BookingParty } from './booking.workflow';
import { SlotService } from './slot.service';

/** What the service decides when a booking is born; the rest is given. */
type Born = Omit<EquipmentBooking, 'state' | 'updatedAt' | 'version'>;

/** From the held time to the submitted booking. */
@Injectable()
export class BookingEntryService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    private readonly numbers: Numbers,
    private readonly rules: EquipmentRulesService,
    private readonly slots: SlotService,
    private readonly occupancies: OccupancyService,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Holds the time for some minutes, in which the draft can be submitted. @returns the booking as it
   * was written: under a rush on one machine each further question to the database would cost bookings.
   * @throws DomainError equipment.slot_taken, equipment.not_priced, equipment.too_many_open_bookings and what the
   * opening rules say
   */
  create(actor: Actor, facts: CreateBooking): Promise<EquipmentBooking & { equipment: Booked[] }> {
    assertSamples(facts);
    return this.transactions.run(async (tx) => {
      const { holdMinutes, maxResources } = await this.rules.on(this.clock.today());
      const { equipmentIds } = facts;
      const sought = { equipmentIds, bookedById: actor.userId, ...timesOf(facts) };
      const [equipment, survey] = await Promise.all([
        this.slots.lock(tx, equipmentIds, maxResources),
        this.slots.survey(tx, sought),
      ]);
      const booking = this.born(actor, facts, equipment);
      const holdExpiresAt = new Date(booking.createdAt.getTime() + holdMinutes * 60_000);
      const claims = await this.slots.find(tx, actor, { booking, equipment, survey });
      const parties = new Set<BookingParty>(['requester']);
      const held = { ...booking, holdExpiresAt };
      const { id: bookingId, providerId } = booking;
      const places = occupying({ providerId, kind: 'hold', bookingId, expiresAt: holdExpiresAt }, claims);
      const cause = { event: 'create' as const, by: actor, parties, withIt: [places] };
      const born = this.lifecycle.begin(tx, bookingLife, held, cause);
      return { ...born, version: 1, equipment: inOrder(facts.equipmentIds, equipment) };
    });
  }

  /**
   * A hold that has ended is taken again where the time is still free. Where no opening rule asks for approval, the
   * booking is approved at once.
   * @throws DomainError equipment.agreement_needed, and like {@link create} when the hold has ended
   */
  submit(actor: Actor, id: string, { acceptsAgreement }: SubmitBooking): Promise<void> {
    return this.transactions.run(async (tx) => {
      let submitted: EquipmentBooking | undefined;
      let needsApproval = true;
      await this.lifecycle.act(bookingLife, { actor, id, event: 'submit' }, async (_, booking) => {
        if (!acceptsAgreement) throw new DomainError('equipment.agreement_needed');
        needsApproval = await this.keepOrTake(tx, actor, booking);
        const [number = ''] = await this.numbers.ordinary(tx, 'booking_number', this.clock.today(), 1);
        Object.assign(booking, { number, submittedAt: this.clock.now(), holdExpiresAt: null });
        submitted = booking;
      });
      if (submitted && !needsApproval) {
        await this.lifecycle.cause(tx, bookingLife, submitted, { event: 'confirm', by: null });
      }
    });
  }

  /** @returns whether somebody has to approve */
  private async keepOrTake(tx: Tx, actor: Actor, booking: EquipmentBooking): Promise<boolean> {
    const equipment = await this.slots.lock(tx, booking.equipmentIds, booking.equipmentIds.length);
    const needsApproval = equipment.some(({ openRule }) => openRule.needsApproval);
    const kind = needsApproval ? 'pending' : 'confirmed';
    if (await this.occupancies.keep(tx, booking.id, kind)) return needsApproval;
    // What is left of the ended hold goes with the others.
    const survey = await this.slots.survey(tx, booking, booking.id);
    const claims = await this.slots.find(tx, actor, { booking, equipment, survey });
    this.occupancies.take(tx, { providerId: booking.providerId, kind, bookingId: booking.id }, claims);
    return needsApproval;
  }

  private born(actor: Actor, facts: CreateBooking, equipment: readonly LockedEquipment[]): Born {
    const providerId = equipment[0]?.providerId ?? '';
    const id = newId();
    const contact = this.secrets.encrypt({ column: BOOKING_CONTACT_PHONE, id }, facts.contactPhone);
    const booking = {
      ...{ contactPhone: contact.value, contactPhoneIndex: contact.index },
      ...{ id, providerId, organisationId: actor.organisationId, bookedById: actor.userId },
      ...{ equipmentIds: facts.equipmentIds, mode: facts.mode, purpose: facts.purpose, ...samplesOf(facts) },
      userClass: providerId === actor.organisationId ? ('internal' as const) : ('external' as const),
      ...{ ...timesOf(facts), createdAt: this.clock.now() },
      ...{ number: null, holdExpiresAt: null, feeFen: null, feeLines: null, resultNote: null, reason: null },
      ...{ reportId: null, submittedAt: null, startedAt: null, endedAt: null, statementIssuedAt: null },
    };
    return { ...booking, estimateFen: estimateOf(booking, equipment) };
  }
}

function timesOf({ startsAt, endsAt }: CreateBooking): { startsAt: Date; endsAt: Date } {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

type Booked = { id: string; name: string; innerNo: string };

/** As the booking names them: in the order that was asked for. */
function inOrder(ids: readonly string[], equipment: readonly LockedEquipment[]): Booked[] {
  return ids.flatMap((id) =>
    equipment.flatMap((one) => (one.id === id ? { id, name: one.name, innerNo: one.innerNo } : [])),
  );
}

type SampleFacts = Pick<EquipmentBooking, 'samples' | 'sampleNote' | 'sampleReturn' | 'isHazardous' | 'hazardNote'>;

/** What may be left out. */
function samplesOf(facts: CreateBooking): SampleFacts {
  const { samples = null, sampleNote = null, sampleReturn = null, hazardNote = null } = facts;
  return { samples, sampleNote, sampleReturn, isHazardous: facts.isHazardous ?? false, hazardNote };
}
