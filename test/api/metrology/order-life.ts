import type { Answer, Caller } from '../../support/client';
import type { TestCity } from '../../support/city';
import { TODAY } from '../../support/given';

/** Fails loudly when a step of the preparation is refused. */
export function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

let serial = 0;

/** A 0–1.6 MPa gauge of class 1.6, in use for safety: under mandatory verification. */
export const GAUGE = {
  ...{ name: '弹簧管式一般压力表', modelSpec: 'Y-100', measuringRange: '(0~1.6) MPa', accuracyClass: '1.6级' },
  ...{ manufacturer: '演示仪表制造有限公司', division: '0.05 MPa', purpose: 'safety_protection' },
  ...{ catalogueItemCode: 'QJ-19', districtCode: '370602', usePlace: '锅炉房' },
};

/** A 30 kg price scale with e = 10 g. */
export const SCALE = {
  ...{ name: '电子计价秤', modelSpec: 'ACS-30', measuringRange: '0~30 kg', accuracyClass: 'III', division: '10 g' },
  ...{ purpose: 'trade_settlement', catalogueItemCode: 'QJ-03', districtCode: '370602' },
};

/** A caliper for the own workshop: nothing that the law binds. */
export const CALIPER = {
  ...{ name: '游标卡尺', modelSpec: '0-150/0.02', measuringRange: '0~150 mm', accuracyClass: 'MPE:±0.02 mm' },
  ...{ purpose: 'other', districtCode: '370611' },
};

/** Readings of a gauge whose pointer is `off` too high everywhere. */
export function gaugeReadings(off = 0): object {
  const at = (value: number): string => value.toFixed(3);
  return {
    ...{ isAppearanceGood: true, hasStopPin: true, zero: '0' },
    points: [0, 0.4, 0.8, 1.2, 1.6].map((nominal) => ({
      nominal: nominal.toFixed(1),
      ...{ upBefore: at(nominal + off), upAfter: at(nominal + off + 0.005) },
      ...{ downBefore: at(nominal + off + 0.005), downAfter: at(nominal + off + 0.01) },
    })),
  };
}

/** Readings of a scale that shows what lies on it, within a few grams. */
export function scaleReadings(off = 0): object {
  const shown = (load: number): object => ({ indication: (load + off).toFixed(3), added: '0.004' });
  return {
    ...{ kind: 'subsequent', isAppearanceGood: true, isDiscriminating: true },
    zero: { indication: '0.000', added: '0.005' },
    loads: [0.2, 5, 15, 20, 30].map((load) => ({ load: String(load), up: shown(load), down: shown(load) })),
    eccentricity: {
      load: '10',
      positions: ['中', '左前', '左后', '右后', '右前'].map((position) => ({ position, ...shown(10) })),
    },
    repeatability: [15, 30].map((load) => ({ load: String(load), runs: [shown(load), shown(load), shown(load)] })),
  };
}

/** Real orders, brought by the real people to where a test starts. */
export interface OrderLife {
  instrument(facts?: object, owner?: Caller): Promise<any>;
  /** A draft of the owner for new instruments; `change` alters the request. */
  draft(instruments: readonly any[], change?: object, owner?: Caller): Promise<any>;
  submit(id: string, owner?: Caller): Promise<any>;
  /** Quotes, or accepts for free, by the capability for `method`. */
  offer(order: any, method: string, prices?: Record<string, number>): Promise<any>;
  window(facts?: object): Promise<any>;
  /** Submitted, offered, approved, delivered. */
  received(instruments: readonly any[], method: string, change?: object, owner?: Caller): Promise<any>;
  assign(itemId: string): Promise<any>;
  result(itemId: string, readings: object): Promise<any>;
  enter(itemId: string, body: object): Promise<Answer>;
  approve(reportId: string): Promise<any>;
}

export function orderLife({ cast }: TestCity): OrderLife {
  const { hospital, metrologyClerk, metrologyAdmin, verifier, metrologyChecker, metrologySignatory } = cast;
  const path = (id: string, event: string): string => `/v1/metrology-orders/${id}/${event}`;

  async function capability(service: string, method: string): Promise<string> {
    const { items } = ok(await metrologyClerk.get('/v1/metrology-capabilities?limit=100'));
    const own = items.find(
      (one: any) =>
        one.laboratoryId === metrologyClerk.organisationId && one.service === service && one.methodNo === method,
    );
    return own?.id ?? `no capability for ${method}`;
  }

  const life: OrderLife = {
    async instrument(facts = GAUGE, owner = hospital) {
      serial += 1;
      return ok(await owner.post('/v1/instruments', { serialNo: `T-${serial}`, ...facts }));
    },
    async draft(instruments, change = {}, owner = hospital) {
      const body = {
        ...{ laboratoryId: metrologyClerk.organisationId, service: 'verification' },
        ...{ contactName: '设备科', contactPhone: '0535-6000009' },
        items: instruments.map(({ id }) => ({ instrumentId: id })),
        ...change,
      };
      return ok(await owner.post('/v1/metrology-orders', body));
    },
    submit: async (id, owner = hospital) => ok(await owner.post(path(id, 'order-submission'))),
    async offer(order, method, prices = {}) {
      const capabilityId = await capability(order.service, method);
      const lines = order.items.map(({ id }: any) => ({
        ...{ itemId: id, capabilityId },
        ...(prices[id] !== undefined && { priceFen: prices[id] }),
      }));
      const isFree = order.service === 'verification' && order.items.every(({ isMandatory }: any) => isMandatory);
      const event = isFree ? 'free-acceptance' : 'quotation';
      return ok(await metrologyClerk.post(path(order.id, event), { lines }));
    },
    async window(facts = {}) {
      serial += 1;
      const time = `${String(8 + (serial % 10)).padStart(2, '0')}:${String(serial % 60).padStart(2, '0')}`;
      const body = { onDay: TODAY, fromTime: time, toTime: '23:00', capacity: 10, ...facts };
      return ok(await metrologyClerk.post('/v1/appointment-windows', body));
    },
    async received(instruments, method, change = {}, owner = hospital) {
      const { id } = await life.draft(instruments, change, owner);
      const offered = await life.offer(await life.submit(id, owner), method);
      if (offered.state === 'quoted') ok(await owner.post(path(id, 'quotation-approval')));
      const { id: windowId } = await life.window();
      const { items } = ok(await owner.post(path(id, 'delivery-appointment'), { windowId }));
      const came = items.map((item: any) => ({ itemId: item.id, condition: '外观完好' }));
      return ok(await metrologyClerk.post(path(id, 'receipt'), { items: came }));
    },
    async assign(itemId) {
      const body = { verifierId: verifier.userId };
      return ok(await metrologyAdmin.post(`/v1/metrology-items/${itemId}/assignment`, body));
    },
    async enter(itemId, body) {
      const { items } = ok(await verifier.get('/v1/measurement-standards'));
      const work = {
        ...{ performedOn: TODAY, place: '本所实验室', temperatureC: '20.3', humidityPercent: '52' },
        ...{ standardIds: [items[0].id], ...body },
      };
      return verifier.post(`/v1/metrology-items/${itemId}/result`, work);
    },
    async result(itemId, readings) {
      await life.assign(itemId);
      return ok(await life.enter(itemId, readings));
    },
    async approve(reportId) {
      ok(await metrologyChecker.post(`/v1/reports/${reportId}/check`));
      return ok(await metrologySignatory.post(`/v1/reports/${reportId}/approval`));
    },
  };
  return life;
}

/** The member of the body in which the readings of a template stand. */
export const asGauge = (readings: object): object => ({ template: 'pressure_gauge', pressureGauge: readings });
export const asScale = (readings: object): object => ({ template: 'weighing_instrument', weighing: readings });
export const asGeneral = (unit: string, rows: object[]): object => ({ template: 'general', general: { unit, rows } });
