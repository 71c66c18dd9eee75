import { startCity, type TestCity } from '../support/city';
import { checksum } from './checksum';
import { operations, pathIds } from './document';
import { type Cell, Matrix } from './matrix';
import { summary, table } from './summary';
import { NamedIds } from './named-ids';
import { prepare, type Prepared } from './prepared-city';
import { enter, type Principals, principalsOf } from './principals';

describe('the access matrix: every operation, asked by everybody', () => {
  let city: TestCity;
  let prepared: Prepared;
  let principals: Principals;
  let matrix: Matrix;
  let named: NamedIds;
  beforeAll(async () => {
    city = await startCity();
    prepared = await prepare(city);
    principals = await principalsOf(city);
    matrix = new Matrix(prepared, principals);
    named = new NamedIds(prepared, principals);
  }, 240_000);
  afterAll(() => city.close());

  const faults = (cells: readonly Cell[]): string[] =>
    cells.flatMap(({ operation, principal, fault }) => (fault ? [`${operation} by ${principal}: ${fault}`] : []));

  it('finds declared beside every route what the ids of its path name', () => {
    const silent = operations.filter((operation) => pathIds(operation).some((id) => !operation.names[id]));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('refuses whom it has to, as if there were no record, and leaves no trace of it', async () => {
    const before = await checksum(city.db);
    await matrix.refusals();
    await named.inBodies();
    await named.inFilters(city.cast.stranger);
    expect(faults([...matrix.cells, ...named.cells])).toEqual([]);
    expect(await checksum(city.db)).toEqual(before);
  }, 240_000);

  it('refused ids because of whose they are: with their own, the same people get another answer', async () => {
    await named.controls();
    expect(faults(named.cells)).toEqual([]);
  });

  it('admits whom it has to', async () => {
    await matrix.admissions(async (principal) => {
      const { caller, roles } = principal;
      return { ...principal, caller: await enter(city, caller.organisationId, roles) };
    });
    expect(faults([...matrix.cells, ...named.cells])).toEqual([]);
  }, 240_000);

  it('leaves no operation out', () => {
    const { members, outsiders } = principals;
    const closed = operations.filter(({ isPublic }) => !isPublic);
    const rows = closed.map(({ name }) => summary(name, [...matrix.cells, ...named.cells]));
    const thin = rows.filter((row) => row.principals < members.length + outsiders.length);
    expect(thin).toEqual([]);
    expect(rows.length).toBeGreaterThan(150);
    process.stdout.write(
      `${table(rows)}\n${closed.length} operations, ${members.length + outsiders.length} principals\n`,
    );
  });
});
