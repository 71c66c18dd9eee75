/** The number of a standard or regulation, in the one spelling in which it is stored. */
export interface StandardNumber {
  /** `GB/T 19001-2016`. */
  readonly number: string;
  /** Without the year: `GB/T 19001`. */
  readonly series: string;
  /** Null where only the series was named. */
  readonly year: number | null;
  readonly level: StandardLevel;
}

/** 国家, 行业, 地方, 团体, 企业标准; 检定规程和校准规范; 安全技术规范; 国际和国外标准. */
export const standardLevels = [
  ...(['national', 'industry', 'local', 'group', 'enterprise'] as const),
  ...(['metrology', 'safety', 'international'] as const),
];
export type StandardLevel = (typeof standardLevels)[number];

const YEAR = '(?:-(?<year>(?:19|20)\\d{2}))?';
const NUMBER = '(?<no>\\d+(?:\\.\\d+)*)';

/** By level, the prefix with its marks (HANDBOOK 3.4); the more special first, since two letters are any industry. */
const GRAMMAR: readonly (readonly [level: StandardLevel, prefix: string, number?: string])[] = [
  ['metrology', 'JJ[GF](?:\\([^()]{1,10}\\))?'],
  ['safety', 'TSG', '(?<no>[A-Z]?\\d+(?:\\.\\d+)*)'],
  ['local', 'DB\\d{2}(?:\\d{2})?(?:/T)?'],
  ['national', 'GB(?:/[TZ])?'],
  ['group', 'T/[A-Z0-9]{2,10}'],
  ['enterprise', 'Q/[A-Z0-9]{1,10}'],
  // An edition abroad follows a colon or a hyphen, and may be two digits.
  ['international', '(?:ISO(?:/(?:IEC|TS|TR))?|IEC|OIML|EN|DIN)', '(?<no>[A-Z]?\\d+(?:[.-]\\d{1,3}(?!\\d))*)'],
  ['international', 'ASTM', '(?<no>[A-Z]\\d+(?:/[A-Z]\\d+)?)'],
  ['industry', '[A-Z]{2,3}(?:/T)?'],
];

const PATTERNS = GRAMMAR.map(([level, prefix, number = NUMBER]) => {
  const year = level === 'international' ? '(?:[:-](?<year>(?:19|20)?\\d{2}))?' : YEAR;
  return { level, pattern: new RegExp(`^(?<prefix>${prefix}) ?${number}${year}$`) };
});

/** `GBT19001`, `gb／t 19001—2016`, `JJG52-2013`: what people type, without what the mark of a prefix often loses. */
export function parseStandardNumber(raw: string): StandardNumber | null {
  const typed = raw
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[—–−‐‑‒]+/g, '-')
    .replaceAll('∕', '/')
    .replaceAll(/\s*([/:()-])\s*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(GB|DB\d{2}(?:\d{2})?)([TZ]) ?(?=\d)/, '$1/$2 ');
  for (const { level, pattern } of PATTERNS) {
    const { prefix, no, year } = pattern.exec(typed)?.groups ?? {};
    if (prefix && no) return spelt(level, { prefix, no, year });
  }
  return null;
}

function spelt(
  level: StandardLevel,
  { prefix, no, year }: { prefix: string; no: string; year?: string },
): StandardNumber {
  const series = `${prefix} ${no}`;
  const mark = /^(ISO|IEC)/.test(prefix) ? ':' : '-';
  return { level, series, number: year ? `${series}${mark}${year}` : series, year: year ? Number(year) : null };
}
