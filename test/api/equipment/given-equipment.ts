import type { BookingState } from '../../../libs/lines/equipment/src/bookings/booking.workflow';
import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { until } from '../../support/until';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The tests begin on a Monday, at nine in the city: all that they book lies on the days behind it. */
export const MONDAY = '2026-03-02';

/** An instant some days after the Monday, at an hour in the city: `at(1, 9.5)` is Tuesday, half past nine. */
export function at(day: number, hour: number): string {
  return new Date(Date.parse(`${MONDAY}T00:00:00+08:00`) + day * DAY + hour * HOUR).toISOString();
}

/** Fails loudly when a step of the preparation is refused. */
export function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

export const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));

export const RULE = {
  ...{ weekly: ALWAYS, slotMinutes: 15, minMinutes: 15, maxMinutes: 480, noticeHours: 0, maxDaysAhead: 60 },
  ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, needsApproval: true, places: 1, maxOpenBookings: 1000 },
  cancelDeadlineHours: 4,
};

export const PRICES = {
  internal: { perHourFen: 0, perSampleFen: 0 },
  external: { perHourFen: 30_000, perSampleFen: 8_000, operatorPerHourFen: 10_000 },
  sme: { perHourFen: 15_000, perSampleFen: 4_000 },
};

let serial = 0;

/** What a manager says of a machine, unlike any other. */
export function facts(changes: object = {}): Record<string, unknown> {
  serial += 1;
  return {
    ...{ innerNo: `T-${serial}`, name: `测试仪器 ${serial}`, unitKind: 'single', category: 'general' },
    ...{ specifications: '用于测试', address: '烟台市莱山区测试路 1 号', districtCode: '370613' },
    ...{ modes: ['by_time', 'by_time_assisted', 'by_sample'], openRule: RULE, prices: PRICES },
    ...changes,
  };
}

export const booking = (id: string, event = ''): string => `/v1/equipment-bookings/${id}${event && `/${event}`}`;

/** Real records, made by the real api. */
export function givenEquipment({ cast }: TestCity): {
  machine(changes?: object, rule?: object): Promise<any>;
  draft(equipmentIds: string[], from: string, to: string, changes?: object, by?: Caller): Promise<Answer>;
  booked(state: BookingState, machine: any, from: string, to: string, changes?: object): Promise<any>;
  issued(reportId: string): Promise<void>;
} {
  const { machineShop, equipmentManager, expert, secondExpert } = cast;

  const draft = (equipmentIds: string[], from: string, to: string, changes = {}, by = machineShop): Promise<Answer> => {
    const body = { equipmentIds, mode: 'by_time', startsAt: from, endsAt: to, purpose: '测试', ...changes };
    return by.post('/v1/equipment-bookings', body);
  };

  /** Needs a worker. */
  async function issued(reportId: string): Promise<void> {
    ok(await expert.post(`/v1/reports/${reportId}/check`));
    ok(await secondExpert.post(`/v1/reports/${reportId}/approval`));
    await until(async () => (await equipmentManager.get(`/v1/reports/${reportId}`)).body.state === 'issued', 30_000);
  }

  const steps: [BookingState, (id: string) => Promise<unknown>][] = [
    [
      'pending_approval',
      async (id) => ok(await machineShop.post(booking(id, 'submission'), { acceptsAgreement: true })),
    ],
    ['approved', async (id) => ok(await equipmentManager.post(booking(id, 'approval'), {}))],
    ['in_use', async (id) => ok(await machineShop.post(booking(id, 'start')))],
    ['finished', async (id) => ok(await machineShop.post(booking(id, 'finish')))],
    ['fee_pending', async (id) => ok(await equipmentManager.post(booking(id, 'fee-submission'), {}))],
  ];

  return {
    draft,
    issued,
    async machine(changes = {}, rule = {}) {
      return ok(
        await equipmentManager.post('/v1/equipment', { ...facts({ openRule: { ...RULE, ...rule } }), ...changes }),
      );
    },
    /** Driven there through the real events; for `in_use` and later the time has to be now. */
    async booked(state, machine, from, to, changes = {}) {
      const { id } = ok(await draft([machine.id], from, to, changes));
      for (const [reached, step] of state === 'draft' ? [] : steps) {
        await step(id);
        if (reached === state) break;
      }
      return ok(await machineShop.get(booking(id)));
    },
  };
}
