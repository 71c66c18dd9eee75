const base = require('./jest.config.cjs');

/** All tests against the application as it was built (`npm test`); plain `jest` compiles what changed since. */
module.exports = { ...base, runtime: '<rootDir>/test/support/application-runtime.cjs' };
