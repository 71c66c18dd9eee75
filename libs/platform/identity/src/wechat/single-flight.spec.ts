import { SingleFlight } from './single-flight';

describe('one value for everybody', () => {
  let now = 0;
  let fetched = 0;
  let isBroken = false;
  const flight = (expiresIn: number): SingleFlight =>
    new SingleFlight(
      async () => {
        fetched += 1;
        await Promise.resolve();
        if (isBroken) throw new Error('busy');
        return { value: `token ${fetched}`, expiresIn };
      },
      () => now,
    );
  beforeEach(() => {
    [now, fetched, isBroken] = [0, 0, false];
  });

  it('is fetched once by any number at once, and kept', async () => {
    const tokens = flight(7_200);
    const got = await Promise.all(Array.from({ length: 50 }, () => tokens.get()));
    expect(new Set(got)).toEqual(new Set(['token 1']));
    expect(await tokens.get()).toBe('token 1');
    expect(fetched).toBe(1);
  });

  it('is fetched anew five minutes before it ends, or at half of a short life', async () => {
    const tokens = flight(7_200);
    await tokens.get();
    now = 6_899_000;
    expect(await tokens.get()).toBe('token 1');
    now = 6_900_000;
    expect(await tokens.get()).toBe('token 2');
    const short = flight(100);
    const first = await short.get();
    now += 49_000;
    expect(await short.get()).toBe(first);
    now += 1_000;
    expect(await short.get()).not.toBe(first);
  });

  it('does not keep a failure', async () => {
    const tokens = flight(7_200);
    isBroken = true;
    const answers = await Promise.allSettled([tokens.get(), tokens.get()]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(fetched).toBe(1);
    isBroken = false;
    expect(await tokens.get()).toBe('token 2');
  });

  it('forgets what is refused, but not what has taken its place', async () => {
    const tokens = flight(7_200);
    tokens.forget(await tokens.get());
    expect(await tokens.get()).toBe('token 2');
    tokens.forget('token 1');
    expect(await tokens.get()).toBe('token 2');
  });
});
