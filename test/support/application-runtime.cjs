const { existsSync, readdirSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, relative, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const ROOT = join(__dirname, '../..');
const OWN = /^(apps|libs|migrations)\//;

assertBuilt();

/**
 * Loads the application as `npm start` runs it, built and by Node itself, once for all test files of a process: under
 * jest's own loader each file would compile Nest, TypeORM and five hundred modules of ours anew, which takes longer than
 * most of its tests. Specs of pure files, test files and what supports them keep jest's loader and share nothing.
 */
module.exports = class ApplicationRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const [, environment, , , , , testPath] = given;
    this.isSpec = testPath.endsWith('.spec.ts');
    // Dates that the application makes, and what it says of its classes, are known to tests as their own.
    Object.assign(environment.global, { Date, Reflect });
  }

  requireModuleOrMock(from, name) {
    const path = this.isSpec ? null : this.applicationPath(from, name);
    return path === null ? super.requireModuleOrMock(from, name) : require(path);
  }

  /** Where Node finds the module, or null for what stays with jest. */
  applicationPath(from, name) {
    if (name.startsWith('node:') || name.startsWith('@jest/') || from.includes('/node_modules/')) return null;
    if (name.startsWith('@nqi/')) return join(ROOT, 'dist', name.replace('@nqi/', 'libs/'), 'src/index.js');
    if (!name.startsWith('.')) return installed(from, name);
    const own = relative(ROOT, join(from, '..', name))
      .split(sep)
      .join('/');
    return OWN.test(own) ? builtFile(join(ROOT, 'dist', own)) : null;
  }
};

function installed(from, name) {
  const path = createRequire(from).resolve(name);
  return path.includes('/node_modules/') ? path : null;
}

function builtFile(path) {
  return [`${path}.js`, join(path, 'index.js')].find((file) => existsSync(file)) ?? null;
}

/** Of a stale build tests would prove nothing. */
function assertBuilt() {
  const builtAt = statSync(join(ROOT, 'dist/apps/api/src/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const folder of ['apps', 'libs', 'migrations']) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true })) {
      if (!/\.(ts|typ)$/.test(name) || name.endsWith('.spec.ts')) continue;
      if (statSync(join(ROOT, folder, name)).mtimeMs > builtAt)
        throw new Error(`${folder}/${name} is newer than the build`);
    }
  }
}
