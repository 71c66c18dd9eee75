import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissions, roles } from '@nqi/platform/identity';
import { type AnyWorkflow, toMermaid } from '@nqi/shared/workflow';

const FILE = 'ARCHITECTURE.md';
const LIBS = join(__dirname, '../../../libs');

/** Every table that a `*.workflow.ts` exports. */
const workflows = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.workflow.js'))
  .sort()
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name, so that none is forgotten in a list
  .flatMap((path) => Object.values(require(join(LIBS, path)) as object) as AnyWorkflow[]);

/** What stands between the marks of ARCHITECTURE.md is drawn from the tables that the code runs on. */
const drawings: Record<string, () => string> = {
  diagrams: () => `\`\`\`mermaid\nflowchart LR\n${workflows.map(toMermaid).join('\n')}\n\`\`\`\n`,
  permissions: () => {
    const rows = Object.entries(permissions).map(([permission, held]) => [
      `\`${permission}\``,
      held.length === roles.length ? 'every role' : held.map((role) => `\`${role}\``).join(' '),
    ]);
    return `${tableOf([['permission', 'roles'], ...rows]).join('\n')}\n`;
  },
};

/** With its columns aligned, as the formatter would. */
function tableOf(rows: readonly string[][]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const written = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [written[0] ?? '', `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...written.slice(1)];
}

const before = readFileSync(FILE, 'utf8');
const after = Object.entries(drawings).reduce(
  (text, [mark, draw]) =>
    text.replace(
      new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`),
      (_, open: string, close: string) => `${open}\n${draw()}\n${close}`,
    ),
  before,
);
if (process.argv.includes('--check') && before !== after) {
  console.error(`The drawings in ${FILE} are not those of the code: run npm run diagrams.`);
  process.exit(1);
}
if (before !== after) writeFileSync(FILE, after);
