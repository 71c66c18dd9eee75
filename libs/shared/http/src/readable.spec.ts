import { isDay } from '@nqi/shared/calendar';
import { isDeeperThan, pointerTo, unreadablePlaces } from './readable';

describe('unreadablePlaces', () => {
  it.each([['plain'], ['汉字 🛗 é'], ['line\nbreak\ttab'], [{ a: [1, null, true, 'x'] }], [undefined]])(
    'finds nothing in %j',
    (value) => {
      expect(unreadablePlaces(value)).toEqual([]);
    },
  );

  it('finds NUL and halves of surrogate pairs at any depth', () => {
    const body = { name: 'a\0', rows: [{ 'a/b~': '\ud800' }, { ok: '🛗' }, '\udc00x'] };
    expect(unreadablePlaces(body).map(({ pointer }) => pointer)).toEqual(['/name', '/rows/0/a~1b~0', '/rows/2']);
  });
});

describe('pointerTo', () => {
  it.each([
    ['a', '/x/a'],
    ['a/b', '/x/a~1b'],
    ['a~b', '/x/a~0b'],
    ['~1', '/x/~01'],
  ])('%s → %s', (key, pointer) => expect(pointerTo('/x', key)).toBe(pointer));
});

describe('isDeeperThan', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

  it.each([
    [2, 'text', false],
    [2, nested(2), false],
    [2, nested(3), true],
    [2, { a: { b: 1 } }, false],
    [2, { a: { b: {} } }, true],
    [32, nested(500_000), true],
  ])('%i levels', (limit, value, expected) => expect(isDeeperThan(limit, value)).toBe(expected));
});

describe('isDay', () => {
  it.each(['2026-03-02', '2024-02-29', '1900-01-01', '2199-12-31'])('%s is a day', (text) =>
    expect(isDay(text)).toBe(true),
  );

  it.each([
    ...['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '1899-12-31', '2200-01-01', '2026-3-2'],
    ...['2026-W10-1', '2026-061', '20260302', '2026-03-02T00:00', ' 2026-03-02', '2026-03-02\n', '', null, 20260302],
  ])('%j is none', (text) => expect(isDay(text)).toBe(false));
});
