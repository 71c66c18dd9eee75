import type { Language } from '@nqi/shared/errors';
import type { NoticeKind, Wording } from './notice-kind';

export type Facts = Readonly<Record<string, string | number | null>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/** A kind's words in a language, filled with the facts of a notice; a fact that is missing is a dash. */
export function wordingOf(kind: NoticeKind | undefined, facts: Facts, language: Language): Wording {
  // A kind that is gone since: the address of the record is still good.
  if (!kind) return language === 'en' ? { title: 'Notice', text: '' } : { title: '通知', text: '' };
  const { title, text } = language === 'en' ? kind.en : kind.zh;
  const fill = (words: string): string =>
    words.replaceAll(PLACEHOLDER, (_, name: string) => String(facts[name] ?? '—'));
  const { bundled } = facts;
  if (typeof bundled !== 'number') return { title: fill(title), text: fill(text) };
  return language === 'en'
    ? { title: `${fill(title)} (${bundled})`, text: `${bundled} in all, among them: ${fill(text)}` }
    : { title: `${fill(title)}（共 ${bundled} 件）`, text: `共 ${bundled} 件，其中：${fill(text)}` };
}

export function placeholdersIn({ zh, en }: NoticeKind): string[] {
  const words = [zh.title, zh.text, en.title, en.text].join(' ');
  return [...words.matchAll(PLACEHOLDER)].map(([, name]) => String(name));
}
