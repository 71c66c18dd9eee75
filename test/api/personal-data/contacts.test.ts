import { startCity, type TestCity } from '../../support/city';
import type { Caller } from '../../support/client';
import { given, TODAY } from '../../support/given';
import { columnsMatching } from '../../support/whole-database';

/** Of the person who works at the contractor, so that somebody can read who looked. */
const PHONE = '13800000021';
const MASKED = '138****0021';
const REASON = { reason: '到达现场前联系' };

describe('the phone of a contact', () => {
  let city: TestCity;
  beforeAll(async () => (city = await startCity()));
  afterAll(() => city.close());

  async function filing(contactPhone: string | undefined = PHONE): Promise<string> {
    const { id: elevatorId } = await given(city).elevator();
    const facts = { elevatorId, requestedOn: TODAY, contactName: '维保经办人', contactPhone };
    const { body } = await city.cast.contractor.post('/v1/elevator-filings', facts);
    await city.cast.contractor.post(`/v1/elevator-filings/${body.id}/submission`);
    return body.id;
  }
  const unmask = (who: Caller, id: string, body: object = REASON, headers = {}) =>
    who.post(`/v1/elevator-filings/${id}/unmasking`, body, headers);

  it('is encrypted in the database and masked for everybody who may see the record', async () => {
    const id = await filing();
    for (const role of ['contractor', 'userUnit', 'clerk', 'regulator'] as const) {
      expect((await city.cast[role].get(`/v1/elevator-filings/${id}`)).body.contactPhone).toBe(MASKED);
    }
    const [row] = await city.db.query('SELECT contact_phone FROM elevator_filings WHERE id = $1', [id]);
    expect(row.contact_phone).toMatch(/^v1\.k1\./);
    expect(await columnsMatching(city.db, PHONE)).toEqual([]);
  });

  it('is shown to a party who says why, and its owner reads who looked', async () => {
    const id = await filing();
    expect(await unmask(city.cast.clerk, id)).toMatchObject({ status: 200, body: { contactPhone: PHONE } });
    const { items } = (await city.cast.contractor.get('/v1/me/data-accesses')).body;
    expect(items[0]).toMatchObject({
      ...{ actorId: city.cast.clerk.userId, organisationId: city.cast.clerk.organisationId, recordId: id },
      ...{ column: 'elevator_filings.contact_phone', ...REASON, organisationName: expect.any(String) },
    });
    expect((await city.cast.clerk.get('/v1/me/data-accesses')).body.items).toEqual([]);
  });

  it('is not shown to who is no party, and leaves no trace then', async () => {
    const id = await filing();
    const before = await city.db.query('SELECT id FROM personal_data_accesses');
    expect((await unmask(city.cast.regulator, id)).body).toMatchObject({ status: 403, code: 'access.forbidden' });
    expect((await unmask(city.cast.checker, id)).status).toBe(403);
    expect((await unmask(city.cast.stranger, id)).body).toMatchObject({ status: 404, code: 'record.not_found' });
    expect((await unmask(city.cast.nobody, id)).status).toBe(401);
    expect(await city.db.query('SELECT id FROM personal_data_accesses')).toEqual(before);
  });

  it.each([{}, { reason: '' }, { reason: '  ' }, { reason: 7 }, { reason: 'x'.repeat(201) }, { ...REASON, more: 1 }])(
    'wants a reason, not %j',
    async (body) => {
      expect((await unmask(city.cast.clerk, await filing(), body)).body).toMatchObject({ status: 400 });
    },
  );

  it('is in no stored answer, whatever key the request came with', async () => {
    const id = await filing();
    const headers = { 'idempotency-key': 'look-1' };
    for (let time = 0; time < 2; time += 1) {
      const { body, headers: answered } = await unmask(city.cast.clerk, id, REASON, headers);
      expect([body.contactPhone, answered['idempotent-replayed']]).toEqual([PHONE, undefined]);
    }
    expect(await city.db.query(`SELECT FROM idempotency_keys WHERE route LIKE '%unmasking'`)).toEqual([]);
  });

  it('that is not there is nothing to look at', async () => {
    const { id: elevatorId } = await given(city).elevator();
    const { body } = await city.cast.contractor.post('/v1/elevator-filings', { elevatorId, requestedOn: TODAY });
    expect((await unmask(city.cast.contractor, body.id)).body).toEqual({ contactPhone: null });
  });

  it('cannot be written in plain text, whoever forgets to encrypt it', async () => {
    const id = await filing();
    const write = city.db.query('UPDATE elevator_filings SET contact_phone = $2 WHERE id = $1', [id, PHONE]);
    await expect(write).rejects.toThrow(/takes encrypted values only/);
  });

  it('cannot be moved from another record', async () => {
    const [one, other] = [await filing(), await filing('13911112222')];
    await city.db.query(
      'UPDATE elevator_filings SET contact_phone = (SELECT contact_phone FROM elevator_filings WHERE id = $2) WHERE id = $1',
      [one, other],
    );
    const answer = await city.cast.clerk.get(`/v1/elevator-filings/${one}`);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/139/);
  });
});
