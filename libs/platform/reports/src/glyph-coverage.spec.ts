import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { GlyphCoverage, SECOND_FAMILY } from './glyph-coverage';

const REGULAR = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

describe('glyph coverage', () => {
  const coverage = new GlyphCoverage(REGULAR);

  it.each([
    'abcXYZ 0123456789 ~!@#$%^&*()_+-=[]{};\':",./<>?\\|`',
    '烟台市芝罘区，莱山区。䶮㙦〇（）【】《》“”‘’、；：？！…—·￥％～',
    '℃ ℉ ° ² ³ ⁻¹ × ÷ ± √ ≤ ≥ ≠ ≈ ∞ μ Ω Φ ⌀ ㎡ ‰ H₂O',
    '☑ ☐ ☒ ✔ ✘ △ ○ ● □ ■ ※ → ↑ ↓ ① ⑩ Ⅰ Ⅻ ™ ® €',
    'Łódź Škoda Müller São 日立ビル Лифт',
    'tab\tand\r\nlines',
  ])('draws %s', (text) => {
    expect(coverage.firstUncovered({ text })).toBeNull();
  });

  it.each([
    ['an emoji', '王😀', 0x1f600],
    ['a variation selector', '☎\uFE0F', 0xfe0f],
    ['a private-use character', '\uE123', 0xe123],
    ['an invisible space', '烟台\u200B', 0x200b],
    ['a control character', 'a\u0000', 0],
    ['half a surrogate pair', 'a\uD83D', 0xd83d],
  ])('refuses %s', (_, text, codePoint) => {
    expect(coverage.firstUncovered(text)?.codePoint).toBe(codePoint);
  });

  it('names the place by its JSON path', () => {
    const data = { content: { items: [{ name: 'ok' }, { name: 'lift 😀' }], count: 2, none: null } };
    expect(coverage.firstUncovered(data)).toEqual({
      path: 'content.items[1].name',
      character: '😀',
      codePoint: 0x1f600,
    });
  });

  it('promises nothing the second family does not draw', () => {
    const characters = SECOND_FAMILY.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    );
    const fonts = require.resolve('@expo-google-fonts/noto-sans-sc/package.json').replace('package.json', '400Regular');
    const compiler = NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: [fonts] }] });
    const mainFileContent = `
      #set document(date: datetime(year: 2026, month: 1, day: 1), title: "x")
      #set text(font: ("Noto Sans SC", "DejaVu Sans Mono"), fallback: false)
      #sys.inputs.text`;
    const draw = (text: string): unknown =>
      compiler.pdf({ mainFileContent, inputs: { text } }, { pdfStandard: 'a-2b' }); // fails on a missing glyph
    expect(() => draw('😀')).toThrow(/could not be displayed/);
    expect(() => draw(characters.join(' '))).not.toThrow();
  });
});
