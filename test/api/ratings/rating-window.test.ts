import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { givenHelp } from '../../support/given-help';
import { booking, givenEquipment, ok } from '../equipment/given-equipment';

const [MINUTE, DAY] = [60_000, 86_400_000];
const WINDOW_DAYS = 180;

describe('the window for ratings', () => {
  let city: TestCity;
  beforeEach(async () => (city = await startCity()));
  afterEach(() => city.close());

  const rate = (by: Caller, path: string): Promise<Answer> => by.post(`${path}/rating`, { grade: 4 });
  /** Refused on the day after its last one, taken on the last one. */
  const rateAtItsEnd = async (path: string, from: string): Promise<void> => {
    const { machineShop, stranger } = city.cast;
    city.advance((WINDOW_DAYS + 1) * DAY);
    const { status, body } = await rate(machineShop, path);
    const until = new Date(Date.parse(from) + WINDOW_DAYS * DAY).toISOString().slice(0, 10);
    expect([status, body.code, body.until]).toEqual([409, 'ratings.too_late', until]);
    expect((await machineShop.get(`${path}/rating`)).body.items).toEqual([]);
    city.advance(-DAY);
    expect([403, 404]).toContain((await rate(stranger, path)).status);
    expect((await machineShop.post(`${path}/rating`, { grade: 6 })).status).toBe(400);
    expect((await rate(machineShop, path)).status).toBe(201);
  };

  it('of a help request begins when its answer is accepted', async () => {
    const help = givenHelp(city);
    await help.freeExperts();
    const answered = await help.request('answered');
    city.advance(3 * DAY);
    ok(await help.act(city.cast.machineShop, answered.id, 'acceptance'));
    await rateAtItsEnd(`/v1/help-requests/${answered.id}`, '2026-03-05');
  });

  it('of a booking begins with its statement, however long ago the machine was used', async () => {
    const { machineShop, equipmentManager } = city.cast;
    const given = givenEquipment(city);
    await city.startWorker();
    const { id: machineId } = await given.machine({ prices: { external: { perHourFen: 0 } } });
    const [{ startsAt }] = ok(await equipmentManager.get(`/v1/equipment/${machineId}/availability`)).free;
    const end = new Date(Date.parse(startsAt) + 30 * MINUTE).toISOString();
    const { id } = ok(await given.draft([machineId], startsAt, end));
    ok(await machineShop.post(booking(id, 'submission'), { acceptsAgreement: true }));
    ok(await equipmentManager.post(booking(id, 'approval'), {}));
    ok(await machineShop.post(booking(id, 'start')));
    city.advance(20 * MINUTE);
    ok(await machineShop.post(booking(id, 'finish')));
    city.advance(10 * DAY);
    const { reportId } = ok(await equipmentManager.post(booking(id, 'fee-submission'), {}));
    await given.issued(reportId);
    expect((await machineShop.get(booking(id))).body.state).toBe('settled');
    await rateAtItsEnd(booking(id), '2026-03-12');
  });
});
