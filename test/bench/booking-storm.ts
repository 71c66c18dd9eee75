/** Somebody who sends requests to an api and hears every answer, refusals too. */
export interface StormClient {
  post(path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

/** Many clients want the same machines at the same times. */
export interface StormPlan {
  clients: readonly StormClient[];
  /** Who approves and closes meanwhile. */
  managers: readonly StormClient[];
  equipmentIds: readonly string[];
  slots: readonly { startsAt: string; endsAt: string }[];
}

/** What the clients were answered. */
export interface StormTally {
  requests: number;
  booked: number;
  /** Answers by status and code, for example `409 equipment.slot_taken`. */
  answers: Map<string, number>;
  /** Those that no client should ever get. */
  unexpected: string[];
}

/** Every conflict that a storm may end in; a deadlock would be `request.busy`, the constraint `record.overlap`. */
const EXPECTED = /^(200|201)$|^409 (equipment\.slot_taken|equipment\.closure_blocked|workflow\.wrong_state)$/;

const BOOKINGS = '/v1/equipment-bookings';
const CLOSURES = '/v1/equipment-closures';

/** Each client tries every slot once, in an order of its own. */
export async function storm(plan: StormPlan): Promise<StormTally> {
  const tally: StormTally = { requests: 0, booked: 0, answers: new Map(), unexpected: [] };
  await Promise.all(plan.clients.map((client, index) => new Gust(plan, client, index, tally).blow()));
  return tally;
}

/** One client's share of the storm. */
class Gust {
  private readonly chance: () => number;

  constructor(
    private readonly plan: StormPlan,
    private readonly client: StormClient,
    private readonly index: number,
    private readonly tally: StormTally,
  ) {
    this.chance = randomFrom(index + 1);
  }

  async blow(): Promise<void> {
    const order = this.plan.slots.map((slot) => ({ slot, at: this.chance() })).sort((one, other) => one.at - other.at);
    for (const { slot } of order) {
      if (this.chance() < 0.05) await this.close(slot);
      else await this.book(slot);
    }
  }

  /** One time in three it wants three machines at once; what it gets it submits, gives back or only holds. */
  private async book(slot: object): Promise<void> {
    const equipmentIds = this.pick(this.chance() < 0.33 ? 3 : 1);
    const wish = { equipmentIds, mode: 'by_time', purpose: 'storm', ...slot };
    const id = await this.send(this.client, BOOKINGS, wish);
    if (!id) return;
    this.tally.booked += 1;
    const course = this.chance();
    if (course < 0.2) await this.send(this.client, `${BOOKINGS}/${id}/cancellation`, {});
    if (course < 0.4) return;
    await this.send(this.client, `${BOOKINGS}/${id}/submission`, { acceptsAgreement: true });
    if (course > 0.7) await this.send(this.manager(), `${BOOKINGS}/${id}/approval`, {});
  }

  private async close(slot: object): Promise<void> {
    const closure = { equipmentId: this.pick(1)[0], reason: 'storm', ...slot };
    const id = await this.send(this.manager(), CLOSURES, closure);
    if (id && this.chance() < 0.8) await this.send(this.manager(), `${CLOSURES}/${id}/lifting`);
  }

  /** @returns the id of the record in a good answer */
  private async send(who: StormClient, path: string, body?: object): Promise<string | undefined> {
    const { status, body: answer } = await who.post(path, body);
    const { id, code } = (answer ?? {}) as { id?: string; code?: string };
    const said = code ? `${status} ${code}` : String(status);
    this.tally.requests += 1;
    this.tally.answers.set(said, (this.tally.answers.get(said) ?? 0) + 1);
    if (!EXPECTED.test(said)) this.tally.unexpected.push(`${path} ${said}`);
    return status < 300 ? id : undefined;
  }

  private pick(count: number): string[] {
    const { equipmentIds } = this.plan;
    const first = Math.floor(this.chance() * equipmentIds.length);
    // Crosswise: some ask upwards, some downwards, so that only the order of the locks keeps them apart.
    const step = this.chance() < 0.5 ? 1 : equipmentIds.length - 1;
    return Array.from({ length: count }, (_, at) => equipmentIds[(first + at * step) % equipmentIds.length] ?? '');
  }

  private manager(): StormClient {
    return this.plan.managers[this.index % this.plan.managers.length] ?? this.client;
  }
}

/** The same gusts in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pairs on one place of one machine that overlap: the checker, which trusts no constraint. */
export const OVERLAPS = `
  SELECT count(*)::int AS overlaps FROM occupancies one JOIN occupancies other
    ON one.id < other.id AND one.resource_id = other.resource_id AND one.place = other.place
   AND one.during && other.during`;

/** Bookings that are alive without all of their places, or hold places though they are not. */
export const ASTRAY = `
  SELECT count(*)::int AS astray FROM equipment_bookings b
  WHERE (SELECT count(*) FROM occupancies o WHERE o.booking_id = b.id) <> CASE
    WHEN b.state IN ('pending_approval', 'approved') THEN cardinality(b.equipment_ids)
    WHEN b.state = 'cancelled' THEN 0
    ELSE (SELECT count(*) FROM occupancies o WHERE o.booking_id = b.id) END`;

/** Times of two hours, one after the other, from an instant on. */
export function slotsFrom(start: Date, count: number): { startsAt: string; endsAt: string }[] {
  const at = (hours: number): string => new Date(start.getTime() + hours * 3_600_000).toISOString();
  return Array.from({ length: count }, (_, index) => ({ startsAt: at(index * 2), endsAt: at(index * 2 + 2) }));
}

/** A machine that is always open, with two places on every third one. */
export function stormMachine(index: number): object {
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));
  return {
    ...{ innerNo: `STORM-${index}`, name: `storm ${index}`, unitKind: 'single', category: 'general' },
    ...{ specifications: 'storm', address: 'storm', modes: ['by_time'], prices: { external: { perHourFen: 100 } } },
    openRule: {
      ...{ weekly, slotMinutes: 30, minMinutes: 30, maxMinutes: 480, noticeHours: 0, maxDaysAhead: 60 },
      ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: index % 2 === 0 ? 0 : 15, needsApproval: true },
      ...{ places: index % 3 === 0 ? 2 : 1, maxOpenBookings: 1000, cancelDeadlineHours: 0 },
    },
  };
}
