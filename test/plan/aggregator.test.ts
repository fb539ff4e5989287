import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { ObservedAggregator } from '../../src/model/observed.js';
import { covered, find, home, planOf, untouched } from './sample.js';

const ours = (changes: Partial<ObservedAggregator> = {}): ObservedAggregator => {
  const { name, roleArn, regions } = covered().desired.aggregator;
  return { name, arn: 'arn:ours', roleArn, regions, ...changes };
};
const withAggregators = (...aggregators: ObservedAggregator[]) =>
  planOf(covered(), () => ({ aggregators: { seen: true, aggregators } }));

describe('the aggregator in a plan', () => {
  it('is made where it is absent, after a gate over all coverage', () => {
    const plan = withAggregators({ ...ours(), name: 'somebody-elses', roleArn: 'arn:other' });
    expect(plan.actions.map(({ id }) => id)).to.deep.equal(['prove-coverage', 'put-aggregator/orgsecrets']);
    expect(find(plan, 'put-aggregator')[0]!.change).to.equal('create');
    expect(find(plan, 'prove-coverage')[0]!.targets).to.equal(covered().desired.coverage.length);
  });

  it('is changed where its Regions differ, whatever their order', () => {
    expect(withAggregators(ours({ regions: ['us-east-1', home] })).actions).to.deep.equal([]);
    const plan = withAggregators(ours({ regions: 'all' }));
    expect(find(plan, 'put-aggregator')[0]).to.deep.include({
      change: 'update',
      differences: [{ field: 'regions', from: 'all', to: `${home}, us-east-1` }],
    });
  });

  it('is refused where somebody else has one of its name', () => {
    for (const changes of [{ roleArn: 'arn:other' }, { roleArn: undefined, regions: undefined }])
      expect(() => withAggregators(ours(changes)))
        .to.throw(OrgSecretsError)
        .with.property('code', 'NotOurs');
  });

  it('is made where nobody can look because the hub is still to come', () => {
    expect(find(planOf(untouched()), 'put-aggregator')[0]!.change).to.equal('create');
  });

  it('is left alone where nobody may look although the hub stands', () => {
    const plan = planOf(covered(), () => ({
      aggregators: { seen: false, why: 'denied', reason: 'AccessDenied' },
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles[0]!.reason).to.contain('AccessDenied');
  });
});
