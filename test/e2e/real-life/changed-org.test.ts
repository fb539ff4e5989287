import { expect } from 'chai';
import { stepsOf } from '../../support/steps.js';
import { configOf } from '../state.js';
import {
  billing,
  lab,
  management,
  members,
  shop,
  startChangingOrg,
  type ChangingOrg,
} from './changing-org.js';

/*
 * Why each list is the smallest: whatever has contents of its own is a StackSet of its own (a kind, in one Region, with
 * one permission model), and each StackSet that has to change at all is in the list once, with all its accounts. AWS
 * has no operation over several StackSets. Only where an instance moves (the hub) or a definition goes or comes are
 * there two steps, since DeleteStackSet takes no StackSet with instances, and CreateStackSet makes none.
 */
const placesOf = (region: string) =>
  [management, ...members.split('+')].map((account) => `${account}/${region}`);

describe('The org.yaml changes', function () {
  this.timeout(300_000);
  let org: ChangingOrg;

  before(async () => {
    org = await startChangingOrg();
  });
  after(() => org.world.stop());
  afterEach(() => expect(org.changedForeign()).to.deep.equal([]));

  const rulesIn = (accountId: string, region: string) =>
    Object.keys(configOf(org.world.simulator)[`${accountId}/${region}`]?.rules ?? {}).length;
  const recordersIn = (accountId: string, region: string) =>
    Object.keys(configOf(org.world.simulator)[`${accountId}/${region}`]?.recorders ?? {});

  it('a rule’s parameter: the rules alone are updated where they stand', async () => {
    org.change('unusedForDays: 90', 'unusedForDays: 30');
    expect(stepsOf(await org.plan())).to.deep.equal([
      `update-stack-set rules-eu-west-1: ${members} in eu-west-1`,
      `update-stack-set rules-us-east-1: ${members} in us-east-1`,
      `update-stack-set management-rules-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-rules-us-east-1: ${management} in us-east-1`,
    ]);
    const { document, calls, lost } = await org.run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect([calls, lost]).to.deep.equal([{ UpdateStackSet: 4 }, []]);
  });

  it('a rule is turned off: it alone is taken away once that is allowed, the others never go', async () => {
    org.change('enabled: true', 'enabled: false');
    expect(stepsOf(await org.plan())).to.deep.equal([
      `!update-stack-set rules-eu-west-1: ${members} in eu-west-1`,
      `!update-stack-set rules-us-east-1: ${members} in us-east-1`,
      `!update-stack-set management-rules-eu-west-1: ${management} in eu-west-1`,
      `!update-stack-set management-rules-us-east-1: ${management} in us-east-1`,
    ]);
    const begun = org.world.simulator.log.length;
    const { calls } = await org.allowed();
    expect(calls).to.deep.equal({ UpdateStackSet: 4 });
    const deletions = org.world.simulator.log
      .slice(begun)
      .filter(({ operation }) => operation === 'DeleteConfigRule');
    expect(deletions, 'one rule in each target').to.have.lengthOf(12);
    expect(new Set(deletions.map(({ input }) => input.ConfigRuleName)).size).to.equal(1);
    expect(rulesIn(shop, 'us-east-1')).to.equal(4);
  });

  it('a Region is dropped: forwarding, rules and recorders go in this order, and nothing in the other Region is touched', async () => {
    org.change('include: [us-east-1, eu-west-1]', 'include: [us-east-1]');
    expect(stepsOf(await org.plan())).to.deep.equal([
      `!delete-instances forward-eu-west-1: ${members} in eu-west-1`,
      `!delete-instances management-forward-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances management-rules-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances rules-eu-west-1: ${members} in eu-west-1`,
      `!delete-instances management-recorder-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances recorder-eu-west-1: ${members} in eu-west-1`,
      'delete-stack-set forward-eu-west-1',
      'delete-stack-set management-forward-eu-west-1',
      'delete-stack-set management-rules-eu-west-1',
      'delete-stack-set rules-eu-west-1',
      'delete-stack-set management-recorder-eu-west-1',
      'delete-stack-set recorder-eu-west-1',
      'prove-coverage',
      'put-aggregator orgsecrets',
    ]);
    const { document, calls, lost } = await org.allowed();
    expect(document.coverage.rules).to.include({ desired: 6, verified: 6 });
    expect(calls).to.deep.equal({
      DeleteStackInstances: 6,
      DeleteStackSet: 6,
      PutConfigurationAggregator: 1,
    });
    expect(lost, 'us-east-1 keeps its rules throughout').to.deep.equal(placesOf('eu-west-1'));
    expect([rulesIn(shop, 'eu-west-1'), recordersIn(shop, 'eu-west-1')]).to.deep.equal([0, []]);
  });

  it('a Region is added: it gets what it lacks, and the aggregator follows', async () => {
    org.change('include: [us-east-1]', 'include: [us-east-1, eu-west-1]');
    expect(stepsOf(await org.plan())).to.deep.equal([
      ...['recorder', 'rules', 'forward'].flatMap((kind) => [
        `create-stack-set ${kind}-eu-west-1`,
        `create-stack-set management-${kind}-eu-west-1`,
        `create-instances ${kind}-eu-west-1: ${members} in eu-west-1`,
        `create-instances management-${kind}-eu-west-1: ${management} in eu-west-1`,
      ]),
      'prove-coverage',
      'put-aggregator orgsecrets',
    ]);
    const { document, calls, lost } = await org.run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect(calls).to.deep.equal({
      CreateStackSet: 6,
      CreateStackInstances: 6,
      PutConfigurationAggregator: 1,
    });
    expect(lost).to.deep.equal([]);
  });

  it('an organizational unit is dropped: its accounts lose what is ours, and keep what is theirs', async () => {
    org.change(', /Lab]', ']');
    expect(stepsOf(await org.plan())).to.deep.equal([
      `!delete-instances forward-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances forward-us-east-1: ${lab} in us-east-1`,
      `!delete-instances rules-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances rules-us-east-1: ${lab} in us-east-1`,
      `!delete-instances recorder-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances member: ${lab} in us-east-1`,
    ]);
    const { calls, lost } = await org.allowed();
    expect(calls).to.deep.equal({ DeleteStackInstances: 6 });
    expect(lost, 'nobody else loses anything').to.deep.equal([`${lab}/eu-west-1`, `${lab}/us-east-1`]);
    expect([rulesIn(lab, 'us-east-1'), recordersIn(lab, 'us-east-1')]).to.deep.equal([0, ['theirs']]);
  });

  it('an organizational unit is added: its accounts get what a look says they lack, and nobody else is touched', async () => {
    org.change('/Workloads]', '/Workloads, /Lab]');
    // Its recorder of us-east-1 is the lab's own.
    expect(stepsOf(await org.plan())).to.deep.equal([
      `create-instances member: ${lab} in us-east-1`,
      `create-instances recorder-eu-west-1: ${lab} in eu-west-1`,
      `create-instances rules-eu-west-1: ${lab} in eu-west-1`,
      `create-instances rules-us-east-1: ${lab} in us-east-1`,
      `create-instances forward-eu-west-1: ${lab} in eu-west-1`,
      `create-instances forward-us-east-1: ${lab} in us-east-1`,
    ]);
    const { document, calls, lost } = await org.run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect([calls, lost]).to.deep.equal([{ CreateStackInstances: 6 }, []]);
  });

  it('an account is excluded: only StackSets’ deletions reach it, once that is allowed', async () => {
    org.change('exclude: []', `exclude: [{ id: '${billing}', reason: on its own }]`);
    expect(stepsOf(await org.plan())).to.deep.equal([
      `!delete-instances forward-eu-west-1: ${billing} in eu-west-1`,
      `!delete-instances forward-us-east-1: ${billing} in us-east-1`,
      `!delete-instances rules-eu-west-1: ${billing} in eu-west-1`,
      `!delete-instances rules-us-east-1: ${billing} in us-east-1`,
      `!delete-instances recorder-eu-west-1: ${billing} in eu-west-1`,
      `!delete-instances recorder-us-east-1: ${billing} in us-east-1`,
      `delete-instances slr: ${billing} in us-east-1`,
      `!delete-instances member: ${billing} in us-east-1`,
    ]);
    const begun = org.world.simulator.log.length;
    const { calls, lost } = await org.allowed();
    expect(calls).to.deep.equal({ DeleteStackInstances: 8 });
    expect(lost).to.deep.equal([`${billing}/eu-west-1`, `${billing}/us-east-1`]);
    const later = org.world.simulator.log.slice(begun);
    const outside = later.filter(({ source, accountId }) => source === 'outside' && accountId === billing);
    expect(outside.map(({ operation }) => operation)).to.deep.equal([]);
    expect([rulesIn(billing, 'us-east-1'), recordersIn(billing, 'us-east-1')]).to.deep.equal([0, []]);
  });
});
