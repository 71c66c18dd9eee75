import { OccupancyService } from '../../libs/lines/equipment/src/calendar/occupancy.service';
import type { Tx } from '@nqi/shared/database';
import {
  ASTRAY,
  OVERLAPS,
  slotsFrom,
  storm,
  type StormClient,
  stormMachine,
  type StormTally,
} from '../bench/booking-storm';
import { startCity, type TestCity } from '../support/city';
import type { Caller } from '../support/client';
import { callerAt } from './http-cast';
import { endAll, startApi } from './processes';

const CLIENTS = 40;
const SLOTS = 20;
const MACHINES = 6;
const STORMS = 6;

/** Tomorrow, at midnight in the city, of the tests' today. */
const TOMORROW = new Date('2026-03-03T00:00:00+08:00');

describe('a storm of bookings', () => {
  let city: TestCity;
  let serial = 0;
  beforeAll(async () => (city = await startCity()));
  afterAll(async () => {
    await endAll();
    await city.close();
  });

  async function machines(): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < MACHINES; index += 1) {
      const { status, body } = await city.cast.equipmentManager.post('/v1/equipment', stormMachine((serial += 1)));
      if (status !== 201) throw new Error(JSON.stringify(body));
      ids.push(body.id);
    }
    return ids;
  }

  /** @param at how somebody of the cast reaches an api, by the number of the client */
  async function blow(clients: number, at: (who: Caller, index: number) => StormClient): Promise<StormTally> {
    const { machineShop, machineShopUser, hospital, stranger, contractor, equipmentManager } = city.cast;
    const people = [machineShop, machineShopUser, hospital, stranger, contractor];
    return storm({
      clients: Array.from({ length: clients }, (_, index) => at(people[index % people.length] ?? stranger, index)),
      managers: [at(equipmentManager, 0), at(equipmentManager, 1)],
      equipmentIds: await machines(),
      slots: slotsFrom(TOMORROW, SLOTS),
    });
  }

  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number(Object.values((await city.db.query<Record<string, number>[]>(sql, values))[0] ?? {})[0]);
  const deadlocks = (): Promise<number> =>
    count('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');

  it('over two api processes leaves no overlap, no fault and no deadlock behind', async () => {
    const before = await deadlocks();
    const apis = await Promise.all([startApi(city.config), startApi(city.config)]);
    const tally = await blow(CLIENTS, (who, index) => callerAt(apis[index % 2]?.url ?? '', city.config, who));
    expect(tally.unexpected).toEqual([]);
    expect(tally.requests).toBeGreaterThan(CLIENTS * SLOTS);
    expect(tally.booked).toBeGreaterThan(SLOTS);
    expect(tally.answers.get('409 equipment.slot_taken')).toBeGreaterThan(CLIENTS);
    expect(await count(OVERLAPS)).toBe(0);
    expect(await count(ASTRAY)).toBe(0);
    expect(await deadlocks()).toBe(before);
    expect(apis.map((api) => api.output()).join('')).not.toMatch(/"level":(50|"error")/);
  });

  describe('in which something is missing', () => {
    const CONSTRAINT = 'occupancies_free_excl';
    const FEW = 24;

    /** The equipment is read without its lock, as by somebody who forgot it. */
    function unlock(): () => void {
      const service = city.app.get(OccupancyService);
      const lock = service.lock.bind(service);
      service.lock = (tx, ids) =>
        lock(
          {
            sql: (text: string, values: unknown[]) => tx.sql(text.replace('FOR NO KEY UPDATE OF e', ''), values),
          } as Tx,
          ids,
        );
      return () => (service.lock = lock);
    }
    const inProcess = (who: Caller): StormClient => who;
    let definition = '';

    /** In one storm nobody may happen to meet: blows until somebody has. */
    async function blowUntil(hasMet: (tally: StormTally) => boolean | Promise<boolean>): Promise<void> {
      const relock = unlock();
      try {
        for (let storms = 0; storms < STORMS; storms += 1) if (await hasMet(await blow(FEW, inProcess))) return;
      } finally {
        relock();
      }
      throw new Error(`nobody met in ${STORMS} storms`);
    }

    it('is still held by the constraint when only the lock is missing, at the price of harsher answers', async () => {
      // Whoever runs into the law hears no free slots.
      await blowUntil(({ unexpected }) => unexpected.length > 0);
      expect(await count(OVERLAPS)).toBe(0);
    });

    it('is still held by the lock when only the constraint is missing', async () => {
      [{ definition }] = await city.db.query(
        'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
        [CONSTRAINT],
      );
      await city.db.query(`ALTER TABLE occupancies DROP CONSTRAINT ${CONSTRAINT}`);
      const tally = await blow(FEW, inProcess);
      expect(tally.unexpected).toEqual([]);
      expect(await count(OVERLAPS)).toBe(0);
    });

    it('is seen by the checker when both are missing', async () => {
      await blowUntil(async () => (await count(OVERLAPS)) > 0);
      // The constraint would not have it.
      await expect(city.db.query(`ALTER TABLE occupancies ADD CONSTRAINT ${CONSTRAINT} ${definition}`)).rejects.toThrow(
        CONSTRAINT,
      );
    });
  });
});
