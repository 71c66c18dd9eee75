import { Transactions } from '@nqi/shared/database';
import { InstrumentValidityService } from '../../../libs/lines/metrology/src/instruments/instrument-validity.service';
import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';

let serial = 0;
/** The boiler-room gauge of the handbook: under mandatory verification, every six months. */
export const gauge = (facts: object = {}): object => ({
  ...{ name: '弹簧管式一般压力表', modelSpec: 'Y-100', serialNo: `T-${++serial}`, measuringRange: '（0～1.6）MPa' },
  ...{ accuracyClass: '1.6级', purpose: 'safety_protection', catalogueItemCode: 'QJ-19', usePlace: '锅炉房' },
  ...facts,
});
export const caliper = (facts: object = {}): object => ({
  ...{ name: '游标卡尺', modelSpec: '0-150/0.02', serialNo: `T-${++serial}`, measuringRange: '0-150mm' },
  ...{ purpose: 'other', regulationSeries: 'jjg 30', ...facts },
});

/** What tests do with a ledger, through the api and, for what orders do, through the service that they will call. */
export interface Ledger {
  /** Fails loudly when it is refused. */
  register(facts: object, caller?: Caller): Promise<any>;
  /** On the ground of the version that the record carries. */
  patch(record: any, change: object, caller?: Caller, path?: string): Promise<Answer>;
  read(id: string, caller?: Caller): Promise<any>;
  validity<T>(work: (service: InstrumentValidityService, tx: any) => Promise<T>): Promise<T>;
}

export function ledgerOf(city: () => TestCity): Ledger {
  const hospital = (): Caller => city().cast.hospital;
  return {
    async register(facts, caller = hospital()) {
      const { status, body } = await caller.post('/v1/instruments', facts);
      if (status !== 201) throw new Error(`a step of the preparation was refused: ${JSON.stringify(body)}`);
      return body;
    },
    patch: (record, change, caller = hospital(), path = '') =>
      caller.patch(`/v1/instruments/${record.id}${path}`, change, { 'if-match': `"${record.version}"` }),
    read: async (id, caller = hospital()) => (await caller.get(`/v1/instruments/${id}`)).body,
    validity: (work) =>
      city()
        .app.get(Transactions)
        .run((tx) => work(city().app.get(InstrumentValidityService), tx)),
  };
}
