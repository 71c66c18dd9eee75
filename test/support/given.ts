import type { FilingState } from '../../libs/lines/elevators/src/filings/filing.workflow';
import type { Answer } from './client';
import type { TestCity } from './city';

/** The tests' today, in the city. */
export const TODAY = '2026-03-02';

/** Fails loudly when a step of the preparation is refused. */
function ok({ status, body }: Answer): any {
  if (status >= 400) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
  return body;
}

let serial = 0;

/** Real records, made by the real api, in the state that a test starts from. */
export function given({ cast }: TestCity): {
  elevator(facts?: object): Promise<any>;
  filing(state?: FilingState): Promise<any>;
} {
  const steps: [FilingState, (id: string) => Promise<unknown>][] = [
    ['submitted', async (id) => ok(await cast.contractor.post(`/v1/elevator-filings/${id}/submission`))],
    ['accepted', async (id) => ok(await cast.clerk.post(`/v1/elevator-filings/${id}/acceptance`))],
    ['fee_assessed', async (id) => ok(await cast.clerk.post(`/v1/elevator-filings/${id}/fee-assessment`))],
    ['paid', (id) => pay(id)],
    [
      'scheduled',
      async (id) =>
        ok(
          await cast.clerk.post(`/v1/elevator-filings/${id}/appointment`, {
            scheduledOn: TODAY,
            scheduledPeriod: 'morning',
          }),
        ),
    ],
    [
      'dispatched',
      async (id) =>
        ok(
          await cast.admin.post(`/v1/elevator-filings/${id}/dispatch`, {
            inspectorIds: [cast.inspector.userId, cast.secondInspector.userId],
          }),
        ),
    ],
    ['on_site', async (id) => ok(await cast.inspector.post(`/v1/elevator-filings/${id}/arrival`, READY_SITE))],
    ['concluded', (id) => concludeAllPass(id)],
  ];

  async function pay(id: string): Promise<void> {
    const order = ok(await cast.contractor.post('/v1/payment-orders', { kind: 'elevator_filing', subjectIds: [id] }));
    const confirmation = { paidOn: TODAY, bankReference: `B-${order.number}`, amountFen: order.amountFen };
    ok(await cast.finance.post(`/v1/payment-orders/${order.id}/confirmation`, confirmation));
  }

  async function concludeAllPass(id: string): Promise<void> {
    const { items } = ok(await cast.inspector.get(`/v1/elevator-filings/${id}/checklist`));
    const findings = items.map(({ no }: { no: number }) => ({ no, result: 'pass' }));
    ok(await cast.inspector.post(`/v1/elevator-filings/${id}/conclusion`, { inspectedOn: TODAY, items: findings }));
  }

  /** A traction lift of the user unit, kept by the contractor, due this month. */
  async function elevator(facts: object = {}): Promise<any> {
    serial += 1;
    const body = {
      categoryCode: '3110',
      internalNo: `T-${serial}`,
      address: '烟台市芝罘区测试路 1 号',
      districtCode: '370602',
      ...{ floors: 18, stops: 18, doors: 18, liftHeightM: '54', ratedLoadKg: '1000', ratedSpeedMs: '1.75' },
      baseMonth: '2025-03',
      maintenanceUnitId: cast.contractor.organisationId,
      ...facts,
    };
    return ok(await cast.userUnit.post('/v1/elevators', body));
  }

  return {
    elevator,
    /** Driven there through the real events; `report_issued` needs a worker and its own test. */
    async filing(state: FilingState = 'draft') {
      const { id: elevatorId } = await elevator();
      const { id } = ok(await cast.contractor.post('/v1/elevator-filings', { elevatorId, requestedOn: TODAY }));
      for (const [reached, step] of steps) {
        if ((await cast.contractor.get(`/v1/elevator-filings/${id}`)).body.state === state) break;
        await step(id);
        if (reached === state) break;
      }
      return (await cast.contractor.get(`/v1/elevator-filings/${id}`)).body;
    },
  };
}

/** A site on which an inspection may start. */
export const READY_SITE = {
  temperatureC: '21.5',
  supplyVoltageDeviationPercent: '-1.5',
  isGuarded: true,
  isMaintainerPresent: true,
};
