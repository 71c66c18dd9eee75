import { ok } from '../api/reports/report-life';
import type { Caller } from '../support/client';
import { TODAY } from '../support/given';

/** A device of another organisation in another district, with a filing. */
export async function strangersElevator(stranger: Caller): Promise<{ elevatorId: string; filingId: string }> {
  const body = {
    ...{ categoryCode: '3110', internalNo: 'S-1', address: '龙口市陌生路 1 号', districtCode: '370681' },
    ...{ floors: 8, stops: 8, doors: 8, liftHeightM: '24', ratedLoadKg: '800', ratedSpeedMs: '1' },
    baseMonth: '2025-03',
  };
  const { id: elevatorId } = ok(await stranger.post('/v1/elevators', body));
  const { id: filingId } = ok(await stranger.post('/v1/elevator-filings', { elevatorId, requestedOn: TODAY }));
  return { elevatorId, filingId };
}
