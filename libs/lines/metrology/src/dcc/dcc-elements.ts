import type { Caption } from '../results/result-row';

/** Nested elements as xmlbuilder2 takes them: `@name` is an attribute, `#` the text, an array a repeated element. */
export interface Elements {
  [name: string]: Node;
}
type Node = string | Elements | readonly Elements[] | readonly string[] | undefined;

/** `dcc:textType`: a text in one or both languages. */
export function text(caption: Caption | string): Elements {
  const { zh, en } = typeof caption === 'string' ? { zh: caption, en: '' } : caption;
  return { 'dcc:content': [said('zh', zh), ...(en === '' ? [] : [said('en', en)])] };
}

function said(lang: 'zh' | 'en', words: string): Elements {
  return { '@lang': lang, '#': literal(words) };
}

/**
 * A text that means itself: xmlbuilder2 decodes entities in what it is given, and when it writes leaves alone what looks
 * like one, so that `&S;` in a name would become a reference that no parser knows.
 */
function literal(words: string): string {
  return words.replaceAll('&', '&amp;amp;');
}

/** A value of `dcc:notEmptyStringType`: no space at its ends; undefined (no element) where nothing is left. */
export function stated(value: string | null | undefined): string | undefined {
  const words = (value ?? '').trim().split(/\s+/).join(' ');
  return words === '' ? undefined : literal(words);
}

/** The element with this name, or none. */
export function optional(name: string, value: Node): Elements {
  return value === undefined ? {} : { [name]: value };
}

/** One of `dcc:identifications`; none for an empty value. */
export function identification(
  issuer: 'manufacturer' | 'calibrationLaboratory' | 'customer' | 'other',
  value: string | null,
  name: Caption,
): Elements[] {
  const known = stated(value);
  return known === undefined ? [] : [{ 'dcc:issuer': issuer, 'dcc:value': known, 'dcc:name': text(name) }];
}

/** `dcc:contactType`: an organisation with what is known of its address; the country stands for one that is not. */
export function contact({ name, nameEn, phone, address }: Contact): Elements {
  return {
    'dcc:name': text({ zh: name, en: nameEn ?? '' }),
    ...optional('dcc:phone', stated(phone)),
    'dcc:location': {
      'dcc:countryCode': 'CN',
      ...(stated(address) && { 'dcc:further': text(address ?? '') }),
    },
  };
}

interface Contact {
  name: string;
  nameEn?: string | null;
  phone?: string | null;
  address: string | null;
}
