/** How the cells of a field are read. */
export type FieldType = 'text' | 'integer' | 'decimal' | 'day' | 'month' | 'flag' | 'choice';

/** A field of a record as a column of a sheet. */
export interface ImportField {
  readonly name: string;
  /** What the column is called in the template. */
  readonly zh: string;
  readonly en: string;
  readonly type: FieldType;
  /** What stands in the template below the name. */
  readonly example: string;
  /** A row without it is refused. */
  readonly required?: boolean;
  /** Of a decimal: the unit that the record keeps it in, and to how many places. */
  readonly unit?: string;
  readonly places?: number;
  /** Of a text: its longest and its form. Of a number: the least and the most. What is outside refuses the row. */
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly min?: number;
  readonly max?: number;
  /** Of a decimal: nothing weighs 0 kg or moves at 0 m/s; zero says that nobody entered the figure. */
  readonly isZeroBlank?: boolean;
  /** Of a choice: what cells may say, and what it means. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Of a choice: what is not among them is not known, instead of refusing the row. */
  readonly isUnlistedBlank?: boolean;
}

type Names = readonly [name: string, zh: string, en: string];

/** A field of a sort without limits of its own. */
export function field([name, zh, en]: Names, type: FieldType, example: string): ImportField {
  return { name, zh, en, type, example };
}

export function text(names: Names, maxLength: number, example: string): ImportField {
  return { ...field(names, 'text', example), maxLength };
}

/** A whole number within these limits. */
export function count(names: Names, [min, max]: readonly [number, number], example: string): ImportField {
  return { ...field(names, 'integer', example), min, max };
}

/** A quantity, kept in this unit to so many places. */
export function measure(
  names: Names,
  [unit, places, max]: readonly [unit: string, places: number, max: number],
  example: string,
): ImportField {
  return { ...field(names, 'decimal', example), unit, places, max, isZeroBlank: true };
}

/** What cells may say, and what it means; they may say what it means, too. */
export function choice(names: Names, words: Readonly<Record<string, string>>, example: string): ImportField {
  const meanings = Object.fromEntries(Object.values(words).map((value) => [value, value]));
  return { ...field(names, 'choice', example), choices: { ...words, ...meanings } };
}

/** The name of a field's column in the template: `额定载重量 (kg)`. */
export function labelOf({ zh, unit }: ImportField): string {
  return unit ? `${zh} (${unit})` : zh;
}
