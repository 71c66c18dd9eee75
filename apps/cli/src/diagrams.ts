import { readFileSync, writeFileSync } from 'node:fs';
import { filingWorkflow } from '@nqi/lines/elevators';
import { paymentOrderWorkflow } from '@nqi/platform/payments';
import { reportWorkflow } from '@nqi/platform/reports';
import { type AnyWorkflow, toMermaid } from '@nqi/shared/workflow';

const FILE = 'ARCHITECTURE.md';
const BETWEEN = /(<!-- diagrams -->\n)[\s\S]*?(<!-- \/diagrams -->)/;

const workflows = [filingWorkflow, reportWorkflow, paymentOrderWorkflow] as unknown as AnyWorkflow[];

/** The state diagrams as they stand in ARCHITECTURE.md, drawn from the tables that the code runs on. */
function diagrams(): string {
  return workflows
    .map((workflow) => `**${workflow.record}**\n\n\`\`\`mermaid\n${toMermaid(workflow)}\n\`\`\`\n`)
    .join('\n');
}

const before = readFileSync(FILE, 'utf8');
const after = before.replace(BETWEEN, (_, open: string, close: string) => `${open}\n${diagrams()}\n${close}`);
if (process.argv.includes('--check') && before !== after) {
  console.error(`The diagrams in ${FILE} are not those of the code: run npm run diagrams.`);
  process.exit(1);
}
if (before !== after) writeFileSync(FILE, after);
