import { cityDate } from '@nqi/shared/calendar';
import { Clock, SystemClock } from './clock';

class StoppedClock extends Clock {
  constructor(private readonly instant: string) {
    super();
  }
  now(): Date {
    return new Date(this.instant);
  }
}

describe('cityDate', () => {
  it.each([
    ['2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['2026-03-02T00:00:00+08:00', '2026-03-02'],
    ['2026-12-31T23:59:59+08:00', '2026-12-31'],
    ['2027-01-01T00:00:00+08:00', '2027-01-01'],
    ['2024-02-29T12:00:00+08:00', '2024-02-29'],
    ['2026-01-01T00:00:00-05:00', '2026-01-01'],
  ])('%s is %s in the city', (instant, date) => expect(cityDate(new Date(instant))).toBe(date));

  it('agrees with the time zone of the city on every day since summer time ended', () => {
    const formatted = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    for (let instant = Date.UTC(1992, 0, 1, 15, 59); instant < Date.UTC(2040, 0, 1); instant += 86_400_000) {
      const around = [new Date(instant), new Date(instant + 60_000)];
      expect(around.map(cityDate)).toEqual(around.map((one) => formatted.format(one)));
    }
  });
});

describe('Clock', () => {
  it('has the city’s today, not that of the machine', () => {
    expect(new StoppedClock('2026-03-01T16:30:00Z').today()).toBe('2026-03-02');
  });

  it('goes on from where it was set', () => {
    const clock = new SystemClock(new Date('2026-03-02T01:00:00Z'));
    const [first, second] = [clock.now().getTime(), clock.now().getTime()];
    expect(first - Date.parse('2026-03-02T01:00:00Z')).toBeLessThan(5_000);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(Math.abs(new SystemClock().now().getTime() - Date.now())).toBeLessThan(5_000);
  });
});
