import { expect } from 'chai';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import { bucketOf } from '../../../src/simulator/services/s3/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { byHand } from '../../support/real-life.js';
import { configOf } from '../state.js';
import { isOutsideChange } from '../../support/outside-change.js';

type DestroyDocument = ReturnType<typeof destroyDocument>;

describe('orgsecrets is taken away', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let foreign: Foreign;
  let removed: DestroyDocument;
  let begun: number;

  const ended = () => removed.actions.done.map(({ id }) => id.replaceAll('orgsecrets-', ''));
  const destroy = async () => (await world.json<DestroyDocument>(['destroy', '--auto-approve'])).document;
  /** Everywhere that AWS Config holds something: what it is. */
  const left = () =>
    Object.fromEntries(
      Object.entries(configOf(world.simulator)).flatMap(([place, state]) => {
        const things = [
          ...Object.keys(state?.recorders ?? {}),
          ...(state?.channel ? [`channel ${state.channel.name}`] : []),
          ...Object.keys(state?.rules ?? {}),
          ...Object.keys(state?.aggregators ?? {}),
        ];
        return things.length === 0 ? [] : [[place, things]];
      }),
    );

  const theirs = {
    '333333333331/us-east-1': ['orgsecrets', 'channel theirs', 'secretsmanager-using-cmk'],
  };

  before(async () => {
    world = await startCliWorld('removal');
    foreign = foreignIn(world.simulator);
    const applied = (await world.json<ApplyDocument>(['apply', '--auto-approve'])).document;
    expect(applied.outcome, JSON.stringify(applied.actions.failed)).to.equal('done');
    begun = world.simulator.log.length;
  });
  after(() => world.stop());

  it('without a terminal it refuses to begin unless --auto-approve says so', async () => {
    const refused = await world.orgsecrets(['destroy']);
    expect(refused.exitCode).to.equal(3);
    expect(refused.stderr).to.contain('There is nobody to ask').and.to.contain('--auto-approve');
    expect(world.simulator.log.slice(begun).filter(({ mutating }) => mutating)).to.deep.equal([]);
  });

  it('in a terminal it asks, and after a no nothing is changed', async () => {
    const { exitCode, stdout } = await world.orgsecrets(['destroy'], { typed: 'no\n' });
    expect(exitCode, stdout).to.equal(4);
    expect(stdout).to.contain('What stays').and.to.contain('Take all this away? (yes or no)');
    expect(world.simulator.log.slice(begun).filter(({ mutating }) => mutating)).to.deep.equal([]);
  });

  it('it shows what goes and what stays, and takes it away', async () => {
    const result = await world.json<DestroyDocument>(['destroy', '--auto-approve']);
    removed = result.document;
    expect([result.exitCode, removed.outcome], JSON.stringify(removed.actions.failed)).to.deep.equal([
      0,
      'done',
    ]);
    expect(result.stderr).to.contain('What stays').and.to.contain('orgsecrets-rules');
    expect(removed.remains.map(({ what }) => what)).to.deep.equal([
      'bucket orgsecrets-config-222222222222-us-east-1',
      'AWSServiceRoleForConfig in the accounts where orgsecrets made it',
      'the delegated administrator of AWS Config, and trusted access for AWS Config and StackSets',
    ]);
  });

  it('auto-deployment ends first, then go aggregator, forwarding, rules and recorders, after their proof the roles, last the hub', () => {
    const order = ended().filter((id) => !id.includes('management'));
    const at = (id: string) => order.indexOf(id);
    const sequence = [
      'stop-auto-deployment/member',
      'delete-aggregator/222222222222/us-east-1/orgsecrets',
      'delete-instances/forward-us-east-1',
      'delete-instances/rules-us-east-1',
      'delete-instances/recorder-us-east-1',
      'prove-removal',
      'delete-instances/member',
      'delete-instances/hub',
    ].map(at);
    expect(sequence).not.to.include(-1);
    expect(sequence).to.deep.equal([...sequence].sort((a, b) => a - b));
    const calls = world.simulator.log.slice(begun).filter(isOutsideChange);
    expect(calls[0]).to.include({ operation: 'UpdateStackSet' });
    expect(calls[1]).to.include({ operation: 'DeleteConfigurationAggregator' });
  });

  it('a channel that AWS can’t delete while its recorder still runs (LastDeliveryChannelDeleteFailed) is tried again', () => {
    const tries = world.simulator.log.filter(
      ({ operation, accountId, region }) =>
        operation === 'DeleteDeliveryChannel' && accountId === '222222222222' && region === 'eu-west-1',
    );
    expect(tries.length).to.be.greaterThan(1);
  });

  it('what others made, the recorder and the rule that were adopted too, stays, byte for byte, and of ours nothing does', () => {
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    expect(left()).to.deep.equal(theirs);
  });

  it('service-linked role, registration, trusted access and bucket are still there', async () => {
    const { world: inside } = world.simulator;
    for (const accountId of ['222222222222', '333333333331', '333333333332'])
      expect(iamOf(inside, accountId).roles, accountId).to.have.property('AWSServiceRoleForConfig');
    expect(bucketOf(inside, 'orgsecrets-config-222222222222-us-east-1')).not.to.equal(undefined);
    const administrators = await byHand(world, 'organizations', 'ListDelegatedAdministrators', {
      ServicePrincipal: 'config.amazonaws.com',
    });
    expect(administrators['DelegatedAdministrators']).to.have.lengthOf(1);
    const trusted = await byHand(world, 'organizations', 'ListAWSServiceAccessForOrganization', {});
    const services = (trusted['EnabledServicePrincipals'] as readonly { ServicePrincipal: string }[]).map(
      ({ ServicePrincipal }) => ServicePrincipal,
    );
    expect(services).to.include.members([
      'config.amazonaws.com',
      'member.org.stacksets.cloudformation.amazonaws.com',
    ]);
  });

  it('a second time there is nothing to do', async () => {
    const before = world.simulator.log.length;
    const again = await destroy();
    expect([again.outcome, again.actions.done, again.calls.mutating]).to.deep.equal(['done', [], 0]);
    expect(world.simulator.log.slice(before).filter(isOutsideChange)).to.deep.equal([]);
  });

  it('a later apply covers everything again, with the bucket that was kept', async () => {
    const { document } = await world.json<ApplyDocument>(['apply', '--auto-approve']);
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
    expect(document.coverage.rules).to.include({ desired: 8, verified: 8 });
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('killed half way and run again, it takes away what is left, until nothing is to be done', async () => {
    const half = removed.calls.mutating / 2;
    const killed = await world.orgsecrets(['destroy', '--auto-approve'], {
      started: (child) => {
        world.simulator.killAt({
          mutatingCall: Math.round(half),
          when: 'after',
          onKill: () => void child.kill('SIGKILL'),
        });
      },
    });
    expect(killed.exitCode).to.equal(null);
    world.simulator.revive();
    const again = await destroy();
    expect(again.outcome, JSON.stringify(again.actions.failed)).to.equal('done');
    expect(again.actions.done.length).to.be.within(1, removed.actions.done.length - 1);
    expect(again.remains).to.deep.equal(removed.remains);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    expect(left()).to.deep.equal(theirs);
    const third = await destroy();
    expect([third.actions.done, third.calls.mutating]).to.deep.equal([[], 0]);
  });
});
