import type { Answer, Caller } from '../../support/client';
import { startCity, type TestCity } from '../../support/city';
import { TODAY } from '../../support/given';
import {
  asGauge,
  asGeneral,
  asScale,
  CALIPER,
  gaugeReadings,
  orderLife,
  type OrderLife,
  SCALE,
  scaleReadings,
} from './order-life';

const SOME_ID = '01890000-0000-7000-8000-000000000000';

/** Of these enough for every single number of a table. */
const FEW = [null, [], {}, [[]], -1, '\u0000', '9'.repeat(400)];

/** Values that no field takes, whatever it is. */
const POISON = [
  null,
  [],
  {},
  [null],
  [[]],
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  1e308,
  -1,
  true,
  '😀',
  '9'.repeat(400),
];

describe('bad input', () => {
  let city: TestCity;
  let life: OrderLife;
  beforeAll(async () => {
    city = await startCity();
    life = orderLife(city);
  });
  afterAll(() => city.close());

  /** Every member of a body in turn becomes every poison: refused or harmless, never a fault of the service. */
  async function poisoned(send: (body: any) => Promise<Answer>, body: any, keys = Object.keys(body)): Promise<void> {
    for (const key of keys) {
      for (const poison of POISON) {
        const answer = await send({ ...body, [key]: poison });
        expect([key, JSON.stringify(poison)?.slice(0, 20), answer.status < 500 && answer.status >= 200]).toEqual([
          ...[key, JSON.stringify(poison)?.slice(0, 20), true],
        ]);
      }
    }
    for (const wrong of [undefined, [], [body], 'x', { ...body, unknown: 1 }]) {
      expect((await send(wrong)).status).toBeGreaterThanOrEqual(400);
      expect((await send(wrong)).status).toBeLessThan(500);
    }
  }

  it('in an order, its change and its lines is never a fault', async () => {
    const { hospital, metrologyClerk } = city.cast;
    const instrument = await life.instrument();
    const order = {
      ...{ laboratoryId: metrologyClerk.organisationId, service: 'verification', site: 'lab', returnMode: 'pickup' },
      ...{ decisionRule: 'none', agreedIntervalMonths: 12, addresseeName: '甲', contactName: '乙', requestedOn: TODAY },
      ...{ contactPhone: '0535-6000009', isUrgent: false, remark: '无' },
      items: [{ instrumentId: instrument.id, request: '点' }],
    };
    // An id that does not exist, so that nothing good comes of it by chance.
    const missing = { ...order, laboratoryId: SOME_ID };
    await poisoned((body) => hospital.post('/v1/metrology-orders', body), missing);
    for (const items of POISON.map((poison) => [{ instrumentId: poison }])) {
      expect((await hospital.post('/v1/metrology-orders', { ...missing, items })).status).toBe(400);
    }
    const draft = await life.draft([instrument]);
    const change = (body: any) => hospital.patch(`/v1/metrology-orders/${draft.id}`, body, { 'if-match': `"999"` });
    const { laboratoryId: _, service: __, ...changeable } = order;
    await poisoned(change, changeable);
    const submitted = await life.submit(draft.id);
    const line = { itemId: submitted.items[0].id, capabilityId: SOME_ID, priceFen: 1 };
    const quote = (lines: unknown) => metrologyClerk.post(`/v1/metrology-orders/${draft.id}/quotation`, { lines });
    for (const poison of POISON) {
      expect((await quote(poison)).status).toBe(400);
      expect((await quote([poison])).status).toBe(400);
    }
    await poisoned((one) => quote([one]), line);
  });

  it('in a window, a standard, an assignment and a receipt is never a fault', async () => {
    const { metrologyClerk: clerk, metrologyAdmin } = city.cast;
    const window = { onDay: '2026-13-01', fromTime: '08:00', toTime: '09:00', capacity: 1 };
    await poisoned((body) => clerk.post('/v1/appointment-windows', body), window);
    for (const onDay of ['2026-02-30', '0000-01-01', '99999-01-01', '2026-W01', 20260301]) {
      expect((await clerk.post('/v1/appointment-windows', { ...window, onDay })).status).toBe(400);
    }
    const standard = {
      ...{ name: '量块', model: 'A', serialNo: 'X', measuringRange: '1 mm', accuracy: '4等', assessmentNo: 'A' },
      ...{ assessedUntil: TODAY, traceabilityNo: 'T', traceableUntil: '2026-02-30' },
    };
    await poisoned((body) => clerk.post('/v1/measurement-standards', body), standard);
    const order = await life.received([await life.instrument()], 'JJG 52-2013');
    const [{ id }] = order.items;
    for (const [caller, event, body] of [
      [metrologyAdmin, 'assignment', { verifierId: SOME_ID }],
      [clerk, 'non-performance', { reason: ' ' }],
    ] as [Caller, string, object][]) {
      await poisoned((one) => caller.post(`/v1/metrology-items/${id}/${event}`, one), body);
    }
    const receipt = (items: unknown) => clerk.post(`/v1/metrology-orders/${order.id}/receipt`, { items });
    await poisoned((one) => receipt([one]), { itemId: SOME_ID, condition: '好', accessories: '无' });
    for (const poison of POISON) expect((await receipt(poison)).status).toBe(400);
  });

  it('in readings is never a fault, down to the last number', async () => {
    const { machineShop } = city.cast;
    const calibration = { service: 'calibration' };
    const works: [object, string, object, any][] = [
      [{}, 'JJG 52-2013', {}, asGauge(gaugeReadings())],
      [SCALE, 'JJG 539-2016', {}, asScale(scaleReadings())],
      [CALIPER, 'JJG 30-2012', calibration, asGeneral('mm', [{ reference: '1', indication: '1', mpe: '1', run: 1 }])],
    ];
    for (const [facts, method, change, readings] of works) {
      const made = Object.keys(facts).length > 0 ? facts : undefined;
      const { items } = await life.received([await life.instrument(made, machineShop)], method, change, machineShop);
      await life.assign(items[0].id);
      const send = (body: any) => life.enter(items[0].id, { ...body, performedOn: '2026-03-03' });
      const whole = { ...readings, uncertainty: { value: '1', k: '2' }, remark: '无' };
      for (const [place, poison] of places(whole).flatMap((one) => FEW.map((bad) => [one, bad] as const))) {
        const { status, body } = await send(replaced(whole, place, poison));
        const where = `${place.join('.')}: ${JSON.stringify(poison)?.slice(0, 12)}, ${body.code}`;
        // The day is in the future: not even a harmless change is taken.
        expect([where, status === 400 || status === 422]).toEqual([where, true]);
      }
    }
  });
});

/** The paths to every member of a value; of lists only the first one. */
function places(value: any, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? ['0'] : Object.keys(value as object);
  const own = path.length > 0 ? [path] : [];
  return [...own, ...keys.flatMap((key) => places(value[key], [...path, key]))];
}

function replaced(value: any, [key = '', ...rest]: string[], poison: unknown): any {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = rest.length === 0 ? poison : replaced(copy[key], rest, poison);
  return copy;
}
