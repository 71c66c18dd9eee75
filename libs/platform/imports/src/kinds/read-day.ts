import { isDay } from '@nqi/shared/calendar';

/** What a mapping can say of the days of a column; the year first is understood without. */
export const dateFormats = ['YYYY-MM-DD', 'YYYYMMDD', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** With the time of day that spreadsheets like to add. */
const YEAR_FIRST =
  /^(?<y>\d{4})(?:[-/.]|年)(?<m>\d{1,2})(?:[-/.]|月)(?<d>\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;
const FORMATS: Readonly<Record<string, RegExp>> = {
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})[-/.](?<d>\d{1,2})[-/.](?<y>\d{4})$/,
};

/** A day as `YYYY-MM-DD`; undefined for what is none. */
export function dayOf(text: string, format = ''): string | undefined {
  const match = YEAR_FIRST.exec(text) ?? FORMATS[format]?.exec(text);
  return match?.groups && joined(match.groups);
}

function joined({ y = '', m = '', d = '' }: Readonly<Record<string, string>>): string | undefined {
  const day = [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-');
  return isDay(day) ? day : undefined;
}
