import { RatingService } from '@nqi/platform/ratings';
import { Transactions } from '@nqi/shared/database';
import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { good } from '../../support/mandates';

const DAY = 86_400_000;

describe('what follows from ratings', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  let serial = 0;
  /** As a line does once it knows that the rater took part and the service has ended. */
  const rate = async (by: Caller, grade: number, facts: object = {}): Promise<unknown> => {
    serial += 1;
    const subject = {
      ...{ kind: 'elevator_filing', id: `01890000-0000-7000-8000-${String(serial).padStart(12, '0')}` },
      ...{ ratedOrganisationId: city.cast.clerk.organisationId, endedAt: null, ...facts },
    };
    const { app } = city;
    return app
      .get(Transactions)
      .run((tx) => app.get(RatingService).rate(tx, by as never, subject, { grade, comment: '来晚了' }));
  };

  it('a low grade opens a task, which is answered, returned, answered again and closed', async () => {
    const { contractor, clerk, operator, stranger, finance } = city.cast;
    await rate(contractor, 3);
    await rate(contractor, 2);
    const { items } = (await clerk.get('/v1/rating-tasks')).body;
    expect(items).toEqual([
      expect.objectContaining({ state: 'open', grade: 2, comment: '来晚了', answerBy: '2026-03-12' }),
    ]);
    const path = `/v1/rating-tasks/${items[0].id}`;
    for (const other of [stranger, contractor]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await other.get('/v1/rating-tasks')).body.items).toEqual([]);
    }
    expect((await finance.post(`${path}/answer`, { answer: '已整改' })).status).toBe(403);
    expect((await clerk.post(`${path}/answer`, { answer: ' ' })).status).toBe(400);
    expect((await operator.post(`${path}/closure`)).status).toBe(409);
    expect(good(await clerk.post(`${path}/answer`, { answer: '已致歉' })).state).toBe('answered');
    expect(good(await operator.post(`${path}/return`, { reason: '请说明整改措施' })).state).toBe('open');
    good(await clerk.post(`${path}/answer`, { answer: '已调整排班' }));
    expect((await clerk.post(`${path}/closure`)).status).toBe(403);
    expect(good(await operator.post(`${path}/closure`))).toMatchObject({ state: 'closed', openEvents: [] });
  });

  it('are counted for each organisation', async () => {
    const { operator, clerk, userUnit } = city.cast;
    await rate(userUnit, 5);
    const { body } = await operator.get(`/v1/satisfaction?organisationId=${clerk.organisationId}`);
    const rows = await city.db.query('SELECT grade FROM ratings WHERE rated_organisation_id = $1', [
      clerk.organisationId,
    ]);
    const grades: number[] = rows.map(({ grade }: any) => grade);
    const mean = grades.reduce((sum, grade) => sum + grade, 0) / grades.length;
    expect(body.items).toHaveLength(1);
    expect(body.items[0].ratings).toBe(grades.length);
    expect(body.items[0].index).toBeCloseTo(mean * 20, 2);
    expect(body.items[0].satisfiedPercent).toBeCloseTo(
      (100 * grades.filter((one) => one >= 3).length) / grades.length,
      1,
    );
    expect((await operator.get('/v1/satisfaction?from=soon')).status).toBe(400);
    expect((await operator.get('/v1/satisfaction?from=2031-01-01')).body.items).toEqual([]);
  });

  it('are refused of the own service, and long after its end', async () => {
    const { clerk, contractor } = city.cast;
    await expect(rate(clerk, 5)).rejects.toMatchObject({ code: 'ratings.own_service' });
    const endedAt = new Date(Date.parse('2026-03-02T09:00:00+08:00') - 181 * DAY);
    await expect(rate(contractor, 5, { endedAt })).rejects.toMatchObject({ code: 'ratings.too_late' });
    await rate(contractor, 5, { endedAt: new Date(endedAt.getTime() + DAY) });
  });
});
