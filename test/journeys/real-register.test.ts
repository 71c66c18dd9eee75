import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const DEMO = join(__dirname, '../../dist/apps/cli/src/demo.js');
const REGISTER = join(__dirname, '../../../shared/data/elevators-maryland.csv.gz');
const ROWS = 500;

const isPresent = existsSync(REGISTER);
if (!isPresent) console.warn(`skipped: there is no register at ${REGISTER}`);
const test = isPresent ? it : it.skip;

describe(`a real register${isPresent ? '' : ` (skipped: no file ${REGISTER})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'nqi-register-'));
  const workspaces = [folder];
  afterAll(() => workspaces.forEach((one) => rmSync(one, { recursive: true, force: true })));

  test(`is registered and filed by a client of the api: ${ROWS} rows`, async () => {
    const lines = gunzipSync(readFileSync(REGISTER)).toString('utf8').split('\n');
    const [header = '', ...rows] = lines.slice(0, ROWS + 1);
    // Two mistakes of our own: one that the client cannot read, one that only the platform can know.
    const [first = '', second = ''] = rows;
    rows[0] = first.replace('22 feet 3 inches', 'two floors');
    const file = join(folder, 'register.csv.gz');
    writeFileSync(file, gzipSync([header, ...rows, second].join('\n')));

    const { stdout } = await promisify(execFile)(process.execPath, [DEMO, '--register', file]);
    const lastLine = stdout.trim().split('\n').at(-1) ?? '';
    expect(lastLine).toMatch(/^REGISTER \{/);
    const result = JSON.parse(lastLine.slice('REGISTER '.length));
    const refusedFile = /each with its reason in (\S+)/.exec(stdout)?.[1] ?? '';
    // Of all that it might name, only a folder that the demo made for itself is removed afterwards.
    expect(refusedFile.startsWith(join(tmpdir(), 'nqi-demo-'))).toBe(true);
    workspaces.push(dirname(dirname(refusedFile)));

    const refused = parse<Record<string, string>>(readFileSync(refusedFile), { columns: true });
    expect(refused).toContainEqual(
      expect.objectContaining({ row: '1', reason: 'equipment_travel cannot be read', value: 'two floors' }),
    );
    expect(refused).toContainEqual(
      expect.objectContaining({ row: String(ROWS + 1), reason: expect.stringContaining('elevators.device_exists') }),
    );

    const unregistered = new Set(refused.map(({ row }) => Number(row)));
    const dueByTheFile = parse<Record<string, string>>([header, ...rows, second].join('\n'), { columns: true }).filter(
      ({ certificate_expiration_date: date }, index) => /^2023-0[34]/.test(date) && !unregistered.has(index + 1),
    ).length;
    expect(dueByTheFile).toBeGreaterThan(0);
    expect(result).toEqual({
      rows: ROWS + 1,
      registered: ROWS + 1 - refused.length,
      refused: refused.length,
      due: dueByTheFile,
      filed: dueByTheFile,
      seconds: expect.any(Number),
    });
  }, 180_000);
});
