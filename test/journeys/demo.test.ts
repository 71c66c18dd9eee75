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

  it('plays from a registration to thirty printed reports, and says so in its last line', async () => {
    // The environment is inherited with the DATABASE_URL of these tests in it: the demo must not go there.
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO]);
    const lastLine = stdout.trim().split('\n').at(-1) ?? '';
    expect(lastLine).toMatch(/^DEMO \{/);
    const result = JSON.parse(lastLine.slice('DEMO '.length));
    const workspace = dirname(result.reportsDir);
    // Of all that it might name, only a folder that the demo made for itself is removed afterwards.
    expect(workspace.startsWith(join(tmpdir(), 'nqi-demo-'))).toBe(true);
    workspaces.push(workspace);

    expect(Object.keys(result)).toEqual(['filed', 'refused', 'reports', 'verified', 'seconds', 'reportsDir']);
    expect(result).toMatchObject({ filed: 30, refused: 3, reports: 30, verified: true });
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
    expect(existsSync(join(workspace, 'data'))).toBe(false);
  }, 180_000);
});
