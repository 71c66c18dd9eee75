import { TODAY } from '../../support/given';
import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { ok, orderLife } from './order-life';

/** Eight bolts of the machine shop. */
export const BOLTS = {
  ...{ name: '六角头螺栓', modelSpec: 'M12×80 8.8级', manufacturer: '演示紧固件制造有限公司', batchNo: 'B20260201' },
  ...{ quantity: '8 件', trademark: '演示牌', producedOn: '2026-02-01', appearance: '表面完好，无锈蚀' },
};

/** What is to be found out of them, and by what they are judged. */
export const STRENGTH = {
  ...{ parameters: ['抗拉强度', '洛氏硬度'], basis: ['GB/T 228.1-2021', 'gbt 230.1—2018'] },
  ...{ judgement: ['GB/T 3098.1-2010'], remainder: 'return', copies: 1 },
};

export const row = (facts: object = {}): any => ({
  ...{ parameter: '抗拉强度', unit: 'MPa', requirement: '≥800', result: '856', verdict: 'pass' },
  ...facts,
});

/** Results of both parameters; the hardness is never within the approval of the institute. */
export const results = (rows: object[], facts: object = {}): object => ({
  ...{ startedOn: TODAY, performedOn: TODAY, place: '本所力学实验室', temperatureC: '22.5', humidityPercent: '48' },
  results: rows,
  ...facts,
});

export const hardness = (facts: object = {}): any =>
  row({ parameter: '洛氏硬度', unit: 'HRC', requirement: '22～32', result: '27', method: 'GB/T 230.1-2018', ...facts });

/** Orders for tests, brought to where a test starts. */
export interface TestingLife {
  /** A row of the institute's approval for tensile strength. */
  capability(facts?: object): Promise<any>;
  draft(change?: object, lines?: object[]): Promise<Answer>;
  /** A sample that lies on the bench of its tester. */
  assigned(change?: object, lines?: object[]): Promise<any>;
  enter(itemId: string, body: object): Promise<Answer>;
}

export function testingLife(city: TestCity, client: Caller = city.cast.machineShop): TestingLife {
  const { metrologyClerk, metrologyAdmin, verifier } = city.cast;
  const path = (id: string, event: string): string => `/v1/metrology-orders/${id}/${event}`;
  let year = 2000;
  const life: TestingLife = {
    async capability(facts = {}) {
      year += 1;
      const body = {
        ...{ category: '金属材料', object: '紧固件', parameter: '抗拉强度', methodNo: 'GB/T 228.1-2021' },
        ...{ accreditationNo: '230020340001', validFrom: `${year}-01-01`, validTo: '2030-12-31', ...facts },
      };
      return ok(await metrologyAdmin.post('/v1/testing-capabilities', body));
    },
    draft: (change = {}, lines = [{ sample: BOLTS, test: STRENGTH }]) =>
      client.post('/v1/metrology-orders', {
        ...{ laboratoryId: metrologyClerk.organisationId, service: 'testing', contactName: '质检科' },
        ...{ contactPhone: '0535-6000009', items: lines, ...change },
      }),
    async assigned(change = {}, lines) {
      const { id } = ok(await life.draft(change, lines));
      const { items } = ok(await client.post(path(id, 'order-submission')));
      const quoted = items.map((item: any) => ({ itemId: item.id, priceFen: 60_000, promisedDays: 5 }));
      ok(await metrologyClerk.post(path(id, 'quotation'), { lines: quoted }));
      ok(await client.post(path(id, 'quotation-approval')));
      const { id: windowId } = await orderLife(city).window();
      ok(await client.post(path(id, 'delivery-appointment'), { windowId }));
      const came = items.map((item: any) => ({ itemId: item.id, condition: '外观完好，数量相符' }));
      ok(await metrologyClerk.post(path(id, 'receipt'), { items: came }));
      const body = { verifierId: verifier.userId };
      return ok(await metrologyAdmin.post(`/v1/metrology-items/${items[0].id}/assignment`, body));
    },
    enter: (itemId, body) => verifier.post(`/v1/metrology-items/${itemId}/test-result`, body),
  };
  return life;
}
