import type { FilingState } from '../../../libs/lines/elevators/src/filings/filing.workflow';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, READY_SITE, TODAY } from '../../support/given';

/** What clients really send: forgotten conversions, spreadsheets, other calendars, attacks. */
const HOSTILE: unknown[] = [
  ...[null, true, 1.5, '', ' ', '18', 'x'.repeat(10_000), '\u0000', '\ud800', '3110\u00007060220240300', '0000-01-01'],
  ...['2026-W10-1', '2026-03T10', '00000000-0000-0000-0000-000000000000', [], [null], {}, { constructor: 1 }],
];

/** More of the same, for batches, where a value costs a row and not a request. */
const MORE: unknown[] = [
  ...HOSTILE,
  ...[0, 1e21, '１８', 'null', '梯'.repeat(39), 'a\u0000b', '\u202e', '😀', '%', "'; DROP TABLE elevators; --", '-0.0'],
  ...['0000-01', '9999-12-31', '2026-02-30', '2026-3-2', '20260302', '1e3', 'NaN', '999999.999', [[]], ['x', 'x']],
  ...[{ toString: 1 }],
];

/** What the api says when the database refused a value that no check in front of it had seen. */
const LAST_NET = new Set(['request.unstorable', 'record.refused_value', 'record.unknown_reference']);

const FACTS = {
  ...{ categoryCode: '3110', registrationCode: '31103706022024030012', deviceCode: '311010256202401234' },
  ...{ useRegistrationNo: '梯11鲁F00123(24)', internalNo: 'B-1', productNo: 'P', rescueNo: '123456', model: 'M' },
  ...{ manufacturer: 'M', manufacturedOn: '2020-01-01', districtCode: '370602', siteName: 'S', address: 'A' },
  ...{ ratedLoadKg: '1000', ratedSpeedMs: '1.75', floors: 18, stops: 18, doors: 18, liftHeightM: '54' },
  ...{ sectionLengthM: '10', nominalWidthMm: 1000, inclinationDeg: '30', isPublicTransport: false },
  ...{ baseMonth: '2025-03', lastPassedOn: '2025-03-01', userUnitId: '', maintenanceUnitId: '', institutionId: '' },
};
const FILING = {
  ...{ elevatorId: '', requestedOn: TODAY, contactName: 'C', contactPhone: '13800138001', remark: 'R' },
  ...{ overdueOpinionNo: 'O', registrationCode: 'R', deviceCode: 'D', useRegistrationNo: 'U', internalNo: 'I' },
};
const QUERIES = {
  elevators: [
    ...['registrationCode', 'deviceCode', 'useRegistrationNo', 'internalNo', 'address', 'unit', 'userUnitId', 'state'],
    ...['dueFrom', 'dueTo', 'sort', 'cursor', 'limit'],
  ],
  'elevator-filings': ['state', 'batchId', 'elevatorId', 'number', 'include', 'sort', 'cursor', 'limit'],
};

describe('whatever a client sends to the elevator line', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  /** Accepted, or refused in words that name the place; rows of a batch are each looked at. */
  function isFair({ status, body }: Answer): boolean {
    if (status >= 500 || LAST_NET.has(body.code)) return false;
    if (Array.isArray(body.items)) return body.items.every((row: any) => !(row.status >= 500));
    return status < 400 || typeof body.traceId === 'string';
  }

  /** The hostile values that were not answered fairly. */
  async function faults(field: string, send: (value: unknown) => Promise<Answer>): Promise<string[]> {
    const found: string[] = [];
    for (const value of HOSTILE) {
      const answer = await send(value);
      if (isFair(answer)) continue;
      found.push(`${field} = ${JSON.stringify(value).slice(0, 60)} → ${answer.status} ${answer.body.code}`);
    }
    return found;
  }

  async function faultsOf(
    fields: string[],
    send: (field: string, value: unknown) => Promise<Answer>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const field of fields) found.push(...(await faults(field, (value) => send(field, value))));
    return found;
  }

  it('is never our fault when devices are registered', async () => {
    const { userUnit } = city.cast;
    let no = 0;
    const device = (field: string, value: unknown): object => ({
      address: 'A',
      internalNo: `N-${no++}`,
      [field]: value,
    });
    const found: unknown[] = [];
    for (const field of [...Object.keys(FACTS), 'clientRef', 'unknown']) {
      const { status, body } = await userUnit.post('/v1/elevators/batches', {
        rows: MORE.map((value) => device(field, value)),
      });
      const bad = (body.items ?? []).filter((row: any) => row.status >= 500 || LAST_NET.has(row.problem?.code));
      if (![200, 207, 422].includes(status) || bad.length > 0) found.push([field, status, body.code, bad]);
    }
    expect(found).toEqual([]);
    const whole = (field: string, value: unknown): Promise<Answer> =>
      userUnit.post(
        field === 'body' ? '/v1/elevators' : '/v1/elevators/batches',
        field === 'body' ? value : { rows: value },
      );
    expect(await faultsOf(['body', 'rows'], whole)).toEqual([]);
  });

  it('is never our fault when a device is changed', async () => {
    const { userUnit, clerk } = city.cast;
    const { id } = await given(city).elevator(FACTS_WITHOUT_IDS);
    let version = 1;
    const change = async (by: Caller, body: object): Promise<Answer> => {
      const answer = await by.patch(`/v1/elevators/${id}`, body, { 'if-match': `"${version}"` });
      version = answer.body.version ?? version;
      return answer;
    };
    const fields = [
      ...['categoryCode', 'registrationCode', 'deviceCode', 'useRegistrationNo', 'internalNo', 'rescueNo', 'floors'],
      ...['manufacturedOn', 'districtCode', 'address', 'ratedLoadKg', 'maintenanceUnitId', 'state', 'version'],
    ];
    expect(await faultsOf(fields, (field, value) => change(userUnit, { [field]: value }))).toEqual([]);
    const clerks = await faultsOf(['baseMonth', 'lastPassedOn'], (field, value) => change(clerk, { [field]: value }));
    expect(clerks).toEqual([]);
    expect(version).toBeGreaterThan(10);
  });

  it('is never our fault when devices are filed, alone or in a batch', async () => {
    const { contractor } = city.cast;
    const { id } = await given(city).elevator();
    const found: unknown[] = [];
    for (const field of [...Object.keys(FILING), 'clientRef', 'unknown']) {
      const rows = MORE.flatMap((value) => [{ [field]: value }, { elevatorId: id, [field]: value }]);
      const { status, body } = await contractor.post('/v1/elevator-filing-batches?validateOnly=true', { rows });
      const bad = (body.items ?? []).filter((row: any) => row.status >= 500 || LAST_NET.has(row.problem?.code));
      if (![207, 422].includes(status) || bad.length > 0) found.push([field, status, body.code, bad]);
    }
    expect(found).toEqual([]);
    const whole = (field: string, value: unknown): Promise<Answer> =>
      contractor.post('/v1/elevator-filing-batches', field === 'rows' ? { rows: value } : { rows: [value] });
    expect(await faultsOf(['rows', 'row'], whole)).toEqual([]);
    const alone = (field: string, value: unknown): Promise<Answer> =>
      contractor.post('/v1/elevator-filings', { elevatorId: id, [field]: value });
    expect(await faultsOf(['elevatorId', 'requestedOn', 'remark'], alone)).toEqual([]);
  });

  it('is never our fault when a filing is worked on', async () => {
    const { cast } = city;
    const finding = { no: 1, result: 'pass', remark: '' };
    const team = [cast.inspector.userId, cast.secondInspector.userId];
    const events: [FilingState, string, Caller, object][] = [
      ['paid', 'appointment', cast.clerk, { scheduledOn: '2025-01-01', scheduledPeriod: 'morning' }],
      ['scheduled', 'dispatch', cast.admin, { inspectorIds: [...team, cast.checker.userId] }],
      ['dispatched', 'arrival', cast.inspector, { ...READY_SITE, isGuarded: false }],
      [
        'on_site',
        'conclusion',
        cast.inspector,
        { inspectedOn: TODAY, items: [finding], opinionNoticeNo: '', remark: '' },
      ],
      ['draft', 'rating', cast.contractor, { grade: 5, timeliness: 5, comment: 'C' }],
    ];
    for (const [state, path, caller, body] of events) {
      const { id } = await given(city).filing(state);
      const send = (field: string, value: unknown): Promise<Answer> =>
        caller.post(`/v1/elevator-filings/${id}/${path}`, { ...body, [field]: value });
      expect(await faultsOf([...Object.keys(body), 'unknown'], send)).toEqual([]);
    }
    const { id } = await given(city).filing('on_site');
    const item = (field: string, value: unknown): Promise<Answer> =>
      cast.inspector.post(`/v1/elevator-filings/${id}/conclusion`, {
        inspectedOn: TODAY,
        items: [{ ...finding, [field]: value }],
      });
    expect(await faultsOf(Object.keys(finding), item)).toEqual([]);
  });

  it('is never our fault when something is said in words that a database cannot store', async () => {
    const { cast } = city;
    for (const text of ['\u0000', '\ud800 half a character', 'x'.repeat(10_000)]) {
      const { id } = await given(city).filing('submitted');
      const path = `/v1/elevator-filings/${id}`;
      const answers = [
        await cast.clerk.post(`${path}/supplement-request`, { supplementRequest: text }),
        await cast.clerk.post(`${path}/refusal`, { refusalReason: text }),
        await cast.contractor.post(`${path}/withdrawal`, { reason: text }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    }
  });

  it('is never our fault when lists are searched', async () => {
    for (const [list, parameters] of Object.entries(QUERIES)) {
      const search = (field: string, value: unknown): Promise<Answer> =>
        city.cast.clerk.get(
          `/v1/${list}?${new URLSearchParams({ [field]: typeof value === 'string' ? value : JSON.stringify(value) }).toString()}`,
        );
      expect(await faultsOf(parameters, search)).toEqual([]);
      for (const parameter of parameters) {
        const { status, body } = await city.cast.clerk.get(`/v1/${list}?${parameter}=1&${parameter}=2`);
        expect([parameter, status, body.code]).toEqual([parameter, 400, 'request.invalid']);
      }
    }
  });
});

const { userUnitId: _, maintenanceUnitId: __, institutionId: ___, ...FACTS_WITHOUT_IDS } = FACTS;
