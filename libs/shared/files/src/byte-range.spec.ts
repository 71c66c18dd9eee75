import { rangeOf } from './byte-range';

describe('rangeOf', () => {
  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=90-', 90, 99],
    ['bytes=90-1000', 90, 99],
    ['bytes=-10', 90, 99],
    ['bytes=-1000', 0, 99],
    ['bytes=99-99', 99, 99],
  ])('%s of 100 bytes', (header, from, to) => expect(rangeOf(header, 100)).toEqual({ from, to }));

  it.each([undefined, '', 'bytes=-', 'bytes=100-', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=-0', 'bytes=a-b'])(
    '%s: the whole',
    (header) => expect(rangeOf(header, 100)).toBeNull(),
  );
});
