'use strict';
const { reporters } = require('mocha');

/** Mocha's spec reporter, closed by one plain line that counts: `N passed, N failed`. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      reporters.Base.consoleLog(`${passes} passed, ${failures} failed${skipped}`);
    });
  }
};
