import type { TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { good, mandate } from '../../support/mandates';

export const FILINGS = '/v1/elevator-filings';

/** The lifts of a user unit that has given no mandate yet, and what is done about them. */
export interface MandatedLifts {
  /** Kept by the contractor as the register says, due this month. */
  device(facts?: object): Promise<any>;
  /** A mandate over one of them, with all scopes, of a year. */
  over(one: { id: string }, facts?: object): Promise<any>;
}

let serial = 0;

export function mandatedLifts({ cast: { hospital: unit, contractor } }: TestCity): MandatedLifts {
  return {
    async device(facts = {}) {
      serial += 1;
      const lift = { categoryCode: '3110', districtCode: '370602', floors: 6, stops: 6, doors: 6, liftHeightM: '18' };
      const load = { ratedLoadKg: '1000', ratedSpeedMs: '1.75', maintenanceUnitId: contractor.organisationId };
      const named = { internalNo: `M-${serial}`, address: '烟台市芝罘区委托路 1 号', baseMonth: '2025-03' };
      return good(await unit.post('/v1/elevators', { ...lift, ...load, ...named, ...facts }));
    },
    over: (one, facts = {}) => mandate(unit, contractor, { subjectIds: [one.id], ...facts }),
  };
}

export function draft(by: Caller, { id }: { id: string }): Promise<Answer> {
  return by.post(FILINGS, { elevatorId: id });
}

export function post(by: Caller, { id }: { id: string }, route: string, body?: object): Promise<Answer> {
  return by.post(`${FILINGS}/${id}/${route}`, body);
}
