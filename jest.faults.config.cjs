const base = require('./jest.config.cjs');

/** Processes killed and databases stopped: one file after the other, with patience. */
module.exports = { ...base, testMatch: ['<rootDir>/test/faults/**/*.test.ts'], testTimeout: 120_000, maxWorkers: 1 };
