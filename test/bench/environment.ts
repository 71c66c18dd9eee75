/** What a child needs to run at all. Everything else is left out: no DATABASE_URL or REDIS_URL of the person who measures. */
const KEPT = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'TEMP', 'SystemRoot'];

/** Where a child of the bench finds its {@link readOrder}. */
const ORDER = 'NQI_BENCH_ORDER';

// eslint-disable-next-line n/no-process-env -- the bench makes the environment of its children, and its baselines read theirs
const env = process.env;

/** The environment of a child process: the machine's, and what is given. */
export function childEnvironment(given: Record<string, string>): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(kept), ...given };
}

/** The environment of a baseline: what it has to know, as JSON. */
export function orderFor(order: object): NodeJS.ProcessEnv {
  return childEnvironment({ [ORDER]: JSON.stringify(order) });
}

/** What the bench told this process. */
export function readOrder<Order>(): Order {
  return JSON.parse(env[ORDER] ?? '{}') as Order;
}
