import { expect } from 'chai';
import { checkPlaces } from '../../src/drift/check-places.js';

const [shop, sandbox] = ['333333333333', '444455556666'] as const;
const desired = {
  coverage: [{ accountId: shop, region: 'eu-central-1' }],
  exclusions: [{ accountId: sandbox, reason: 'rebuilt every night', source: 'org.yaml accounts.exclude' }],
  homeRegion: 'us-east-1',
};

describe('the Regions that drift is narrowed to', () => {
  const check = (regions: readonly string[], findings: Parameters<typeof checkPlaces>[2]) =>
    checkPlaces({ regions: new Set(regions) }, desired, findings);

  it('may be covered, the home of the aggregator, or one in which something was found', () => {
    check(['eu-central-1', 'us-east-1'], []);
    check(['sa-east-1'], [{ region: 'sa-east-1' }]);
  });

  it('are refused where there is nothing to look at, each by its name', () => {
    expect(() => check(['eu-central-1', 'sa-east-1'], [{}])).to.throw(/^sa-east-1 is not covered/);
  });
});

describe('the accounts that drift is narrowed to', () => {
  const check = (accounts: readonly string[], findings: Parameters<typeof checkPlaces>[2]) =>
    checkPlaces({ accounts: new Set(accounts) }, desired, findings);

  it('may be covered, or such in which something was found', () => {
    check([shop], []);
    check([shop, sandbox], [{ accountId: sandbox, region: 'us-east-1' }]);
  });

  it('are refused where there is nothing to look at, with what leaves them out', () => {
    expect(() => check([shop, sandbox], [{ accountId: shop }])).to.throw(
      `${sandbox} is not covered: rebuilt every night (org.yaml accounts.exclude).`,
    );
  });
});
