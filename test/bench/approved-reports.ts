import { setTimeout as pause } from 'node:timers/promises';
import { cityDate } from '@nqi/shared/calendar';
import type { Caller } from './caller';
import type { BenchCity } from './city';
import { fileableDevices, fileBatch } from './fileable-devices';
import { secondsFor } from './load';

/** The people of the demo city through whose hands a filing goes. */
const PHONES = {
  admin: '13800000010',
  clerk: '13800000011',
  finance: '13800000012',
  inspector: '13800000013',
  second: '13800000014',
  checker: '13800000015',
  signatory: '13800000016',
};
const LANES = 4;
const LOOK_MS = 20;
const WAIT_PATIENCE_MS = 60_000;
const READY_SITE = {
  ...{ temperatureC: '21.5', supplyVoltageDeviationPercent: '-1.5' },
  ...{ isGuarded: true, isMaintainerPresent: true },
};

type Cast = Record<keyof typeof PHONES, Caller>;

/** Filings driven to their conclusion through the api, whose reports can then be approved a portion at a time. */
export class ApprovedReports {
  private constructor(
    private readonly cast: Cast,
    private readonly reportIds: string[],
  ) {}

  static async prepare(city: BenchCity, count: number): Promise<ApprovedReports> {
    const contractor = await city.contractor();
    const cast = {} as Cast;
    for (const [who, phone] of Object.entries(PHONES)) cast[who as keyof Cast] = await city.caller(phone);
    const codes = (await fileableDevices(city)).slice(0, count);
    const filings = await fileBatch(contractor, codes);
    await secondsFor(filings, LANES, (id) => accept(cast, id));
    await pay(contractor, cast.finance, filings);
    const reportIds: string[] = [];
    await secondsFor(filings, LANES, async (id) => void reportIds.push(await inspect(cast, id)));
    return new ApprovedReports(cast, reportIds);
  }

  /** Approves the next reports, which puts their rendering into the queue. @returns their ids */
  async approve(count: number): Promise<string[]> {
    const { checker, signatory } = this.cast;
    const next = this.reportIds.splice(0, count);
    await secondsFor(next, LANES, async (id) => {
      await checker.post(`/v1/reports/${id}/check`);
      await signatory.post(`/v1/reports/${id}/approval`);
    });
    return next;
  }

  /** Approves the next report. @returns the milliseconds until its file can be had */
  async approveAndWait(): Promise<number> {
    const { checker, signatory } = this.cast;
    const path = `/v1/reports/${this.reportIds.shift()}`;
    await checker.post(`${path}/check`);
    const began = performance.now();
    await signatory.post(`${path}/approval`);
    while (performance.now() - began < WAIT_PATIENCE_MS) {
      if ((await signatory.get<{ state: string }>(path)).state === 'issued') return performance.now() - began;
      await pause(LOOK_MS);
    }
    const { rendering } = await signatory.get<{ rendering: object }>(path);
    throw new Error(`${path} was not issued in time: ${JSON.stringify(rendering)}`);
  }
}

async function accept({ clerk }: Cast, id: string): Promise<void> {
  await clerk.post(`/v1/elevator-filings/${id}/acceptance`);
  await clerk.post(`/v1/elevator-filings/${id}/fee-assessment`);
}

async function pay(contractor: Caller, finance: Caller, subjectIds: readonly string[]): Promise<void> {
  const request = { kind: 'elevator_filing', subjectIds };
  const order = await contractor.post<{ id: string; number: string; amountFen: number }>('/v1/payment-orders', request);
  const payment = { paidOn: today(), bankReference: `B-${order.number}`, amountFen: order.amountFen };
  await finance.post(`/v1/payment-orders/${order.id}/confirmation`, payment);
}

/** @returns the id of the report that the conclusion drafted */
async function inspect({ clerk, admin, inspector, second }: Cast, id: string): Promise<string> {
  const path = `/v1/elevator-filings/${id}`;
  await clerk.post(`${path}/appointment`, { scheduledOn: today(), scheduledPeriod: 'morning' });
  await admin.post(`${path}/dispatch`, { inspectorIds: [inspector.userId, second.userId] });
  await inspector.post(`${path}/arrival`, READY_SITE);
  const { items } = await inspector.get<{ items: { no: number }[] }>(`${path}/checklist`);
  const findings = items.map(({ no }) => ({ no, result: 'pass' }));
  const conclusion = { inspectedOn: today(), items: findings };
  const { reportId } = await inspector.post<{ reportId: string }>(`${path}/conclusion`, conclusion);
  return reportId;
}

function today(): string {
  return cityDate(new Date());
}
