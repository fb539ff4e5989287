import { expect } from 'chai';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import { instancesOf } from '../../support/real-life.js';
import { mutatingCallsIn, stepsOf } from '../../support/steps.js';
import { configOf } from '../state.js';
import {
  audit,
  management,
  members,
  security,
  shop,
  startChangingOrg,
  withOurRecorder,
  type ChangingOrg,
} from './changing-org.js';

describe('The org.yaml changes where it speaks of the hub, and of what is delivered to it', function () {
  this.timeout(300_000);
  let org: ChangingOrg;

  before(async () => {
    org = await startChangingOrg();
  });
  after(() => org.world.stop());
  afterEach(() => expect(org.changedForeign()).to.deep.equal([]));

  const accountsWithLinkedRole = () =>
    [management, ...members.split('+')].filter(
      (accountId) => 'AWSServiceRoleForConfig' in iamOf(org.world.simulator.world, accountId).roles,
    );

  it('the bucket: recorders deliver to the new one without a stop, the old one stays and is named', async () => {
    org.change('regions:', 'delivery:\n  bucket: our-own-history\nregions:');
    const planned = await org.plan();
    expect(stepsOf(planned)).to.deep.equal([
      `update-stack-set hub: ${audit} in us-east-1`,
      `update-stack-set member: ${members} in us-east-1`,
      `update-stack-set management-member: ${management} in us-east-1`,
      `update-stack-set recorder-eu-west-1: ${members} in eu-west-1`,
      `update-stack-set recorder-us-east-1: ${withOurRecorder} in us-east-1`,
      `update-stack-set management-recorder-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-recorder-us-east-1: ${management} in us-east-1`,
    ]);
    expect(planned.warnings.join()).to.contain('orgsecrets-config-222222222222-us-east-1');
    const { calls, lost } = await org.run();
    expect([calls, lost]).to.deep.equal([{ UpdateStackSet: 7 }, []]);
    expect(configOf(org.world.simulator)[`${shop}/us-east-1`]?.channel?.settings).to.include({
      s3BucketName: 'our-own-history',
    });
  });

  it('a bucket that does not exist: refused with its place in the org.yaml, before anything changes', async () => {
    org.change('bucket: our-own-history', 'bucket: our-own-histroy');
    for (const command of [['plan'], ['apply', '--auto-approve']]) {
      const begun = org.world.simulator.log.length;
      const refused = await org.world.orgsecrets(command);
      expect(refused.exitCode, refused.stderr).to.equal(3);
      expect(refused.stderr).to.contain('delivery.bucket: our-own-histroy').and.to.contain('does not exist');
      expect(mutatingCallsIn(org.world.simulator.log.slice(begun))).to.deep.equal({});
    }
    org.change('bucket: our-own-histroy', 'bucket: our-own-history');
  });

  it('the bucket, back and there again: the hub’s own, which was kept, takes the deliveries meanwhile', async () => {
    org.change('delivery:\n  bucket: our-own-history\n', '');
    const { calls, lost } = await org.run();
    expect([calls, lost]).to.deep.equal([{ UpdateStackSet: 7 }, []]);
    expect(configOf(org.world.simulator)[`${shop}/us-east-1`]?.channel?.settings).to.include({
      s3BucketName: 'orgsecrets-config-222222222222-us-east-1',
    });
    org.change('regions:', 'delivery:\n  bucket: our-own-history\nregions:');
    expect((await org.run()).calls).to.deep.equal({ UpdateStackSet: 7 });
  });

  it('the recorder’s role: its own first, then the recorders; and back, the recorders first; nothing is marked, since AWS’s service-linked role stays in every account', async () => {
    const linkedBefore = accountsWithLinkedRole();
    expect(linkedBefore).to.have.lengthOf(6);
    const hub = `update-stack-set hub: ${audit} in us-east-1`;
    const roles = [
      `update-stack-set member: ${members} in us-east-1`,
      `update-stack-set management-member: ${management} in us-east-1`,
    ];
    const recorders = [
      `update-stack-set recorder-eu-west-1: ${members} in eu-west-1`,
      `update-stack-set recorder-us-east-1: ${withOurRecorder} in us-east-1`,
      `update-stack-set management-recorder-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-recorder-us-east-1: ${management} in us-east-1`,
    ];
    org.change('regions:', 'recorder:\n  role: dedicated\nregions:');
    // The instances are deleted, and nothing is lost: their template retains the role.
    expect(stepsOf(await org.plan())).to.deep.equal([
      `delete-instances management-slr: ${management} in us-east-1`,
      `delete-instances slr: ${withOurRecorder} in us-east-1`,
      hub,
      ...roles,
      ...recorders,
      'delete-stack-set management-slr',
      'delete-stack-set slr',
    ]);
    const there = await org.run();
    expect(there.calls).to.deep.equal({ DeleteStackInstances: 2, UpdateStackSet: 7, DeleteStackSet: 2 });
    expect(accountsWithLinkedRole()).to.deep.equal(linkedBefore);
    org.change('recorder:\n  role: dedicated\n', '');
    expect(stepsOf(await org.plan())).to.deep.equal([
      hub,
      'create-stack-set slr',
      'create-stack-set management-slr',
      ...recorders,
      ...roles,
    ]);
    // Every account has the role, so the two new StackSets have no instance. They are made all the same: a plan that
    // somebody approves has to show each definition that a later trip may need, and a role that is deleted tomorrow
    // is then one instance more, and no other plan.
    const back = await org.run();
    expect(back.calls).to.deep.equal({ CreateStackSet: 2, UpdateStackSet: 7 });
    expect([there.lost, back.lost], 'no recorder stops meanwhile').to.deep.equal([[], []]);
  });

  /** What has to know where the hub is, once there is a new one. */
  const follow = [
    `update-stack-set member: ${members} in us-east-1`,
    `update-stack-set management-member: ${management} in us-east-1`,
    `update-stack-set forward-eu-west-1: ${members} in eu-west-1`,
    `update-stack-set forward-us-east-1: ${members} in us-east-1`,
    `update-stack-set management-forward-eu-west-1: ${management} in eu-west-1`,
    `update-stack-set management-forward-us-east-1: ${management} in us-east-1`,
    'prove-coverage',
    'put-aggregator orgsecrets',
  ];
  const moved = {
    UpdateStackSet: 6,
    DeleteConfigurationAggregator: 1,
    DeleteStackInstances: 1,
    CreateStackInstances: 1,
    PutConfigurationAggregator: 1,
  };

  it('the home Region: aggregator and hub move, StackSets and roles stay, and the lost history is told', async () => {
    org.change('homeRegion: us-east-1', 'homeRegion: eu-west-1');
    const planned = await org.plan();
    expect(stepsOf(planned)).to.deep.equal([
      `!delete-aggregator ${audit}/us-east-1/orgsecrets`,
      `!delete-instances hub: ${audit} in us-east-1`,
      `create-instances hub: ${audit} in eu-west-1`,
      ...follow,
    ]);
    expect(planned.warnings.join('\n')).to.contain('stackSets.region: us-east-1').and.to.contain('is lost');
    const { document, calls, lost } = await org.allowed();
    expect(document.aggregator).to.include({ region: 'eu-west-1', status: 'succeeded' });
    expect([calls, lost]).to.deep.equal([moved, []]);
  });

  it('the administrator account: its aggregator is deleted, the lost history is told, the next one made once all is proved', async () => {
    org.change("accountId: '222222222222'", "accountId: '222222222223'");
    const planned = await org.plan();
    expect(stepsOf(planned)).to.deep.equal([
      `!delete-aggregator ${audit}/eu-west-1/orgsecrets`,
      `!delete-instances hub: ${audit} in eu-west-1`,
      `register-delegated-administrator config.amazonaws.com/${security}`,
      `create-instances hub: ${security} in eu-west-1`,
      ...follow,
    ]);
    expect(planned.warnings.join('\n')).to.contain('is lost');
    const { document, calls, lost } = await org.allowed();
    expect(document.aggregator).to.include({ accountId: security, status: 'succeeded' });
    expect([calls, lost]).to.deep.equal([{ ...moved, RegisterDelegatedAdministrator: 1 }, []]);
  });

  it('the prefix: refused, with the two ways out', async () => {
    org.change('stackSets:', 'stackSets:\n  prefix: other');
    const refused = await org.world.orgsecrets(['apply', '--auto-approve', '--allow-destroy']);
    expect(refused.exitCode).to.equal(4);
    expect(refused.stderr).to.contain('stackSets.prefix: orgsecrets').and.to.contain('destroy');
  });

  it('the prefix, the second way out: destroy under the old one, then the next apply covers everything under the new one', async () => {
    // Policies name the roles of a prefix.
    const other = await startChangingOrg((text) =>
      text.replace('policies: [policies/caller.json]', 'managedPolicies: [AdministratorAccess]'),
    );
    try {
      expect((await other.world.orgsecrets(['destroy', '--auto-approve'])).exitCode).to.equal(0);
      other.change('stackSets:', 'stackSets:\n  prefix: other');
      const { document, lost } = await other.run();
      expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
      expect(document.aggregator).to.include({ status: 'succeeded' });
      expect(lost).to.deep.equal([]);
      expect(instancesOf(other.world, shop).filter((name) => !name.startsWith('other-'))).to.deep.equal([]);
      expect(other.changedForeign()).to.deep.equal([]);
    } finally {
      await other.world.stop();
    }
  });
});
