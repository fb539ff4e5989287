import { expect } from 'chai';
import { checkRegions } from '../../src/drift/check-regions.js';

describe('the Regions that drift is narrowed to', () => {
  const desired = {
    coverage: [{ accountId: '333333333333', region: 'eu-central-1' }],
    homeRegion: 'us-east-1',
  };

  it('may be covered, the home of the aggregator, or one in which something was found', () => {
    checkRegions(['eu-central-1', 'us-east-1'], desired, []);
    checkRegions(['sa-east-1'], desired, [{ region: 'sa-east-1' }]);
  });

  it('are refused where there is nothing to look at, each by its name', () => {
    expect(() => checkRegions(['eu-central-1', 'sa-east-1'], desired, [{}])).to.throw(
      /^sa-east-1 is not covered/,
    );
  });
});
