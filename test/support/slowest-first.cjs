const Sequencer = require('@jest/test-sequencer').default;

/** What takes longest, by folder. A fresh clone knows no times, and would begin with the longest texts. */
const SLOWEST = ['test/access/', 'test/journeys/', 'test/worker/', 'test/api/'];

/** Begins with what takes longest, so that no processor waits for the other one in the end. */
module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => SLOWEST.toReversed().findIndex((folder) => path.includes(folder));
    return super.sort(tests).toSorted((one, other) => rank(other) - rank(one));
  }
};
