import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { dirname, relative, resolve } from 'node:path';
import { setImmediate as eventLoop } from 'node:timers/promises';
import { BODY_FONT, GlyphCoverage } from './glyph-coverage';

/** One document to set. */
export interface Typesetting {
  /** Absolute path of a `.typ` file below the folder that holds `libs`. */
  templatePath: string;
  /** Becomes `json(bytes(sys.inputs.data))` in the template, so markup inside it stays inert text. */
  data: unknown;
}

/** Why a document could not be set; both codes are permanent, a retry with the same input fails again. */
export class TypesettingError extends Error {
  /**
   * @param code `missing_glyph`: the data holds a character no font can draw; `template_error`: the template refused
   * @param field JSON path of the text at fault, such as `content.userUnit.name` (`missing_glyph` only)
   */
  constructor(
    readonly code: 'missing_glyph' | 'template_error',
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'TypesettingError';
  }
}

/** The folder that holds `libs`: four levels up both in the sources and in `dist`. A template may import from anywhere below. */
const WORKSPACE = resolve(__dirname, '../../../..');

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
 * Sets documents with typst, in process. Compilation is synchronous (some 50 ms), so a Typesetter belongs in a worker
 * process and never in the one that answers HTTP. Equal input gives equal bytes as long as the template dates the document
 * from its data.
 */
export class Typesetter {
  private engine: { compiler: NodeCompiler; coverage: GlyphCoverage } | null = null;

  /** @throws TypesettingError */
  async compile(job: Typesetting): Promise<Buffer> {
    const { compiler, coverage } = (this.engine ??= startEngine());
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

function startEngine(): { compiler: NodeCompiler; coverage: GlyphCoverage } {
  // Resolving each file makes a missing font fail here; the engine would skip an absent folder in silence.
  const fontPaths = FONTS.map((font) => dirname(require.resolve(font)));
  return {
    compiler: NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths }] }),
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

function exportPdf(compiler: NodeCompiler, job: Typesetting): Buffer {
  try {
    const inputs = { data: JSON.stringify(job.data) };
    const compilation = compiler.compile({ mainFilePath: job.templatePath, inputs });
    if (compilation.result) return compiler.pdf(compilation.result);
    throw new TypesettingError('template_error', diagnostics(compilation));
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
