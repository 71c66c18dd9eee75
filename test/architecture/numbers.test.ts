import { Transactions, type Tx } from '@nqi/shared/database';
import { Numbers } from '@nqi/shared/numbers';
import { startCity, type TestCity } from '../support/city';

describe('numbers on a real database', () => {
  let city: TestCity;
  let transactions: Transactions;
  let numbers: Numbers;
  beforeAll(async () => {
    city = await startCity();
    [transactions, numbers] = [city.app.get(Transactions), city.app.get(Numbers)];
  });
  afterAll(() => city.close());

  /** Takes a number in a transaction of its own, and gives it back when told to fail. */
  async function take(series: string, isFailing: boolean): Promise<number | null> {
    const work = async (tx: Tx): Promise<number> => {
      const value = await numbers.gapless(tx, series);
      if (isFailing) throw new RangeError('changed my mind');
      return value;
    };
    return transactions.run(work).catch((error: unknown) => {
      if (error instanceof RangeError) return null;
      throw error;
    });
  }

  it('are gapless over forty transactions at once, half of which fail', async () => {
    const taken = await Promise.all(Array.from({ length: 40 }, (_, index) => take('DT-2026', index % 2 === 0)));
    const kept = taken.filter((value) => value !== null).sort((one, other) => one - other);
    expect(kept).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await take('DT-2026', false)).toBe(21);
  });

  it('begin with 1 in every series, also when many begin it at once', async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => take('DT-2027', false)));
    expect(taken.sort((one, other) => Number(one) - Number(other))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await take('MK-2027', false)).toBe(1);
  });

  it('of an ordinary series are unique and rising, without waiting for each other', async () => {
    const batches = await Promise.all(
      [3, 1, 5].map((count) => transactions.run((tx) => numbers.ordinary(tx, 'filing_number', '2026-03-02', count))),
    );
    const all = batches.flat();
    expect(new Set(all).size).toBe(9);
    for (const number of all) expect(number).toMatch(/^BJ20260302\d{6}$/);
    for (const batch of batches) expect(batch).toEqual([...batch].sort());
  });
});
