import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expectGenuine, expectValid } from '../support/strangers-tools';

const DEMO = join(__dirname, '../../dist/apps/cli/src/demo.js');

/** Where the codes of a demo lead. */
const CODE = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v\/[\w-]{32}$/);

/** Has every document of a folder looked at, the first of each series closely. @returns the numbers in their names */
async function looked(folder: string): Promise<string[]> {
  const numbers = readdirSync(folder).flatMap((name) => (name.endsWith('.pdf') ? name.slice(0, -4) : []));
  const file = (number: string): Buffer => readFileSync(join(folder, `${number}.pdf`));
  for (const number of numbers) {
    const dccs = /^(JD|TZ)/.test(number) ? [`${number}.xml`] : [];
    await (number.endsWith('-000001') ? expectGenuine(file(number), { code: CODE, dccs }) : expectValid(file(number)));
  }
  return numbers;
}

describe('npm run demo', () => {
  const workspaces: string[] = [];
  afterAll(() => workspaces.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it('plays all lines, from a registration to printed reports, and says so in its last line', async () => {
    // The environment is inherited with the DATABASE_URL of these tests in it: the demo must not go there.
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO, '--all']);
    const lastLine = stdout.trim().split('\n').at(-1) ?? '';
    expect(lastLine).toMatch(/^DEMO \{/);
    const result = JSON.parse(lastLine.slice('DEMO '.length));
    const workspace = dirname(result.reportsDir);
    // Of all that it might name, only a folder that the demo made for itself is removed afterwards.
    expect(workspace.startsWith(join(tmpdir(), 'nqi-demo-'))).toBe(true);
    workspaces.push(workspace);

    const headline = ['filed', 'refused', 'reports', 'verified', 'seconds', 'reportsDir'];
    expect(Object.keys(result)).toEqual([...headline, 'certificates', 'bookings', 'requests']);
    expect(result).toMatchObject({ filed: 30, refused: 3, reports: 30, verified: true });
    expect(result).toMatchObject({ certificates: 5, bookings: 4, requests: 1 });
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.seconds).toBeLessThan(60);
    for (const code of ['elevators.unknown_device', 'elevators.repeated_row', 'elevators.requested_in_past']) {
      expect(stdout.split(code)).toHaveLength(2);
    }

    for (const [folder, count] of [
      ['', 30],
      ['marks', 30],
      ['certificates', 5],
      ['statements', 1],
    ] as const) {
      expect(await looked(join(result.reportsDir, folder))).toHaveLength(count);
    }
    expect(existsSync(join(workspace, 'data'))).toBe(false);
  }, 180_000);
});
