import { createHash, randomUUID } from 'node:crypto';
import { startCity, type TestCity } from '../../support/city';
import type { Answer, Caller } from '../../support/client';
import { given } from '../../support/given';
import { givenHelp } from '../../support/given-help';

const PDF = 'application/pdf';
const PNG = 'image/png';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const pdf = (text = ''): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('attachments', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await startCity({ ATTACHMENT_MAX_BYTES: 20_000 });
  });
  afterAll(() => city.close());

  const announce = (by: Caller, subjectId: string, facts: object = {}): Promise<Answer> =>
    by.post('/v1/attachments', {
      ...{ subjectType: 'elevator_filing', subjectId, document: 'maintenance_contract', name: '维保合同.pdf' },
      ...{ type: PDF, bytes: 100, ...facts },
    });
  const send = (by: Caller, id: string, content: Buffer, type = PDF): Promise<Answer> =>
    by.put(`/v1/attachments/${id}/content`, content, { 'content-type': type });
  async function attached(by: Caller, subjectId: string, content: Buffer, facts: object = {}): Promise<any> {
    const { body } = await announce(by, subjectId, facts);
    const { status, body: stored } = await send(by, body.id, content, body.type);
    expect([status, stored.code]).toEqual([200, undefined]);
    return stored;
  }
  const listed = (by: Caller, subjectId: string, subjectType = 'elevator_filing'): Promise<Answer> =>
    by.get(`/v1/attachments?subjectType=${subjectType}&subjectId=${subjectId}`);

  it('are announced, sent, listed and downloaded by the organisations of the record', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    const { status, body } = await announce(cast.contractor, filing.id);
    expect([status, body.state, body.contentHref]).toEqual([201, 'awaited', null]);
    expect(body.upload).toMatchObject({ method: 'PUT', href: `/v1/attachments/${body.id}/content` });
    expect((await listed(cast.clerk, filing.id)).body.items).toEqual([]);
    const content = pdf('contract');
    const sent = await send(cast.contractor, body.id, content);
    expect(sent.body).toMatchObject({
      ...{ state: 'stored', upload: null, bytes: content.length, name: '维保合同.pdf' },
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    for (const reader of [cast.contractor, cast.userUnit, cast.clerk, cast.inspector]) {
      expect((await listed(reader, filing.id)).body.items.map(({ id }: any) => id)).toEqual([body.id]);
      const file = await reader.get(sent.body.contentHref);
      expect([file.status, file.raw.equals(content)]).toEqual([200, true]);
      expect(file.headers).toMatchObject({
        ...{ 'content-type': PDF, 'x-content-type-options': 'nosniff', 'accept-ranges': 'bytes' },
        'content-disposition': `attachment; filename="____.pdf"; filename*=UTF-8''${encodeURIComponent('维保合同.pdf')}`,
      });
      const again = await reader.get(sent.body.contentHref, { 'if-none-match': file.headers.etag ?? '' });
      expect(again.status).toBe(304);
    }
    const part = await cast.clerk.get(sent.body.contentHref, { range: 'bytes=5-' });
    expect([part.status, part.headers['content-range']]).toEqual([
      206,
      `bytes 5-${content.length - 1}/${content.length}`,
    ]);
    expect(part.raw.equals(content.subarray(5))).toBe(true);
    // The same bytes again change nothing; others are refused.
    expect((await send(cast.contractor, body.id, content)).status).toBe(200);
    expect((await send(cast.contractor, body.id, pdf('other'))).body.code).toBe('attachments.not_awaited');
  });

  it('are missing for everybody else', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    const { id, contentHref } = await attached(cast.contractor, filing.id, pdf());
    for (const other of [cast.stranger, cast.hospital, cast.regulator, cast.operator, cast.expert]) {
      for (const path of [`/v1/attachments/${id}`, contentHref, `/v1/attachments/${randomUUID()}`]) {
        expect((await other.get(path)).body.code).toBe('record.not_found');
      }
      expect((await listed(other, filing.id)).body.code).toBe('record.not_found');
      expect((await other.post(`/v1/attachments/${id}/removal`)).body.code).toBe('record.not_found');
      expect((await send(other, id, pdf())).body.code).toBe('record.not_found');
    }
    expect((await announce(cast.stranger, filing.id)).body.code).toBe('record.not_found');
    expect((await announce(cast.inspector, filing.id)).body.code).toBe('access.forbidden');
    expect((await cast.nobody.get(contentHref)).status).toBe(401);
    expect((await send(cast.nobody, id, pdf())).status).toBe(401);
    const awaited = (await announce(cast.contractor, filing.id)).body.id;
    expect((await send(cast.userUnit, awaited, pdf())).body.code).toBe('record.not_found');
  });

  it('have bytes of the type that they are said to be, and not too many', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    await attached(cast.contractor, filing.id, png, { type: PNG, name: 'a.png' });
    const lies: [type: string, content: Buffer, code: string][] = [
      [PNG, pdf(), 'files.content_differs'],
      [PDF, png, 'files.content_differs'],
      [PDF, Buffer.from('<html><script>alert(1)</script>'), 'files.content_differs'],
      [PDF, Buffer.from('MZ\x90\0'), 'files.content_differs'],
      [XLSX, Buffer.from('PK\x03\x04 no sheet at all'), 'files.content_differs'],
      [PDF, Buffer.alloc(0), 'files.empty'],
      [PDF, Buffer.concat([pdf(), Buffer.alloc(20_001)]), 'files.too_large'],
    ];
    for (const [type, content, code] of lies) {
      const { id } = (await announce(cast.contractor, filing.id, { type })).body;
      expect([type, (await send(cast.contractor, id, content, type)).body.code]).toEqual([type, code]);
      expect((await cast.contractor.get(`/v1/attachments/${id}`)).body.state).toBe('awaited');
    }
    const { id } = (await announce(cast.contractor, filing.id, { type: PNG })).body;
    expect((await send(cast.contractor, id, pdf(), PDF)).body.code).toBe('files.content_differs');
    expect((await cast.contractor.put(`/v1/attachments/${id}/content`, { a: 1 })).body.code).toBe(
      'files.content_differs',
    );
    expect((await announce(cast.contractor, filing.id, { bytes: 20_001 })).body.code).toBe('files.too_large');
    for (const bad of [
      { type: 'text/html' },
      { bytes: 0 },
      { name: ' ' },
      { name: 'a\nb' },
      { subjectId: 'x' },
      { extra: 1 },
    ]) {
      expect([bad, (await announce(cast.contractor, filing.id, bad)).status]).toEqual([bad, 400]);
    }
    expect((await announce(cast.contractor, filing.id, { document: 'poem' })).body.code).toBe(
      'attachments.unknown_kind',
    );
    expect((await announce(cast.contractor, filing.id, { subjectType: 'user' })).body.code).toBe('record.not_found');
    // A body of a file where none is wanted is refused like any other.
    const elsewhere = await cast.contractor.post('/v1/elevator-filings', pdf(), { 'content-type': PDF });
    expect(elsewhere.status).toBe(415);
  });

  it('are removed by who attached them, while the record is open', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    const one = await attached(cast.contractor, filing.id, pdf());
    const other = await attached(cast.contractor, filing.id, pdf('b'));
    expect((await cast.clerk.post(`/v1/attachments/${one.id}/removal`)).body.code).toBe('access.forbidden');
    expect((await cast.contractor.post(`/v1/attachments/${one.id}/removal`)).body.state).toBe('removed');
    expect((await cast.contractor.get(one.contentHref)).body.code).toBe('record.not_found');
    expect((await cast.contractor.post(`/v1/attachments/${one.id}/removal`)).body.code).toBe('record.not_found');
    expect((await listed(cast.clerk, filing.id)).body.items).toHaveLength(1);
    const late = (await announce(cast.contractor, filing.id)).body.id;
    await cast.clerk.post(`/v1/elevator-filings/${filing.id}/refusal`, { refusalReason: '不在受理范围' });
    expect((await cast.contractor.post(`/v1/attachments/${other.id}/removal`)).body.code).toBe('attachments.closed');
    expect((await announce(cast.contractor, filing.id)).body.code).toBe('attachments.closed');
    expect((await send(cast.contractor, late, pdf())).body.code).toBe('attachments.closed');
    expect((await cast.clerk.get(other.contentHref)).status).toBe(200);
  });

  it('are no more than the record takes, however many ask at once', async () => {
    const { cast } = city;
    const filing = await given(city).filing('submitted');
    const answers = await Promise.all(Array.from({ length: 25 }, () => announce(cast.contractor, filing.id)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['attachments.too_many']),
    );
    // What is not sent within the hour takes no place, and is awaited no longer.
    city.advance(3_600_001);
    const [first] = answers.filter(({ status }) => status === 201);
    expect((await send(cast.contractor, first?.body.id, pdf())).body.code).toBe('attachments.not_awaited');
    expect((await announce(cast.contractor, filing.id)).status).toBe(201);
  });

  it('are asked for before submission where a rule says so', async () => {
    const { cast, db } = city;
    const free = await given(city).filing('draft');
    const filing = await given(city).filing('draft');
    await cast.contractor.post(`/v1/elevator-filings/${free.id}/submission`);
    await db.query(`UPDATE elevator_document_rules SET is_required = true WHERE document = 'application_form'`);
    const realNow = Date.now;
    try {
      const later = realNow() + 61_000;
      Date.now = () => later;
      const refused = await cast.contractor.post(`/v1/elevator-filings/${filing.id}/submission`);
      expect([refused.status, refused.body.code]).toEqual([409, 'elevators.documents_missing']);
      expect(refused.body.missing).toEqual(['application_form']);
    } finally {
      Date.now = realNow;
    }
    await attached(cast.contractor, filing.id, pdf(), { document: 'application_form' });
    expect((await cast.contractor.post(`/v1/elevator-filings/${filing.id}/submission`)).status).toBe(200);
    await db.query(`UPDATE elevator_document_rules SET is_required = false`);
  });

  it('go with the conversation of a help request, not to all who read the answer', async () => {
    const { cast } = city;
    const request = await givenHelp(city).request('in_service');
    const facts = { subjectType: 'help_request', document: 'question' };
    const { contentHref } = await attached(cast.machineShop, request.id, png, {
      ...facts,
      type: PNG,
      name: '图样.png',
    });
    for (const one of [cast.machineShop, cast.expert, cast.operator]) {
      expect((await one.get(contentHref)).status).toBe(200);
    }
    for (const one of [cast.secondExpert, cast.stranger, cast.hospital]) {
      expect((await one.get(contentHref)).status).toBe(404);
      expect((await listed(one, request.id, 'help_request')).status).toBe(404);
    }
    await attached(cast.expert, request.id, pdf(), { ...facts, document: 'answer' });
    expect((await listed(cast.machineShop, request.id, 'help_request')).body.items).toHaveLength(2);
  });
});
