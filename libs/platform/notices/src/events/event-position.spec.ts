import { isAfter, readPosition, writePosition } from './event-position';

describe('the position of an event', () => {
  it.each(['1-0', '742-31', '999999999999999999-1'])('%s is read as it is written', (text) => {
    expect(writePosition(readPosition(text) ?? { transactionId: '', position: '' })).toBe(text);
  });

  it.each(['', '1', '-1', '1-', 'a-1', '1-1-1', '1 - 1', '1-1\n', '1000000000000000000-1', '١-١'])(
    '%j is none',
    (text) => {
      expect(readPosition(text)).toBeNull();
    },
  );

  it('is ordered by the transaction, then by the place in it', () => {
    const sorted = ['9-2', '9-10', '10-1', '10-3', '100-2'];
    const found = sorted.map((one) => sorted.filter((other) => isAfter(at(one), at(other))).length);
    expect(found).toEqual([0, 1, 2, 3, 4]);
  });
});

function at(text: string): { transactionId: bigint; position: bigint } {
  return readPosition(text) ?? { transactionId: 0n, position: 0n };
}
