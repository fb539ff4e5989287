import { expect } from 'chai';
import { strayAggregators } from '../../src/observed/stray-aggregators.js';
import type { ObservedAggregator } from '../../src/model/observed.js';
import { smallDesired } from '../support/desired.js';
import { fakeMembers } from './fake-members.js';

const region = 'eu-west-1';
const aggregator = (name: string, changes: Partial<ObservedAggregator> = {}): ObservedAggregator => ({
  name,
  arn: `arn:${name}`,
  roleArn: 'arn:aws:iam::333333333333:role/theirs',
  regions: 'all',
  ...changes,
});
const desired = smallDesired({
  coverage: ['111111111111', '222222222222', '333333333333', '444444444444'].flatMap((accountId) => [
    { accountId, region },
    { accountId, region: 'us-east-1' },
  ]),
});
const { signal } = new AbortController();

describe('looking for aggregators that former administrators left', () => {
  it('asks once each covered account that administers nothing, in the home Region, and tells ours from others', async () => {
    const { members, calls } = fakeMembers({}, [], {
      '333333333333': [
        aggregator('theirs'),
        aggregator('ours', { roleArn: 'arn:aws:iam::333333333333:role/orgsecrets-aggregator' }),
        aggregator('of-single-accounts', { roleArn: undefined, regions: undefined }),
      ],
    });
    const { found, looked, unseen } = await strayAggregators(desired, 'home-region', members, signal);
    expect(found).to.deep.equal([
      { accountId: '333333333333', region, name: 'theirs', ours: false },
      { accountId: '333333333333', region, name: 'ours', ours: true },
    ]);
    expect([looked, unseen]).to.deep.equal([2, []]);
    expect(calls.sort()).to.deep.equal([
      '333333333333 look',
      '333333333333/eu-west-1 aggregators',
      '444444444444 look',
      '444444444444/eu-west-1 aggregators',
    ]);
  });

  it('asks in every covered Region where that is wanted, and counts an account once', async () => {
    const { members, calls } = fakeMembers({}, [], { '333333333333': [aggregator('theirs')] });
    const { found, looked } = await strayAggregators(desired, 'every-region', members, signal);
    expect(found.map(({ name, region: where }) => `${name} ${where}`)).to.deep.equal([
      'theirs eu-west-1',
      'theirs us-east-1',
    ]);
    expect(looked).to.equal(2);
    expect(calls.filter((call) => call.endsWith(' aggregators')).sort()).to.deep.equal([
      '333333333333/eu-west-1 aggregators',
      '333333333333/us-east-1 aggregators',
      '444444444444/eu-west-1 aggregators',
      '444444444444/us-east-1 aggregators',
    ]);
  });

  it('names an account that it may not look at, and does not count it as one without', async () => {
    const { members } = fakeMembers({}, ['444444444444']);
    const { found, looked, unseen } = await strayAggregators(desired, 'home-region', members, signal);
    expect([found, looked]).to.deep.equal([[], 1]);
    expect(unseen).to.deep.equal([
      { accountId: '444444444444', region, seen: false, why: 'no-role', reason: 'AccessDenied: no role' },
    ]);
  });
});
