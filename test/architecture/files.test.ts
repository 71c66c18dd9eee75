import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '../..');

/** The doors of the kernel; a new one is a decision in ARCHITECTURE.md. */
const KERNEL =
  'audit calendar clock config database errors files health history http ids jobs lifecycle limits logging metrics numbers secrets sheets storage text units workflow'.split(
    ' ',
  );

/** What a file of a lib may be; a file without a suffix is a plain noun. A new one is a decision in ARCHITECTURE.md. */
const SUFFIXES = [
  'module http.module worker.module controller dto entity workflow policy service queries errors kind processor sweep life',
  'guard filter interceptor decorator strategy content main spec',
].flatMap((names) => names.split(' '));

/** Names that say nothing about what is inside, and therefore collect everything. */
const NAMELESS = 'common core utils helpers types interfaces constants'.split(' ');

const PLAIN_NOUN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const AREAS = ['shared', 'platform', 'lines'];
const SOURCES = ['apps', 'libs', 'migrations', 'test'];

const entries = SOURCES.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).map((entry) => ({
    path: relative(ROOT, join(entry.parentPath, entry.name)).replaceAll(sep, '/'),
    isFolder: entry.isDirectory(),
  })),
);
const folders = entries.filter(({ isFolder }) => isFolder).map(({ path }) => path);
const libFiles = entries.filter(({ path, isFolder }) => !isFolder && path.startsWith('libs/')).map(({ path }) => path);
const libs = AREAS.flatMap((area) => readdirSync(join(ROOT, 'libs', area)).map((lib) => `libs/${area}/${lib}`));

/** `http.module` is both a suffix and the module of the lib `http`, whose name stands before the dot. */
function isNamedByTheList(path: string): boolean {
  const [noun = '', ...suffix] = basename(path, '.ts').split('.');
  return PLAIN_NOUN.test(noun) && (suffix.length === 0 || isSuffix(suffix));
}

function isSuffix(parts: string[]): boolean {
  const [last, ...others] = parts.toReversed();
  // A spec is named after the file it tests: inspection.workflow.spec.ts.
  const tested = last === 'spec' && others.length > 0 ? others.toReversed() : parts;
  return SUFFIXES.includes(tested.join('.'));
}

describe('the tree', () => {
  it('has files in it', () => {
    expect(libs.length).toBeGreaterThan(0);
    expect(libFiles.length).toBeGreaterThan(libs.length);
  });

  it('has only shared, platform and lines under libs', () => {
    expect(readdirSync(join(ROOT, 'libs')).filter((area) => !AREAS.includes(area))).toEqual([]);
  });

  it('has only the listed nouns in the kernel', () => {
    expect(readdirSync(join(ROOT, 'libs/shared')).filter((noun) => !KERNEL.includes(noun))).toEqual([]);
  });

  it('gives every lib one door, src/index.ts', () => {
    expect(libs.filter((lib) => !libFiles.includes(`${lib}/src/index.ts`))).toEqual([]);
    expect(libFiles.filter((path) => /^libs\/[^/]+\/[^/]+\/(?!src\/)/.test(path))).toEqual([]);
  });

  it('has no barrel inside a lib', () => {
    const barrels = libFiles.filter((path) => basename(path) === 'index.ts' && path.split('/').length > 5);
    expect(barrels).toEqual([]);
  });

  it('names the source files of the libs by the closed list of suffixes', () => {
    expect(libFiles.filter((path) => path.endsWith('.ts') && !isNamedByTheList(path))).toEqual([]);
  });

  it('gives no two shapes of the contract one name: one of them would silently be the other', () => {
    const shapes = libFiles
      .filter((path) => path.endsWith('.dto.ts'))
      .flatMap((path) => [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^export class (\w+)/gm)])
      .map(([, name]) => String(name));
    expect(shapes.length).toBeGreaterThan(50);
    expect(shapes.filter((name, at) => shapes.indexOf(name) !== at)).toEqual([]);
  });

  it('has no folder that says nothing', () => {
    expect(folders.filter((path) => NAMELESS.includes(basename(path)))).toEqual([]);
  });
});
