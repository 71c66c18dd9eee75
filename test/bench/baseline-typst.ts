import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { readOrder } from './environment';

export interface TypstOrder {
  workspace: string;
  /** A JSON file with one array of documents for each report. */
  reportsFile: string;
  /** Reports at the beginning that are made and not counted. */
  uncounted: number;
}

/** A document, and the file that the worker stored for it. */
export interface BareDocument {
  mainFilePath: string;
  data: string;
  storedFile: string;
}

export interface TypstResult {
  reportsPerMinute: number;
  /** Documents that came out unlike the worker's. */
  different: number;
}

const FONTS = ['sans-sc/400Regular', 'sans-sc/500Medium', 'sans-sc/700Bold', 'serif-sc/700Bold'];
/** Without it every report stays in memory; it costs nothing that can be measured. */
const CACHE_GENERATIONS = 3;

/** The two documents of every report, one after the other: no queue, no database, no file. */
function compileAll({ workspace, reportsFile, uncounted }: TypstOrder): TypstResult {
  const fontPaths = FONTS.map((font) => {
    const [family, weight] = font.split('/');
    const name = `Noto${family.startsWith('sans') ? 'Sans' : 'Serif'}SC`;
    return dirname(require.resolve(`@expo-google-fonts/noto-${font}/${name}_${weight}.ttf`));
  });
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });
  const reports = JSON.parse(readFileSync(reportsFile, 'utf8')) as BareDocument[][];
  const pdfs: Buffer[] = [];
  let began = 0;
  reports.forEach((documents, index) => {
    if (index === uncounted) began = performance.now();
    for (const { mainFilePath, data } of documents) {
      pdfs.push(compiler.pdf({ mainFilePath, inputs: { data } }, { pdfStandard: PdfStandard.A_3a }));
      compiler.evictCache(CACHE_GENERATIONS);
    }
  });
  const minutes = (performance.now() - began) / 60_000;
  const expected = reports.flat();
  const different = pdfs.filter((pdf, index) => !beginsWith(expected[index].storedFile, pdf)).length;
  return { reportsPerMinute: (reports.length - uncounted) / minutes, different };
}

/** A signature is written behind what was set and changes nothing of it. */
function beginsWith(storedFile: string, pdf: Buffer): boolean {
  return readFileSync(storedFile).subarray(0, pdf.length).equals(pdf);
}

process.once('disconnect', () => process.exit(0));
process.send?.(compileAll(readOrder<TypstOrder>()), () => process.exit(0));
