import { canSee as canSeeDevice } from '../../../libs/lines/elevators/src/visibility.policy';
import { canSee as canSeeFiling } from '../../../libs/lines/elevators/src/filings/filing.policy';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { TODAY } from '../../support/given';
import { good, mandate, revoke, scopesAmong } from '../../support/mandates';
import { allPages, seenBy } from '../../support/seen-by';
import { until } from '../../support/until';
import { draft, FILINGS, type MandatedLifts, mandatedLifts, post } from './mandated-lifts';

describe('what mandates open', () => {
  let city: TestCity;
  let unit: Caller;
  let contractor: Caller;
  let device: MandatedLifts['device'];
  let over: MandatedLifts['over'];
  beforeAll(async () => {
    city = await startCity();
    ({ hospital: unit, contractor } = city.cast);
    ({ device, over } = mandatedLifts(city));
  });
  afterAll(() => city.close());

  it('lists devices and filings as the policies say, whatever mandates there are', async () => {
    const { machineShop, stranger } = city.cast;
    await mandate(machineShop, contractor, { coversAll: true, scopes: ['pay'], validTo: TODAY });
    await mandate(machineShop, stranger, { coversAll: true, validFrom: '2026-03-03' });
    for (const no of [1, 2, 3]) {
      const facts = { address: '烟台市', internalNo: `S-${no}`, baseMonth: '2025-03', districtCode: '370611' };
      const lift = good(await machineShop.post('/v1/elevators', facts));
      const filing = good(await draft(machineShop, lift));
      if (no > 1) good(await post(machineShop, filing, 'submission'));
    }
    const lifts = [await device(), await device(), await device({ maintenanceUnitId: null }), await device()];
    const [whole, payOnly, later, revoked] = lifts as [any, any, any, any];
    await over(whole);
    await over(payOnly, { scopes: ['pay'] });
    await over(later, { validFrom: '2026-03-03' });
    await revoke(unit, await over(revoked));
    for (const [no, lift] of lifts.entries()) {
      const filing = good(await draft(unit, lift));
      if (no % 2) good(await post(unit, filing, 'submission'));
    }
    const scopes = await scopesAmong(city, TODAY);
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const devices = (await allPages(caller, '/v1/elevators?sort=nextInspectionDueOn')).map(({ id }) => id);
      const visible = await seenBy(city, caller, 'elevators', (actor, row, prefix) =>
        canSeeDevice(actor, row, prefix, scopes(actor.organisationId, row.id, row.userUnitId).size > 0),
      );
      expect([name, devices.toSorted()]).toEqual([name, visible.toSorted()]);
      const filings = (await allPages(caller, `${FILINGS}?include=openEvents`)).map(({ id }) => id);
      const seen = await seenBy(city, caller, 'elevator_filings', (actor, row, prefix) =>
        canSeeFiling(actor, row, prefix, scopes(actor.organisationId, row.elevatorId, row.userUnitId)),
      );
      expect([name, filings.toSorted()]).toEqual([name, seen.toSorted()]);
    }
    const ofShop = `unit=${encodeURIComponent('精工机械')}`;
    expect(await allPages(contractor, `/v1/elevators?${ofShop}`)).toHaveLength(3);
    const own = (await allPages(contractor, FILINGS)).filter(({ userUnitId }) => userUnitId === unit.organisationId);
    expect(own.map(({ elevator }) => elevator.id).toSorted()).toEqual([whole.id, payOnly.id].toSorted());
  });

  it('is refused when the revocation was there first, and revoked after the filing when it was not', async () => {
    const [one, other] = [await device(), await device()];
    const [first, second] = [await over(one), await over(other)];
    const waits = async (): Promise<boolean> => {
      const [{ count }] = await city.db.query(
        `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return count === 1;
    };
    const inTransaction = async (sql: string, id: string, meanwhile: () => Promise<Answer>): Promise<Answer> => {
      const runner = city.db.createQueryRunner();
      await runner.startTransaction();
      await runner.query(sql, [id]);
      const answer = meanwhile();
      await until(waits);
      await runner.commitTransaction();
      await runner.release();
      return answer;
    };
    const refused = await inTransaction(`UPDATE mandates SET state = 'revoked' WHERE id = $1`, first.id, () =>
      draft(contractor, one),
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'elevators.no_mandate']);
    // A filing that has begun holds its mandate; the revocation waits for it.
    const revoked = await inTransaction('SELECT id FROM mandates WHERE id = $1 FOR SHARE', second.id, () =>
      unit.post(`/v1/mandates/${second.id}/revocation`, { reason: '终止' }),
    );
    expect([revoked.status, revoked.body.state]).toEqual([200, 'revoked']);

    for (let round = 0; round < 8; round += 1) {
      const lift = await device();
      const { id } = await over(lift);
      const [filed, ended] = await Promise.all([
        draft(contractor, lift),
        unit.post(`/v1/mandates/${id}/revocation`, { reason: '终止' }),
      ]);
      expect([201, 422]).toContain(filed.status);
      expect([ended.status, filed.body.mandateId ?? id]).toEqual([200, id]);
      expect((await draft(contractor, lift)).status).toBe(422);
    }
  });
});
