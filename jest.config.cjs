const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Installed packages that are ES modules: jest runs as CommonJS and must compile them. */
function esModules() {
  const root = join(__dirname, 'node_modules');
  const folders = readdirSync(root).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(root, name)).map((scoped) => `${name}/${scoped}`) : [name],
  );
  return folders.filter((name) => {
    const manifest = join(root, name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  });
}

const esm = esModules().join('|');

const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
    target: 'es2023',
  },
  module: { type: 'commonjs', ignoreDynamic: false },
};

module.exports = {
  testMatch: [
    '<rootDir>/{apps,libs}/**/*.spec.ts',
    '<rootDir>/test/{api,worker,journeys,architecture,access}/**/*.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:.+/node_modules/)?(?:${esm})/)`],
  moduleNameMapper: { '^@nqi/(.*)$': '<rootDir>/libs/$1/src' },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/slowest-first.cjs',
  testTimeout: 30_000,
  maxWorkers: 2,
  // Each file leaves some of its application behind; near the limit of the heap a worker does nothing but collect.
  workerIdleMemoryLimit: '1GB',
};
