import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, type CatalogueEntry, statusOf } from '@nqi/shared/errors';

const ROOT = join(__dirname, '../..');
const CATALOGUE = 'libs/shared/errors/src/catalogue/';
const entries = Object.entries(catalogue as Record<string, CatalogueEntry>);

/** What the code of the application says; a code in a test alone is not used. */
const sources = ['apps', 'libs']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith(CATALOGUE))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort();

describe('the error catalogue', () => {
  it('has codes by area and reason', () => {
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.map(([code]) => code).filter((code) => !/^[a-z]+\.[a-z0-9]+(_[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('has nothing that the code never says', () => {
    expect(entries.map(([code]) => code).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  it('has everything that the code says', () => {
    const areas = [...new Set(entries.map(([code]) => code.split('.')[0]))].join('|');
    const said = [...sources.matchAll(new RegExp(`'((?:${areas})\\.[a-z0-9_]+)'`, 'g'))].map(([, code]) =>
      String(code),
    );
    expect(new Set(said).size).toBeGreaterThan(50);
    // Tables and files have dots too, but none of these areas in front.
    expect([...new Set(said)].filter((code) => !(code in catalogue))).toEqual([]);
  });

  it.each(entries)('explains %s in Chinese and in English', (_, { kind, zh, en }) => {
    expect(statusOf[kind]).toBeGreaterThanOrEqual(400);
    for (const text of [zh.title, zh.detail, zh.action ?? '中']) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of [en.title, en.detail, en.action ?? 'En']) {
      expect(text).toMatch(/^["{A-Z]/);
      expect(text).not.toMatch(/\p{Script=Han}{5}/u);
    }
  });

  it.each(entries)('fills the same places of %s in both languages', (_, { zh, en }) => {
    expect(placeholders(zh.detail)).toEqual(placeholders(en.detail));
    expect(placeholders(zh.action ?? '')).toEqual(placeholders(en.action ?? ''));
    expect(zh.action === undefined).toBe(en.action === undefined);
  });

  it('shows the next step wherever the caller can take one: a conflict or an unmet rule', () => {
    const silent = entries.filter(([, { kind, zh }]) => (kind === 'unavailable' || kind === 'too_large') && !zh.action);
    expect(silent.map(([code]) => code)).toEqual([]);
  });
});
