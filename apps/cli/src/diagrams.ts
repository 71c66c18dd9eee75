import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyWorkflow, toMermaid } from '@nqi/shared/workflow';

const FILE = 'ARCHITECTURE.md';
const BETWEEN = /(<!-- diagrams -->\n)[\s\S]*?(<!-- \/diagrams -->)/;

const LIBS = join(__dirname, '../../../libs');

/** Every table that a `*.workflow.ts` exports. */
const workflows = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.workflow.js'))
  .sort()
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found by name, so that none is forgotten in a list
  .flatMap((path) => Object.values(require(join(LIBS, path)) as object) as AnyWorkflow[]);

/** The state diagrams as they stand in ARCHITECTURE.md, drawn from the tables that the code runs on. */
function diagrams(): string {
  return workflows.map((workflow) => `\`\`\`mermaid\n${toMermaid(workflow)}\n\`\`\`\n`).join('\n');
}

const before = readFileSync(FILE, 'utf8');
const after = before.replace(BETWEEN, (_, open: string, close: string) => `${open}\n${diagrams()}\n${close}`);
if (process.argv.includes('--check') && before !== after) {
  console.error(`The diagrams in ${FILE} are not those of the code: run npm run diagrams.`);
  process.exit(1);
}
if (before !== after) writeFileSync(FILE, after);
