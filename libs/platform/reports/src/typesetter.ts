import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { dirname, relative } from 'node:path';
import { setImmediate as eventLoop } from 'node:timers/promises';
import { BODY_FONT, GlyphCoverage } from './glyph-coverage';
import { type SealPlace, type Typeset, type Typesetting, TypesettingError, WORKSPACE } from './typesetting';

/** Regular, Medium and Bold for text, one weight of the serif for titles; each file is 10 to 15 MB, mapped once. */
const FONTS = [
  BODY_FONT,
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
];

/** Compiled results older than this many compilations are dropped: without it each report keeps about 5 MB. */
const CACHE_GENERATIONS = 3;

/**
 * Sets documents with typst, in process. Compilation is synchronous (some 50 ms) and nothing can interrupt it, so it runs
 * in a process of its own ({@link Typesetters}). The PDF is exported as PDF/A-3a, fit to be kept and to carry data
 * along. Equal input gives equal bytes as long as the template dates the document from its data.
 */
export class Typesetter {
  private engine: { compiler: NodeCompiler; coverage: GlyphCoverage } | null = null;

  /** @param workspace folder below which templates stand and import from each other */
  constructor(private readonly workspace = WORKSPACE) {}

  /** Reads the fonts, which the first document would otherwise wait for. */
  start(): { compiler: NodeCompiler; coverage: GlyphCoverage } {
    return (this.engine ??= startEngine(this.workspace));
  }

  /** @throws TypesettingError */
  async compile(job: Typesetting): Promise<Typeset> {
    const { compiler, coverage } = this.start();
    refuseMissingGlyphs(coverage, job.data);
    try {
      return exportPdf(compiler, job);
    } finally {
      compiler.evictCache(CACHE_GENERATIONS);
      // The native buffers are released by finalizers that run only when the event loop turns.
      await eventLoop();
    }
  }
}

function startEngine(workspace: string): { compiler: NodeCompiler; coverage: GlyphCoverage } {
  // Resolving each file makes a missing font fail here; the engine would skip an absent folder in silence.
  const fontPaths = FONTS.map((font) => dirname(require.resolve(font)));
  return {
    compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] }),
    coverage: new GlyphCoverage(require.resolve(BODY_FONT)),
  };
}

function refuseMissingGlyphs(coverage: GlyphCoverage, data: unknown): void {
  const gap = coverage.firstUncovered(data);
  if (!gap) return;
  const codePoint = `U+${gap.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  throw new TypesettingError(
    'missing_glyph',
    `no font draws "${gap.character}" (${codePoint}) in ${gap.path}`,
    gap.path,
  );
}

function exportPdf(compiler: NodeCompiler, job: Typesetting): Typeset {
  try {
    const inputs = { data: JSON.stringify(job.data) };
    const compilation = compiler.compile({ mainFilePath: job.templatePath, inputs });
    if (!compilation.result) throw new TypesettingError('template_error', diagnostics(compilation));
    const pdf = compiler.pdf(compilation.result, { pdfStandard: PdfStandard.A_3a });
    const places = compiler.query(compilation.result, { selector: '<seal>', field: 'value' }) as SealPlace[];
    return { pdf, seal: places[0] ?? null };
  } catch (error) {
    if (error instanceof TypesettingError) throw error;
    // The engine throws plain errors for a template outside the workspace and for a failed export.
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypesettingError('template_error', `${relative(WORKSPACE, job.templatePath)}: ${reason}`);
  }
}

function diagnostics(compilation: ReturnType<NodeCompiler['compile']>): string {
  const found = (compilation.takeDiagnostics()?.shortDiagnostics ?? []) as { message: string; path: string }[];
  return found.map(({ message, path }) => `${relative(WORKSPACE, path)}: ${message}`).join('; ');
}
