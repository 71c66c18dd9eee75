import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const DEMO = join(__dirname, '../../dist/apps/cli/src/demo.js');

/** PDF files of a folder by name, each with its first bytes. */
function pdfs(folder: string): { name: string; head: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => ({ name, head: readFileSync(join(folder, name)).toString('latin1', 0, 5) }));
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

    for (const folder of [result.reportsDir, join(result.reportsDir, 'marks')]) {
      const files = pdfs(folder);
      expect(new Set(files.map(({ name }) => name)).size).toBe(30);
      expect(files.filter(({ head }) => head !== '%PDF-')).toEqual([]);
    }
    expect(pdfs(join(result.reportsDir, 'certificates'))).toHaveLength(5);
    expect(pdfs(join(result.reportsDir, 'statements'))).toHaveLength(1);
    expect(existsSync(join(workspace, 'data'))).toBe(false);
  }, 180_000);
});
