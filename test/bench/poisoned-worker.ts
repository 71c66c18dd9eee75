import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Report, ReportKinds } from '@nqi/platform/reports';
import { WORKSPACE } from '../../libs/platform/reports/src/typesetting';
import { readOrder } from './environment';

export interface PoisonOrder {
  /** Reports whose document comes to no end. */
  reportIds: string[];
}

/** Two loops of a finite number of steps: the engine itself stops only those that it sees to be endless. */
const ENDLESS = '#for i in range(1000000) { for j in range(1000000) { let x = calc.rem(i * j, 97) } }';

const poison = new Set(readOrder<PoisonOrder>().reportIds);
const folder = mkdtempSync(join(WORKSPACE, 'poison-'));
const templatePath = join(folder, 'endless.typ');
writeFileSync(templatePath, ENDLESS);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

// The real worker, in which some reports are set by a template without an end.
const kindOf = Reflect.get(ReportKinds.prototype, 'of');
ReportKinds.prototype.of = function (this: ReportKinds, report: Pick<Report, 'kind'> & Partial<Report>) {
  const kind = kindOf.call(this, report);
  if (!poison.has(report.id ?? '')) return kind;
  return Object.assign(Object.create(kind), { documents: () => [{ name: 'report', templatePath }] });
};

// eslint-disable-next-line @typescript-eslint/no-require-imports -- only once the reports are poisoned
require('../../apps/worker/src/main');
