import { WaitingLine } from './waiting-line';

function lineOf(count: number): WaitingLine<number> {
  const line = new WaitingLine<number>();
  for (let item = 1; item <= count; item += 1) line.add(item);
  return line;
}

const takeAll = (line: WaitingLine<number>, isCautious: boolean): (number | undefined)[] =>
  Array.from({ length: line.length }, () => line.take(isCautious));

describe('what waits to be set', () => {
  it('is taken in its order', () => {
    const line = lineOf(3);
    expect(takeAll(line, false)).toEqual([1, 2, 3]);
    expect(line.take(false)).toBeUndefined();
    line.add(4);
    line.add(5);
    line.putBack([2, 3]);
    expect(takeAll(line, false)).toEqual([2, 3, 4, 5]);
  });

  it('with caution is taken newest first, and every fourth time the oldest', () => {
    expect(takeAll(lineOf(10), true)).toEqual([10, 9, 8, 1, 7, 6, 5, 2, 4, 3]);
  });

  it('with caution lets whoever comes last wait for one of the others at most', () => {
    const line = lineOf(100);
    for (let late = 101; late < 200; late += 1) {
      line.take(true);
      line.add(late);
      expect([line.take(true), line.take(true)]).toContain(late);
      line.add(0);
    }
  });

  it('with caution is taken before what is doubted, wherever it stands, but for every fourth time', () => {
    const line = lineOf(10);
    const isDoubted = (item: number): boolean => ![3, 6].includes(item);
    const taken = Array.from({ length: 10 }, () => line.take(true, isDoubted));
    expect(taken).toEqual([6, 3, 10, 1, 9, 8, 7, 2, 5, 4]);
  });

  it('is given back but for the oldest', () => {
    const line = lineOf(4);
    expect(line.giveBack(3)).toEqual([4]);
    expect(line.giveBack(0)).toEqual([1, 2, 3]);
    expect(line.length).toBe(0);
  });
});
