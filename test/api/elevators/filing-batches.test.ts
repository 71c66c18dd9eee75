import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { mandate } from '../../support/mandates';
import { allPages } from '../../support/seen-by';

const BATCHES = '/v1/elevator-filing-batches';

describe('a batch of filings', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  const file = (rows: unknown, query = '', caller: Caller = city.cast.contractor): Promise<Answer> =>
    caller.post(`${BATCHES}${query}`, { rows });
  const statuses = ({ body }: Answer): number[] => body.items.map(({ status }: any) => status);
  const filings = async (): Promise<number> =>
    Number((await city.db.query('SELECT count(*) FROM elevator_filings'))[0].count);
  const devices = (count: number, facts: object = {}): Promise<any[]> =>
    Promise.all(Array.from({ length: count }, () => given(city).elevator(facts)));

  it('waits for no connection that another request holds, right after the start', async () => {
    // More requests than connections, each in a transaction that still needs the rules.
    expect(await devices(40)).toHaveLength(40);
  }, 4_000);

  it('files thirty devices, each named by another of its codes, and counts how far they are', async () => {
    const { contractor, clerk, userUnit, stranger } = city.cast;
    const thirty = await devices(27);
    const special = [
      await given(city).elevator({ registrationCode: '31103706022024037001' }),
      await given(city).elevator({ deviceCode: '31101025620247ABC' }),
      await given(city).elevator({ useRegistrationNo: '梯11鲁F07001(24)' }),
    ];
    const rows = [
      ...thirty
        .slice(0, 20)
        .map(({ id }, no) => ({ elevatorId: id, clientRef: `row ${no}`, requestedOn: '2026-03-05' })),
      ...thirty.slice(20).map(({ internalNo }) => ({ internalNo: ` ${internalNo}` })),
      { registrationCode: '３１１０３７０６０２２０２４０３７００１' },
      { deviceCode: '31101025620247abc', internalNo: null, requestedOn: null, remark: null },
      { useRegistrationNo: '梯11鲁F07001（24）' },
    ];
    const { status, body } = await file(rows);
    expect([status, body.accepted, body.refused]).toEqual([200, 30, 0]);
    expect(body.items.map(({ index }: any) => index)).toEqual(rows.map((_, index) => index));
    expect(body.items.map(({ clientRef }: any) => clientRef).slice(19, 21)).toEqual(['row 19', null]);
    const filed = body.items.map(({ resource }: any) => resource);
    expect(filed.map(({ elevatorId }: any) => elevatorId)).toEqual([...thirty, ...special].map(({ id }) => id));
    expect(new Set(filed.map(({ number }: any) => number)).size).toBe(30);
    expect(filed[0]).toMatchObject({ state: 'submitted', dueOn: '2026-03-31', isLate: true, version: 1 });

    const listed = await allPages(contractor, `/v1/elevator-filings?batchId=${body.batchId}`);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(filed.map(({ id }: any) => id).toSorted());
    await clerk.post(`${filed[0].href}/acceptance`);
    await clerk.post(`${filed[1].href}/refusal`, { refusalReason: '重复' });
    const batch = await contractor.get(`${BATCHES}/${body.batchId}`);
    expect(batch.body).toMatchObject({ id: body.batchId, total: 30, accepted: 30, refused: 0 });
    expect(batch.body.byState).toEqual({ submitted: 28, accepted: 1, not_accepted: 1 });
    for (const caller of [stranger, userUnit, clerk]) {
      expect((await caller.get(`${BATCHES}/${body.batchId}`)).status).toBe(404);
    }
    const { items } = (await userUnit.get(`${filed[0].href}/history`)).body;
    expect(items[0]).toMatchObject({
      event: 'file',
      fromState: null,
      toState: 'submitted',
      actorId: contractor.userId,
    });
  });

  it('names each bad row with its reason, files the good ones, and a preview says the same and files nothing', async () => {
    const { stranger, userUnit, contractor } = city.cast;
    const [good, other] = await devices(2);
    const unnumbered = await given(city).elevator({ internalNo: null, deviceCode: '31101025620248001' });
    const foreign = (await stranger.post('/v1/elevators', { address: 'A', internalNo: 'F', baseMonth: '2025-03' }))
      .body;
    const open = await given(city).filing('submitted');
    const later = await given(city).elevator({ baseMonth: '2025-08' });
    const undated = await given(city).elevator({ baseMonth: null });
    const scrapped = await given(city).elevator();
    await userUnit.patch(`/v1/elevators/${scrapped.id}`, { state: 'scrapped' }, { 'if-match': '"1"' });
    const forgotten = await given(city).elevator({ baseMonth: '2023-06' });
    const forgottenToo = await given(city).elevator({ baseMonth: '2023-05' });
    const homeless = await given(city).elevator();
    await userUnit.patch(`/v1/elevators/${homeless.id}`, { institutionId: null }, { 'if-match': '"1"' });
    await given(city).elevator({ internalNo: 'double' });
    const ours = { maintenanceUnitId: contractor.organisationId, baseMonth: '2025-03' };
    const { body: double } = await stranger.post('/v1/elevators', { ...ours, address: 'A', internalNo: 'double' });
    await mandate(stranger, contractor, { subjectIds: [double.id] });
    // Kept, and not mandated: it makes no number ambiguous.
    await stranger.post('/v1/elevators', { ...ours, address: 'A', internalNo: open.elevator.internalNo });
    const table: [row: unknown, status: number, code?: string, details?: object][] = [
      [{ elevatorId: good.id }, 201],
      [{ elevatorId: '0190a000-0000-7000-8000-000000000000' }, 422, 'elevators.unknown_device'],
      [{ elevatorId: foreign.id }, 422, 'elevators.unknown_device'],
      [{}, 422, 'elevators.unknown_device'],
      // A device of this batch has no number of its own; that is no reason to find it by the word for it.
      [{ elevatorId: unnumbered.id }, 201],
      [{ internalNo: 'null' }, 422, 'elevators.unknown_device'],
      [{ internalNo: good.internalNo }, 409, 'elevators.repeated_row', { firstIndex: 0 }],
      [
        { elevatorId: open.elevator.id },
        409,
        'elevators.duplicate_filing',
        { dueYear: 2026, existing: { id: open.id } },
      ],
      [{ elevatorId: later.id }, 422, 'elevators.too_early', { dueOn: '2026-08-31', earliestOn: '2026-06-30' }],
      [{ elevatorId: other.id, requestedOn: '2026-03-01' }, 422, 'elevators.requested_in_past'],
      [{ elevatorId: undated.id }, 422, 'elevators.no_due_date'],
      [{ elevatorId: scrapped.id }, 422, 'elevators.not_fileable', { useState: 'scrapped' }],
      [{ elevatorId: homeless.id }, 422, 'elevators.no_institution'],
      [
        { elevatorId: forgotten.id },
        422,
        'elevators.overdue_opinion_needed',
        { overdueMonths: 21, dueOn: '2024-06-30' },
      ],
      [{ elevatorId: forgotten.id, overdueOpinionNo: '  ' }, 400, 'request.invalid'],
      [{ elevatorId: forgottenToo.id, overdueOpinionNo: '芝市监特〔2026〕3号' }, 201],
      [{ internalNo: 'double' }, 422, 'elevators.ambiguous_device'],
      [{ internalNo: open.elevator.internalNo }, 409, 'elevators.repeated_row'],
      [{ elevatorId: other.id, requestedOn: '明天' }, 400, 'request.invalid'],
      [{ elevatorId: other.id, contactPhone: 13800138001 }, 400, 'request.invalid'],
      [{ elevatorId: other.id, urgent: true }, 400, 'request.invalid'],
      ['T-1', 400, 'request.invalid'],
      [null, 400, 'request.invalid'],
    ];
    const rows = table.map(([row]) => row);
    const before = await filings();
    const preview = await file(rows, '?validateOnly=true');
    expect([preview.status, preview.body.batchId, await filings()]).toEqual([207, null, before]);
    expect(statuses(preview)).toEqual(table.map(([, status]) => (status === 201 ? 200 : status)));
    expect(await city.db.query('SELECT id FROM elevator_filing_batches WHERE accepted = 0')).toEqual([]);

    const answer = await file(rows);
    expect([answer.status, answer.body.accepted, answer.body.refused]).toEqual([207, 3, table.length - 3]);
    for (const [index, [, status, code, details]] of table.entries()) {
      const { status: given, problem } = answer.body.items[index];
      expect([index, given, problem?.code]).toEqual([index, status, code]);
      if (code) expect(problem).toMatchObject({ status, code, detail: expect.any(String), ...details });
    }
    expect(await filings()).toBe(before + 3);
    const { body: batch } = await contractor.get(`${BATCHES}/${answer.body.batchId}`);
    expect(batch).toMatchObject({
      total: table.length,
      accepted: 3,
      refused: table.length - 3,
      byState: { submitted: 3 },
    });
  });

  it('tells the reasons in the language of the caller', async () => {
    const rows = { rows: [{ internalNo: 'nothing' }] };
    const details = await Promise.all(
      ['en', 'zh-CN', ''].map(async (language) => {
        const { body } = await city.cast.contractor.post(BATCHES, rows, { 'accept-language': language });
        return body.items[0].problem.detail as string;
      }),
    );
    expect(details[0]).toMatch(/^There is no such device/);
    expect(details.slice(1)).toEqual([expect.stringContaining('没有这台设备'), details[1]]);
  });

  it('is stored under its key: repeated it answers from memory, with another body it is refused', async () => {
    const [one, two] = await devices(2);
    const key = { 'idempotency-key': 'batch-1' };
    const send = (rows: object[], caller = city.cast.contractor): Promise<Answer> =>
      caller.post(BATCHES, { rows }, key);
    const first = await send([{ elevatorId: one.id }]);
    const before = await filings();
    const again = await send([{ elevatorId: one.id }]);
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([200, first.body, 'true']);
    const other = await send([{ elevatorId: two.id }]);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.other_body']);
    expect(await filings()).toBe(before);
    // The key is the caller's own: somebody else's request under the same name is another one.
    expect((await send([{ elevatorId: two.id }], city.cast.userUnit)).body.accepted).toBe(1);
  });

  it('creates nothing when it is sent again without a key: every row names the filing that is there', async () => {
    const rows = (await devices(3)).map(({ id }) => ({ elevatorId: id }));
    const first = await file(rows);
    const again = await file(rows);
    expect([again.status, again.body.accepted, again.body.batchId]).toEqual([422, 0, null]);
    for (const [index, { status, problem }] of again.body.items.entries()) {
      const { id, number } = first.body.items[index].resource;
      expect([status, problem.code, problem.existing.id, problem.existing.number]).toEqual([
        ...[409, 'elevators.duplicate_filing', id, number],
      ]);
    }
  });

  it('files each device once when it is sent many times at the same moment, in any order', async () => {
    const rows = (await devices(5)).map(({ id }) => ({ elevatorId: id }));
    const before = await filings();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => file(turn % 2 === 0 ? rows : rows.toReversed())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422]);
    expect(await filings()).toBe(before + 5);
  });

  it('cannot make a second open filing of a device for a year even past the code', async () => {
    const { id } = await given(city).filing('submitted');
    const copy = (changes: string): Promise<unknown> =>
      city.db.query(
        `INSERT INTO elevator_filings SELECT (jsonb_populate_record(f, $2::jsonb)).* FROM elevator_filings f WHERE id = $1`,
        [id, changes],
      );
    const other = { id: '0190a000-0000-7000-8000-000000000001', number: 'X-1' };
    await expect(copy(JSON.stringify(other))).rejects.toThrow('elevator_filings_one_open_key');
    await expect(copy(JSON.stringify({ ...other, number: null, state: 'draft' }))).rejects.toThrow('one_open_key');
    await copy(JSON.stringify({ ...other, due_year: 2027 }));
    await expect(copy(JSON.stringify({ ...other, id, due_year: 2028 }))).rejects.toThrow('elevator_filings_pkey');
    expect(await city.db.query(`SELECT due_year FROM elevator_filings WHERE number = 'X-1'`)).toEqual([
      { due_year: 2027 },
    ]);
  });

  it('takes at most the configured number of rows, at least one, and only from those who file', async () => {
    const rows = Array.from({ length: 2001 }, (_, no) => ({ internalNo: `none-${no}` }));
    const { status, body } = await file(rows);
    expect([status, body.code, body.limit]).toEqual([413, 'request.too_many_rows', 2000]);
    const most = await file(rows.slice(1));
    expect([most.status, most.body.refused]).toEqual([422, 2000]);
    for (const wrong of [[], {}, null, 'all', undefined]) expect((await file(wrong)).status).toBe(400);
    for (const query of ['?validateOnly=1', '?validateOnly=true&validateOnly=false', '?preview=true']) {
      expect((await file([{}], query)).status).toBe(400);
    }
    const { clerk, regulator, nobody } = city.cast;
    const row = [{ internalNo: 'x', requestedOn: TODAY }];
    expect(await Promise.all([clerk, regulator, nobody].map(async (one) => (await file(row, '', one)).status))).toEqual(
      [...[403, 403, 401]],
    );
  });
});
