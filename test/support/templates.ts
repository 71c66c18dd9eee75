import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../../libs/platform/reports/src/typesetting';

const SOURCES = {
  plain: `#let data = json(bytes(sys.inputs.data))
#set document(title: "plain", date: datetime(year: 2026, month: 3, day: 2))
#set text(font: "Noto Sans SC", fallback: false, lang: "zh")
#data.text`,
  // Two loops of a finite number of steps: the engine itself stops only those that it sees to be endless.
  endless: `#let sum = 0
#for i in range(1000000) { for j in range(1000000) { sum = calc.rem(sum + i * j, 97) } }`,
  hoarding: `#let text = "x" * 1000000
#for i in range(30) { text = text + text }
#text`,
};

/** Paths of templates below the workspace of the engine, which is another one in the sources and in what is built. */
export interface Templates extends Record<keyof typeof SOURCES, string> {
  remove(): void;
}

export function writeTemplates(): Templates {
  const folder = mkdtempSync(join(WORKSPACE, 'typesetter-test-'));
  const paths = Object.entries(SOURCES).map(([name, source]) => {
    const path = join(folder, `${name}.typ`);
    writeFileSync(path, source);
    return [name, path];
  });
  return { ...Object.fromEntries(paths), remove: () => rmSync(folder, { recursive: true }) } as Templates;
}
