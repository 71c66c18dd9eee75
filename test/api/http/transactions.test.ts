import { Transactions, type Tx } from '@nqi/shared/database';
import { startCity, type TestCity } from '../../support/city';

describe('a transaction', () => {
  let city: TestCity;
  let transactions: Transactions;
  beforeAll(async () => {
    city = await startCity();
    transactions = city.app.get(Transactions);
  });
  afterAll(() => city.close());

  const count = (tx: Tx, series: string): Promise<unknown> =>
    tx.sql('INSERT INTO number_series (series, value) VALUES ($1, 1)', [series]);
  const counted = async (series: string): Promise<number> =>
    (await city.db.query('SELECT FROM number_series WHERE series = $1', [series])).length;

  it('keeps all that it wrote, and only then has effects', async () => {
    const seen: number[] = [];
    await transactions.run(async (tx) => {
      tx.afterCommit(async () => seen.push(await counted('kept')));
      await count(tx, 'kept');
    });
    expect(seen).toEqual([1]);
  });

  it('keeps nothing when its work fails', async () => {
    const work = transactions.run(async (tx) => {
      await count(tx, 'failed');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await counted('failed')).toBe(0);
  });

  it('does not call itself done when a failed statement was overlooked', async () => {
    let isTold = false;
    const work = transactions.run(async (tx) => {
      tx.afterCommit(() => Promise.resolve((isTold = true)));
      await count(tx, 'overlooked');
      await tx.sql('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await counted('overlooked')).toBe(0);
    expect(isTold).toBe(false);
  });

  it('is one for what runs inside it, also for what TypeORM saves', async () => {
    const work = transactions.run(async (tx) => {
      await transactions.run((inner) => count(inner, 'inside'));
      const [before] = await tx.sql<{ id: string }>('SELECT pg_current_xact_id() AS id');
      await tx.manager.save(tx.manager.create('User', await tx.manager.findOneByOrFail('User', {})));
      const [after] = await tx.sql<{ id: string }>('SELECT pg_current_xact_id() AS id');
      expect(after).toEqual(before);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await counted('inside')).toBe(0);
  });
});
