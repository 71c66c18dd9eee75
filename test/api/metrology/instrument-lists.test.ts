import { canSee } from '../../../libs/lines/metrology/src/instruments/instrument.policy';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { caliper, gauge, ledgerOf } from './ledger';
import { allPages, seenBy } from '../../support/seen-by';

const idsOf = (items: any[]): string[] => items.map(({ id }) => id);

/** What clients really send: forgotten conversions, spreadsheets, other calendars, attacks. */
const HOSTILE: unknown[] = [
  ...[null, true, 1.5, 0, 1e21, '', ' ', '18', 'x'.repeat(10_000), '\u0000', '\ud800', 'a\u0000b', '😀', '\u202e'],
  ...['0000-01-01', '2026-02-30', '2026-W10-1', '9999-12-31', '1e400', 'NaN', '-0.0', '%', "'; DROP TABLE x; --"],
  ...['0~1e999 MPa', 'ﷺ'.repeat(100), '00000000-0000-0000-0000-000000000000', [], [null], {}, { constructor: 1 }],
];

describe('lists and batches of instruments', () => {
  let city: TestCity;
  let hospital: Caller;
  const { register, patch, validity } = ledgerOf(() => city);
  beforeAll(async () => {
    city = await startCity();
    ({ hospital } = city.cast);
    const { stranger, laboratory, metrologyAdmin } = city.cast;
    const draft = await register(gauge({ isDraft: true }));
    const entrusted = await register(gauge({ name: '电接点压力表' }));
    for (const id of [draft.id, entrusted.id]) {
      await validity((service, tx) => service.entrust(tx, [id], laboratory.organisationId));
      await validity((service, tx) => service.entrust(tx, [id], laboratory.organisationId));
    }
    await register(caliper(), laboratory);
    await register(caliper(), metrologyAdmin);
    await register(gauge({ districtCode: '370681' }), stranger);
    await register(caliper({ districtCode: null }), stranger);
    const one = await register(gauge({ serialNo: '100%_A', manufacturer: '泰山仪表厂' }));
    await patch(one, { status: 'sealed', validUntil: '2026-03-20' });
  });
  afterAll(() => city.close());

  const find = (query: string, caller = hospital): Promise<any[]> =>
    allPages(caller, `/v1/instruments?${encodeURI(query)}`);
  const batch = (rows: unknown, query = '', caller = hospital): Promise<Answer> =>
    caller.post(`/v1/instruments/batches${query}`, { rows });

  it('shows everybody exactly the instruments that the policy lets them see', async () => {
    const seen = new Map<string, number>();
    for (const [name, caller] of Object.entries(city.cast)) {
      if (name === 'nobody') continue;
      const expected = await seenBy(city, caller, 'instruments', canSee);
      const listed = idsOf(await allPages(caller, '/v1/instruments'));
      expect([name, listed.toSorted()]).toEqual([name, expected.toSorted()]);
      seen.set(name, listed.length);
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      hospital: 43,
      machineShop: 15,
      laboratory: 3,
      stranger: 2,
      userUnit: 0,
    });
    expect(seen.get('regulator')).toBe(43 - 1 + 15 + 1 + 1 + 1);
    expect((await city.cast.nobody.get('/v1/instruments')).status).toBe(401);
  });

  it('finds instruments by each filter', async () => {
    const every = await find('');
    for (const [query, test] of [
      ['q=压力表', ({ name }: any) => name.includes('压力表')],
      ['q=H4-00', ({ serialNo }: any) => serialNo.startsWith('H4-00')],
      ['q=泰山', ({ manufacturer }: any) => manufacturer?.includes('泰山')],
      ['q=锅炉房 y-100', ({ usePlace, modelSpec }: any) => usePlace === '锅炉房' && modelSpec === 'Y-100'],
      ['q=%', () => false],
      ['status=sealed', ({ status }: any) => status === 'sealed'],
      ['state=draft', ({ state }: any) => state === 'draft'],
      ['purpose=medical_health', ({ purpose }: any) => purpose === 'medical_health'],
      ['isMandatory=false', ({ isMandatory }: any) => !isMandatory],
      ['isMandatory=true&catalogueItemCode=QJ-23', ({ catalogueItemCode }: any) => catalogueItemCode === 'QJ-23'],
      ['isUseProhibited=true', () => false],
      ['districtCode=370602', () => true],
      ['dueFrom=2026-03-02&dueTo=2026-04-30', ({ dueOn }: any) => dueOn >= '2026-03-02' && dueOn <= '2026-04-30'],
      ['dueTo=2026-03-01', ({ dueOn }: any) => dueOn !== null && dueOn <= '2026-03-01'],
    ] as [string, (instrument: any) => boolean][]) {
      expect([query, idsOf(await find(query)).toSorted()]).toEqual([query, idsOf(every.filter(test)).toSorted()]);
    }
    // Some are overdue and some fall due within two months, or the demo would show little; what is sealed is not due.
    expect((await find('dueTo=2026-03-01')).length).toBeGreaterThan(0);
    expect((await find('dueFrom=2026-03-02&dueTo=2026-04-30')).length).toBeGreaterThan(3);
    const { regulator, stranger } = city.cast;
    expect(await find(`ownerId=${stranger.organisationId}`, regulator)).toHaveLength(1);
    expect(await find(`ownerId=${stranger.organisationId}`)).toEqual([]);
  });

  it('sorts by the day on which they are due, both ways, and refuses what it does not know', async () => {
    const due = (await find('sort=dueOn')).map(({ dueOn }) => dueOn);
    expect(due).toEqual(due.toSorted());
    expect(due).not.toContain(null);
    expect((await find('sort=-dueOn')).map(({ dueOn }) => dueOn)).toEqual(due.toReversed());
    const { nextCursor } = (await hospital.get('/v1/instruments?limit=1')).body;
    for (const [query, code] of [
      ['colour=red', 'request.invalid'],
      ['limit=101', 'request.invalid'],
      ['sort=validUntil', 'request.invalid'],
      ['dueFrom=2026-02-30', 'request.invalid'],
      ['isMandatory=1', 'request.invalid'],
      ['ownerId=me', 'request.invalid'],
      [`cursor=${nextCursor}&sort=dueOn`, 'request.bad_cursor'],
    ]) {
      const { status, body } = await hospital.get(`/v1/instruments?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, code]);
    }
  });

  it('enters the good rows of a batch and names the bad ones, each with its problem', async () => {
    const { stranger } = city.cast;
    const twin = caliper({ serialNo: 'LOT1' });
    const rows = [
      { ...twin, clientRef: 'first' },
      { ...twin, serialNo: '　ＬＯＴ1', clientRef: 'again' },
      { ...twin, serialNo: 'LOT2', districtCode: '999999', clientRef: 'nowhere' },
      { ...twin, serialNo: 'LOT3', colour: 'red' },
      {
        ...twin,
        serialNo: 'LOT4',
        catalogueItemCode: 'QJ-19',
        purpose: 'safety_protection',
        lastVerifiedOn: '2026-01-31',
      },
      { ...twin, serialNo: 'LOT5', status: 'scrapped' },
      { ...twin, serialNo: 'LOT5' },
      {
        ...twin,
        serialNo: 'LOT6',
        status: null,
        submitMode: null,
        isDraft: null,
        districtCode: null,
        cycleMonths: null,
      },
      null,
      [],
      { clientRef: 'empty' },
    ];
    const expected = [200, 409, 400, 400, 200, 400, 200, 200, 400, 400, 400];
    const preview = await batch(rows, '?validateOnly=true');
    expect([preview.status, preview.body.items.map((item: any) => item.status)]).toEqual([207, expected]);
    expect(preview.body.items[4].resource).toEqual({ isMandatory: true, validUntil: '2027-01-30' });
    expect(preview.body.items[1].problem.existing).toBeUndefined();
    expect(await find('q=LOT1')).toEqual([]);

    const { status, body } = await batch(rows);
    expect([status, body.accepted, body.refused]).toEqual([207, 4, 7]);
    expect(body.items.map((item: any) => item.status)).toEqual(expected.map((one) => (one === 200 ? 201 : one)));
    const [first] = await find('q=LOT1');
    expect(body.items[0]).toMatchObject({ clientRef: 'first', resource: { id: first.id, ledgerNo: first.ledgerNo } });
    expect(body.items[1].problem).toMatchObject({
      ...{ code: 'metrology.instrument_exists', existing: { id: first.id, ledgerNo: first.ledgerNo } },
    });
    expect((await find('q=LOT6'))[0]).toMatchObject({ status: 'in_use', state: 'filed' });
    const { body: history } = await hospital.get(`/v1/instruments/${first.id}/history`);
    expect(history.items).toHaveLength(1);

    const again = await batch(rows);
    expect([again.status, again.body.accepted, again.body.items[0].problem.existing.id]).toEqual([422, 0, first.id]);
    const unplaced = await batch([gauge({ districtCode: null })], '', stranger);
    expect([unplaced.status, unplaced.body.items[0].problem.code]).toEqual([422, 'metrology.district_required']);
  });

  it('takes a thousand rows at once, and not more than the city allows', async () => {
    const rows = Array.from({ length: 1_000 }, (_, no) => caliper({ serialNo: `K-${no}` }));
    const { status, body } = await batch(rows, '', city.cast.machineShop);
    expect([status, body.accepted]).toEqual([200, 1_000]);
    const limit = city.config.BATCH_MAX_ROWS;
    const tooMany = await batch(Array.from({ length: limit + 1 }, () => ({})));
    expect([tooMany.status, tooMany.body.code, tooMany.body.limit]).toEqual([413, 'request.too_many_rows', limit]);
    for (const wrong of [[], {}, null, 'rows', undefined]) expect((await batch(wrong)).status).toBe(400);
    expect((await batch([{}], '?validateOnly=yes')).status).toBe(400);
  });

  it('is never our fault, whatever a client sends', async () => {
    const faults: string[] = [];
    const note = (what: string, value: unknown, { status, body }: Answer): void => {
      const rows = Array.isArray(body.items) ? body.items : [];
      const isBad = [
        { status, code: body.code },
        ...rows.map((row: any) => ({ status: row.status, code: row.problem?.code })),
      ].some(
        (one) =>
          one.status >= 500 ||
          ['request.unstorable', 'record.refused_value', 'record.unknown_reference'].includes(one.code),
      );
      if (isBad) faults.push(`${what} = ${JSON.stringify(value)?.slice(0, 60)} → ${status} ${body.code}`);
    };
    const fields = Object.keys({
      ...gauge({ manufacturer: '', originCountry: '', accuracyType: '', division: '', regulationSeries: '' }),
      ...{ districtCode: '', manageLevel: '', submitMode: '', status: '', cycleMonths: 1, lastVerifiedOn: '' },
      ...{ validUntil: '', remark: '', isDraft: true, clientRef: '' },
    });
    for (const field of fields) {
      const rows = HOSTILE.map((value) => gauge({ [field]: value }));
      note(field, 'a row', await batch(rows));
    }
    const target = await register(gauge());
    let { version } = target;
    for (const field of fields.filter((name) => name !== 'isDraft' && name !== 'clientRef')) {
      for (const value of HOSTILE) {
        const answer = await patch({ ...target, version }, { [field]: value });
        if (answer.status === 200) ({ version } = answer.body);
        note(`PATCH ${field}`, value, answer);
      }
    }
    for (const field of [
      'q',
      'status',
      'state',
      'purpose',
      'isMandatory',
      'ownerId',
      'catalogueItemCode',
      'districtCode',
      'dueFrom',
      'sort',
      'cursor',
      'limit',
    ]) {
      for (const value of HOSTILE.filter((one) => typeof one === 'string' && !/[\ud800]/.test(one))) {
        note(
          `GET ${field}`,
          value,
          await hospital.get(`/v1/instruments?${field}=${encodeURIComponent(String(value))}`),
        );
      }
    }
    for (const value of HOSTILE) {
      note('return', value, await city.cast.regulator.post(`/v1/instruments/${target.id}/return`, { reason: value }));
    }
    expect(faults).toEqual([]);
  });
});
