import { readFileSync } from 'node:fs';
import { TypesetterProcess } from '../../libs/platform/reports/src/typesetter-process';
import { Typesetters } from '../../libs/platform/reports/src/typesetters';
import type { TypesettingError } from '../../libs/platform/reports/src/typesetting';
import { writeTemplates } from '../support/templates';
import { until } from '../support/until';

const templates = writeTemplates();
const { plain, endless, hoarding } = templates;

/** The processes that set documents for this one; only Linux can say. */
function children(): string[] {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
}

describe('the process that sets documents', () => {
  let typesetter: TypesetterProcess;
  afterEach(() => typesetter?.close());
  afterAll(() => templates.remove());
  const compile = (templatePath = plain, data: unknown = { text: '电梯' }): Promise<Buffer> =>
    typesetter.compile({ templatePath, data }).then(({ pdf }) => pdf);
  const failureOf = (work: Promise<unknown>): Promise<TypesettingError> =>
    work.then(
      () => Promise.reject(new Error('compiled')),
      (error: TypesettingError) => error,
    );

  it('sets many at once, in their order and each with its own data, and is gone when it is closed', async () => {
    typesetter = new TypesetterProcess({ timeoutMs: 10_000 });
    const before = children();
    const made: number[] = [];
    const texts = Array.from({ length: 12 }, (_, index) => '长'.repeat(index * 300 + 1));
    const pdfs = await Promise.all(
      texts.map((text, index) => compile(plain, { text }).finally(() => void made.push(index))),
    );
    expect(made).toEqual(texts.map((_, index) => index));
    expect(pdfs.map((pdf) => pdf.subarray(0, 5).toString())).toEqual(Array(12).fill('%PDF-'));
    expect(new Set(pdfs.map((pdf) => pdf.toString('latin1'))).size).toBe(12);
    expect((await compile(plain, { text: texts[3] })).equals(pdfs[3])).toBe(true);
    expect(children()).toHaveLength(before.length + 1);
    expect(await failureOf(compile(plain, { text: '😀' }))).toMatchObject({ code: 'missing_glyph', field: 'text' });
    expect(await failureOf(compile('/tmp/outside.typ'))).toMatchObject({ code: 'template_error' });
    const last = compile();
    typesetter.close();
    await last;
    await until(async () => children().length === before.length);
  });

  it('ends a document that does not come to an end, and sets the next ones; nothing here blocks meanwhile', async () => {
    typesetter = new TypesetterProcess({ timeoutMs: 1_000 });
    await compile();
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 20);
    const began = performance.now();
    const [stuck, ...others] = [
      failureOf(compile(endless)),
      compile(),
      compile(),
      failureOf(compile(endless)),
      compile(),
    ];
    expect(await stuck).toMatchObject({ code: 'render_timeout', message: expect.stringContaining('1 seconds') });
    expect(performance.now() - began).toBeGreaterThan(950);
    clearInterval(heart);
    expect(beats).toBeGreaterThan(20);
    expect((await Promise.all(others)).map((one) => (one as TypesettingError).code ?? 'set')).toEqual([
      ...['set', 'set', 'render_timeout', 'set'],
    ]);
  });

  it('parks what ends its process twice, a text that takes all memory, say, and sets what waits behind it', async () => {
    typesetter = new TypesetterProcess({ timeoutMs: 20_000, mostMegabytes: 400 });
    const [greedy, behind] = [failureOf(compile(hoarding)), compile()];
    expect(await greedy).toMatchObject({ code: 'render_crashed', message: expect.stringContaining('SIGKILL') });
    expect((await behind).length).toBeGreaterThan(1_000);
  });

  it('sets what is not quick beside the others, which do not wait until its time is over', async () => {
    const lanes = new Typesetters({ timeoutMs: 4_000 });
    const set = (templatePath: string): Promise<unknown> => lanes.compile({ templatePath, data: { text: '电梯' } });
    await set(plain);
    const ends: string[] = [];
    const poison = [endless, endless].map(async (path) => void ends.push((await failureOf(set(path))).code));
    const healthy = Array.from({ length: 20 }, async () => void ends.push(await set(plain).then(() => 'set')));
    await Promise.all([...poison, ...healthy]);
    lanes.close();
    expect(ends).toEqual([...Array(20).fill('set'), 'render_timeout', 'render_timeout']);
  });

  it('lets nobody wait for a hundred documents without an end, whether they came before or around', async () => {
    const lanes = new Typesetters({ timeoutMs: 3_000 });
    const set = (templatePath: string): Promise<unknown> => lanes.compile({ templatePath, data: { text: '电梯' } });
    const fifty = (): Promise<TypesettingError>[] => Array.from({ length: 50 }, () => failureOf(set(endless)));
    // The first of them have their second before anybody knows of them.
    const first = performance.now();
    const before = fifty();
    const among = set(plain);
    const behind = fifty();
    await among;
    const waits = [performance.now() - first];
    for (let late = 0; late < 4; late += 1) {
      const began = performance.now();
      await set(plain);
      waits.push(performance.now() - began);
    }
    expect(Math.max(...waits)).toBeLessThan(5_000);
    await Promise.race(before);
    lanes.giveBack();
    lanes.close();
    const codes = (await Promise.all([...before, ...behind])).map(({ code }) => code);
    expect(codes.filter((code) => code === 'render_deferred').length).toBeGreaterThan(90);
    expect(new Set(codes)).toEqual(new Set(['render_deferred', 'render_timeout']));
  });

  it('makes way for a fresh one when it has grown, between two documents', async () => {
    typesetter = new TypesetterProcess({ timeoutMs: 10_000, restMegabytes: 1 });
    const seen = new Set<string>();
    for (let index = 0; index < 3; index += 1) {
      const pdfs = await Promise.all([compile(), compile(), compile()]);
      expect(pdfs.every((pdf) => pdf.length > 1_000)).toBe(true);
      const running = compile();
      for (const child of children()) seen.add(child);
      await running;
    }
    expect(seen.size).toBeGreaterThan(2);
  });
});
