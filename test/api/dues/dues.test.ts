import { Sweeper } from '@nqi/shared/jobs';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { good, mandate, revokeSeeded } from '../../support/mandates';
import { given, TODAY } from '../../support/given';
import { allPages } from '../../support/seen-by';

describe('dues', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
    await revokeSeeded(city);
  });
  afterAll(() => city.close());

  const duesOf = async (by: Caller, { id }: { id: string }, query = ''): Promise<any[]> =>
    (await by.get(`/v1/dues?subjectId=${id}${query}`)).body.items;
  const kinds = (dues: any[]): string[] => dues.map(({ kind, dueOn }) => `${kind} ${dueOn}`).sort();

  it('are there at once: inspection, self-test, governor and brake, each for itself', async () => {
    const { userUnit, clerk, operator, regulator, stranger, contractor } = city.cast;
    const lift = await given(city).elevator({ baseMonth: '2025-03' });
    const dues = await duesOf(userUnit, lift);
    expect(kinds(dues)).toEqual([
      ...['elevator_brake_test 2031-03-31', 'elevator_governor_calibration 2027-03-31'],
      ...['elevator_inspection 2026-03-31', 'elevator_self_test 2027-03-31'],
    ]);
    expect(dues[0]).toMatchObject({
      ...{
        kind: 'elevator_inspection',
        subjectType: 'elevator',
        subjectId: lift.id,
        organisationId: userUnit.organisationId,
      },
      ...{
        institutionId: clerk.organisationId,
        districtCode: '370602',
        state: 'open',
        isOverdue: false,
        isInHand: false,
      },
      ...{ rule: 't7001-2023', actBy: '2026-02-28', daysOver: -29, label: lift.internalNo },
      action: { rel: 'file', href: '/v1/elevator-filings' },
    });
    for (const seer of [clerk, operator, regulator]) expect(await duesOf(seer, lift)).toHaveLength(4);
    for (const other of [stranger, contractor]) expect(await duesOf(other, lift)).toEqual([]);
    const held = await mandate(userUnit, contractor, { subjectIds: [lift.id] });
    expect(await duesOf(contractor, lift)).toHaveLength(4);
    good(await userUnit.post(`/v1/mandates/${held.id}/revocation`, { reason: '合同终止' }));
    expect(await duesOf(contractor, lift)).toEqual([]);
  });

  it('follow the facts: a test that was done, a device out of use', async () => {
    const { userUnit } = city.cast;
    const lift = await given(city).elevator({ baseMonth: '2024-03', manufacturedOn: '2008-01-01' });
    const change = async (facts: object): Promise<string[]> => {
      const { headers } = await userUnit.get(`/v1/elevators/${lift.id}`);
      good(await userUnit.patch(`/v1/elevators/${lift.id}`, facts, { 'if-match': headers.etag ?? '' }));
      return kinds(await duesOf(userUnit, lift));
    };
    expect(kinds(await duesOf(userUnit, lift))).toContain('elevator_governor_calibration 2025-03-31');
    expect(await change({ governorCalibratedOn: '2026-02-10', lastSelfTestedOn: '2026-02-10' })).toEqual([
      ...['elevator_brake_test 2030-03-31', 'elevator_governor_calibration 2027-02-28'],
      ...['elevator_inspection 2025-03-31', 'elevator_self_test 2027-03-31'],
    ]);
    const settled = await duesOf(userUnit, lift, '&state=settled');
    expect(kinds(settled)).toContain('elevator_governor_calibration 2025-03-31');
    expect(await change({ state: 'out_of_use' })).toEqual([]);
    expect(await duesOf(userUnit, lift, '&state=dropped')).toHaveLength(4);
    expect(await change({ state: 'in_use' })).toHaveLength(4);
  });

  it('are not there without a base month, nor can such a device be filed', async () => {
    const { userUnit } = city.cast;
    const lift = await given(city).elevator({ baseMonth: undefined });
    expect(await duesOf(userUnit, lift)).toEqual([]);
    const { body } = await userUnit.post('/v1/elevator-filings', { elevatorId: lift.id });
    expect(body.code).toBe('elevators.no_due_date');
  });

  it('are in hand while a filing is under way, and open again when it is withdrawn', async () => {
    const { userUnit } = city.cast;
    const lift = await given(city).elevator();
    const inspection = async (): Promise<any> =>
      (await duesOf(userUnit, lift)).find(({ kind }) => kind === 'elevator_inspection');
    const filing = good(await userUnit.post('/v1/elevator-filings', { elevatorId: lift.id }));
    expect(await inspection()).toMatchObject({ isInHand: false });
    good(await userUnit.post(`/v1/elevator-filings/${filing.id}/submission`));
    const href = `/v1/elevator-filings/${filing.id}`;
    expect(await inspection()).toMatchObject({ isInHand: true, action: { rel: 'filing', href } });
    good(await userUnit.post(`${href}/withdrawal`, {}));
    expect(await inspection()).toMatchObject({ isInHand: false, action: { rel: 'file' } });
  });

  it('are filed all at once, own ones and those of mandates, and once', async () => {
    const { hospital, contractor, stranger } = city.cast;
    const lift = async (baseMonth: string): Promise<any> =>
      good(
        await hospital.post('/v1/elevators', {
          ...{ categoryCode: '3110', address: '烟台市', districtCode: '370602', baseMonth },
          internalNo: `D-${baseMonth}`,
        }),
      );
    const [early, late, far] = [await lift('2025-04'), await lift('2025-01'), await lift('2025-09')];
    await mandate(hospital, contractor, { subjectIds: [late.id] });
    const preview = await contractor.post('/v1/elevator-filing-batches/due?validateOnly=true', {});
    expect(preview.body.items.map(({ resource }: any) => resource.elevatorId)).toEqual([late.id]);
    const first = await contractor.post('/v1/elevator-filing-batches/due', {});
    expect([first.status, first.body.accepted, first.body.isMore]).toEqual([200, 1, false]);
    const second = await hospital.post('/v1/elevator-filing-batches/due', { requestedOn: '2026-03-05' });
    expect(second.body.items.map(({ resource }: any) => resource.elevatorId)).toEqual([early.id]);
    const third = await hospital.post('/v1/elevator-filing-batches/due', {});
    expect([third.status, third.body.accepted, third.body.batchId]).toEqual([200, 0, null]);
    expect(await duesOf(hospital, far, '&isInHand=true')).toEqual([]);
    const nothing = await stranger.post('/v1/elevator-filing-batches/due', {});
    expect(nothing.body.accepted).toBe(0);
    const bad = await hospital.post('/v1/elevator-filing-batches/due', { dueTo: 'soon', x: 1 });
    expect(bad.status).toBe(400);
  });

  it('are filed once when four ask at the same moment', async () => {
    const { machineShop } = city.cast;
    for (let no = 0; no < 3; no += 1) {
      good(
        await machineShop.post('/v1/elevators', {
          ...{
            categoryCode: '3110',
            address: '烟台市',
            districtCode: '370602',
            baseMonth: '2025-03',
            internalNo: `Q-${no}`,
          },
        }),
      );
    }
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => machineShop.post('/v1/elevator-filing-batches/due', {})),
    );
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect(answers.reduce((sum, { body }) => sum + (body.accepted ?? 0), 0)).toBe(3);
  });

  it('stand in pages and filters, and refuse what they do not know', async () => {
    const { userUnit, regulator, operator } = city.cast;
    const all = await allPages(userUnit, '/v1/dues');
    expect(all.length).toBeGreaterThan(40);
    expect(all.map(({ dueOn }) => dueOn)).toEqual(all.map(({ dueOn }) => dueOn).toSorted());
    const only = await allPages(userUnit, '/v1/dues?kind=elevator_inspection&dueFrom=2026-03-01&dueTo=2026-03-31');
    expect(only.length).toBeGreaterThan(0);
    expect(only.every(({ kind, dueOn }) => kind === 'elevator_inspection' && dueOn === '2026-03-31')).toBe(true);
    const overdue = await allPages(userUnit, '/v1/dues?isOverdue=true');
    expect(overdue.every(({ isOverdue, dueOn }) => isOverdue && dueOn < TODAY)).toBe(true);
    for (const query of ['x=1', 'kind=A', 'dueTo=soon', 'state=late', 'cursor=no'])
      expect((await userUnit.get(`/v1/dues?${query}`)).status).toBe(400);
    const [mine, everybodys] = [await allPages(regulator, '/v1/dues'), await allPages(operator, '/v1/dues')];
    expect(mine.every(({ districtCode }) => districtCode?.startsWith('3706'))).toBe(true);
    expect(everybodys.length).toBeGreaterThanOrEqual(mine.length);
  });

  it('are counted on a board for who oversees them', async () => {
    const { regulator, operator, userUnit, stranger } = city.cast;
    const { body } = await operator.get('/v1/dues/board?kind=elevator_inspection');
    const all = await allPages(operator, '/v1/dues?kind=elevator_inspection');
    const zhifu = all.filter(({ districtCode }) => districtCode === '370602');
    expect(body.items.find(({ districtCode }: any) => districtCode === '370602')).toMatchObject({
      overdue: zhifu.filter(({ isOverdue }) => isOverdue).length,
      overdueInHand: zhifu.filter(({ isOverdue, isInHand }) => isOverdue && isInHand).length,
    });
    expect((await regulator.get('/v1/dues/board')).status).toBe(200);
    for (const other of [userUnit, stranger]) expect((await other.get('/v1/dues/board')).status).toBe(403);
  });

  it('are computed by three workers at once as one would, and repaired where something was lost', async () => {
    const rows = async (): Promise<any[]> =>
      city.db.query(
        `SELECT kind, subject_id, due_on, is_in_hand, label FROM dues WHERE state = 'open' ORDER BY 1, 2, 3`,
      );
    const before = await rows();
    await city.db.query(
      `DELETE FROM dues WHERE kind = 'elevator_brake_test' AND id NOT IN (SELECT due_id FROM due_reminders)`,
    );
    await city.db.query(`UPDATE dues SET label = 'wrong' WHERE kind = 'elevator_self_test'`);
    const workers = [await city.startWorker(), await city.startWorker(), await city.startWorker()];
    await Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
    await Promise.all(workers.map((worker) => worker.get(Sweeper).sweep()));
    expect(await rows()).toEqual(before);
    for (const worker of workers) await worker.close();
  });
});
