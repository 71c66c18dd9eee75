import { Transactions } from '@nqi/shared/database';
import { Sweeper } from '@nqi/shared/jobs';
import { FileStore } from '@nqi/shared/storage';
import { AttachmentNamesKind } from '../../../libs/platform/attachments/src/attachment-names.kind';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given } from '../../support/given';
import { ok } from '../reports/report-life';

const PDF = 'application/pdf';
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);

describe('attachments', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city.close());

  async function attached(by: Caller, subjectId: string, content: Buffer, facts: object = {}): Promise<any> {
    const wish = { subjectType: 'elevator_filing', subjectId, document: 'maintenance_contract', name: '维保合同.pdf' };
    const { id } = ok(await by.post('/v1/attachments', { ...wish, type: PDF, bytes: 100, ...facts }));
    return ok(await by.put(`/v1/attachments/${id}/content`, content, { 'content-type': PDF }));
  }

  it('are followed by a link without a token for a minute, as long as the person may read them', async () => {
    const { contractor, nobody, stranger, userUnit } = city.cast;
    const filing = await given(city).filing('submitted');
    const content = pdf('ticket');
    const { id } = await attached(contractor, filing.id, content);
    const ticket = async (by: Caller): Promise<Answer> => by.post(`/v1/attachments/${id}/ticket`);
    expect((await ticket(stranger)).status).toBe(404);
    const { status, body } = await ticket(contractor);
    expect([status, body.href.startsWith('/v1/downloads?ticket=')]).toEqual([201, true]);
    const followed = await nobody.get(body.href);
    expect([followed.status, followed.raw.equals(content)]).toEqual([200, true]);
    expect((await nobody.get(body.href, { range: 'bytes=0-4' })).raw.toString()).toBe('%PDF-');
    const forged = `${body.href.slice(0, -6)}${body.href.endsWith('A') ? 'BBBBBB' : 'AAAAAA'}`;
    for (const href of [forged, '/v1/downloads?ticket=x', `/v1/downloads?ticket=${id}`]) {
      expect((await nobody.get(href)).body.code).toBe('record.not_found');
    }
    const [{ state }] = await city.db.query('SELECT state FROM memberships WHERE user_id = $1', [userUnit.userId]);
    expect(state).toBe('active');
    const { body: other } = await ticket(userUnit);
    expect((await nobody.get(other.href)).status).toBe(200);
    await city.db.query(`UPDATE memberships SET state = 'ended', ended_at = now() WHERE user_id = $1`, [
      userUnit.userId,
    ]);
    expect((await nobody.get(other.href)).body.code).toBe('record.not_found');
    await city.db.query(`UPDATE memberships SET state = 'active', ended_at = NULL WHERE user_id = $1`, [
      userUnit.userId,
    ]);
    city.advance(60_001);
    expect((await nobody.get(body.href)).body.code).toBe('record.not_found');
  });

  it('go from the store some time after they were removed, unless the same bytes are attached elsewhere', async () => {
    const { contractor } = city.cast;
    const filing = await given(city).filing('submitted');
    const [alone, twice, again] = [
      await attached(contractor, filing.id, pdf('alone'), { name: '张三身份证.pdf' }),
      await attached(contractor, filing.id, pdf('twice')),
      await attached(contractor, filing.id, pdf('twice')),
    ];
    for (const { id } of [alone, twice])
      expect((await contractor.post(`/v1/attachments/${id}/removal`)).status).toBe(200);
    const keyOf = async ({ id }: any): Promise<any> =>
      (await city.db.query('SELECT file_key, content_deleted_at FROM attachments WHERE id = $1', [id]))[0];
    const worker = await city.startWorker();
    const [store, sweeper] = [city.app.get(FileStore), worker.get(Sweeper)];
    const there = async (one: any): Promise<boolean> => store.exists((await keyOf(one)).file_key as string);
    await sweeper.sweep();
    expect([await there(alone), await there(twice)]).toEqual([true, true]);
    city.advance(31 * 86_400_000);
    await sweeper.sweep();
    expect([await there(alone), await there(twice)]).toEqual([false, true]);
    expect([(await keyOf(alone)).content_deleted_at === null, (await keyOf(twice)).content_deleted_at]).toEqual([
      ...[false, null],
    ]);
    expect((await contractor.get(again.contentHref)).status).toBe(200);
    expect(((await attached(contractor, filing.id, pdf('alone'))) as { state: string }).state).toBe('stored');
  });

  it('are in the copy of who attached them, and lose the name that was theirs', async () => {
    const { contractor } = city.cast;
    const kind = city.app.get(AttachmentNamesKind);
    const person = { userId: contractor.userId, indexes: {}, before: null, today: '2026-03-02' };
    const [names, after] = await city.app.get(Transactions).run(async (tx) => {
      const collected = (await kind.collect(tx, person)) as { name: string }[];
      await kind.erase(tx, person);
      return [collected, (await kind.collect(tx, person)) as { name: string }[]];
    });
    expect(names.map(({ name }) => name)).toContain('张三身份证.pdf');
    expect(after.map(({ name }) => name)).toContain('maintenance_contract.pdf');
    expect(after.filter(({ name }) => name.includes('张三'))).toEqual([]);
  });
});
