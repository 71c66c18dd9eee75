import { startCity, type TestCity } from '../support/city';
import { callerOf } from '../support/client';
import { Crawl, idsByKind } from './crawl';
import { prepare } from './prepared-city';
import { type Principal, principalsOf } from './principals';
import { taint } from './taints';

/** One of each sort: every line's sides, the platform, and those who have nothing to do with any of it. */
const WALKERS = [
  ...['operator', 'regulator', 'otherRegulator', 'stranger', 'admin', 'clerk', 'inspector', 'userUnit', 'contractor'],
  ...['metrologyClerk', 'laboratory', 'equipmentManager', 'expert', 'secondExpert', 'machineShop', 'hospital'],
  ...['securityAdmin', 'auditAdmin', 'machineShopUser'],
];

describe('the taint crawl: nobody comes across a text that is none of their business', () => {
  let city: TestCity;
  let walkers: Principal[];
  let crawl: Crawl;
  beforeAll(async () => {
    city = await startCity();
    await prepare(city);
    const { members } = await principalsOf(city);
    const chosen = members.filter(({ name }) => WALKERS.includes(name));
    const nobody = { name: 'nobody', caller: callerOf(city.app, null), roles: [] };
    walkers = [...chosen.map(supervising), nobody];
    const taints = await taint(city.db);
    expect(taints.size).toBeGreaterThan(200);
    crawl = new Crawl(taints, await idsByKind(city.db));
  }, 240_000);
  afterAll(() => city.close());

  it('in no list, record, file or refusal', async () => {
    expect(walkers).toHaveLength(WALKERS.length + 1);
    await Promise.all(walkers.map((walker) => crawl.as(walker)));
    expect(crawl.leaks).toEqual([]);
    // The markers are there: those who may read them do.
    expect(crawl.seen).toBeGreaterThan(1_000);
    process.stdout.write(`${crawl.requests} answers, ${crawl.seen} markers read by those who may\n`);
  }, 240_000);

  it('by no cursor that was given to somebody else', async () => {
    const givers = walkers.filter(({ name }) => ['operator', 'clerk', 'hospital', 'machineShop'].includes(name));
    await Promise.all(givers.flatMap((giver) => walkers.map((taker) => crawl.cursors(giver, taker))));
    expect(crawl.leaks).toEqual([]);
  }, 240_000);
});

/** The regulator of the whole city, in whose district everything of the prepared city lies. */
function supervising(principal: Principal): Principal {
  return principal.name === 'regulator' ? { ...principal, roles: [...principal.roles, 'city regulator'] } : principal;
}
