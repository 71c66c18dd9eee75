import { closeSync, openSync, readSync } from 'node:fs';

/** A character that no font of the report can draw, and where it stands in the data. */
export interface UncoveredCharacter {
  /** JSON path from the root of the data: `content.inspection.items[3].name`. */
  path: string;
  character: string;
  codePoint: number;
}

/**
 * What the second family, "DejaVu Sans Mono" (inside the engine), draws and Noto Sans SC does not: inclusive ranges.
 * A closed list, because the engine's copy cannot be read from disk; a spec lets the engine draw every entry.
 */
export const SECOND_FAMILY: readonly (readonly [number, number])[] = [
  [0x0100, 0x017f], // Latin Extended-A: Ł, Š, ž in manufacturers' names
  [0x2000, 0x200a], // spaces of fixed width, as between a number and its unit
  [0x202f, 0x202f],
  [0x2070, 0x2071], // superscripts and subscripts: m·s⁻¹, H₂O
  [0x2074, 0x208e],
  [0x2153, 0x215f], // fractions
  [0x2217, 0x221c], // ∗ ∘ ∙ √ ∛ ∜
  [0x2300, 0x2300], // ⌀
  [0x2610, 0x2612], // ☐ ☑ ☒
  [0x2714, 0x2718], // ✔ ✘
];

const LAYOUT_CHARACTERS = [0x09, 0x0a, 0x0d];

/** The first family of all reports, as an installed file. */
export const BODY_FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/**
 * Which characters a report can print. The engine draws an empty box for a missing glyph and reports nothing in a plain
 * PDF; an empty box in a unit's name makes a legal document wrong, so the text is compared with the font's `cmap` before.
 */
export class GlyphCoverage {
  /** One byte per code point: a report asks for some ten thousand characters, so the look-up has to be an index. */
  private readonly drawable = new Uint8Array(0x110000);

  /** @param fontFile absolute path of the TrueType file that draws the body text */
  constructor(fontFile: string) {
    for (const [first, last] of [...readCmapRanges(fontFile), ...SECOND_FAMILY]) this.drawable.fill(1, first, last + 1);
    for (const codePoint of LAYOUT_CHARACTERS) this.drawable[codePoint] = 1;
  }

  covers(codePoint: number): boolean {
    return this.drawable[codePoint] === 1;
  }

  /** The first character in any string of `data` that cannot be drawn, or null. Keys are not printed and not looked at. */
  firstUncovered(data: unknown, path = ''): UncoveredCharacter | null {
    if (typeof data === 'string') return this.firstUncoveredIn(data, path);
    if (typeof data !== 'object' || data === null) return null;
    for (const [key, value] of Object.entries(data)) {
      const found = this.firstUncovered(value, childPath(data, path, key));
      if (found) return found;
    }
    return null;
  }

  private firstUncoveredIn(text: string, path: string): UncoveredCharacter | null {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (!this.covers(codePoint)) return { path, character, codePoint };
    }
    return null;
  }
}

function childPath(parent: object, path: string, key: string): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Reads the table directory and the `cmap` table only: the fonts are 10 MB each and the engine maps them itself. */
function readCmapRanges(fontFile: string): [number, number][] {
  const file = openSync(fontFile, 'r');
  try {
    const read = (position: number, length: number): Buffer => {
      const chunk = Buffer.alloc(length);
      readSync(file, chunk, 0, length, position);
      return chunk;
    };
    const tableCount = read(0, 12).readUInt16BE(4);
    const directory = read(12, tableCount * 16);
    const entry = Array.from({ length: tableCount }, (_, index) => directory.subarray(index * 16, index * 16 + 16));
    const cmap = entry.find((record) => record.toString('latin1', 0, 4) === 'cmap');
    if (!cmap) throw new Error(`no cmap table in ${fontFile}`);
    return cmapRanges(read(cmap.readUInt32BE(8), cmap.readUInt32BE(12)));
  } finally {
    closeSync(file);
  }
}

/** Format 12 (all planes) is enough: both Noto families and DejaVu carry one; rare surnames stand outside the BMP. */
function cmapRanges(cmap: Buffer): [number, number][] {
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    if (subtable.readUInt16BE(0) === 12) return format12Ranges(subtable);
  }
  throw new Error('the font has no cmap of format 12');
}

function format12Ranges(subtable: Buffer): [number, number][] {
  return Array.from({ length: subtable.readUInt32BE(12) }, (_, group) => {
    const offset = 16 + group * 12;
    // Glyph 0 is the empty box: a group may start with it.
    const startsWithBox = subtable.readUInt32BE(offset + 8) === 0;
    return [subtable.readUInt32BE(offset) + (startsWithBox ? 1 : 0), subtable.readUInt32BE(offset + 4)];
  });
}
