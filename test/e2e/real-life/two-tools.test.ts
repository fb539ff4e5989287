import { expect } from 'chai';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
import { startCliWorld, timeScale, type CliWorld } from '../../support/cli.js';
import { endState } from '../../support/end-state.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import { appliedAgain, applyTo, byHand, nothingToDo } from '../../support/real-life.js';

type DestroyDocument = ReturnType<typeof destroyDocument>;

const StackSetName = 'orgsecrets-rules-us-east-1';
const root = async (world: CliWorld) => {
  const { Roots } = await byHand(world, 'organizations', 'ListRoots', {});
  return (Roots as readonly { Id: string }[])[0]!.Id;
};
/** Every account of the StackSet at once; the operation takes this many real milliseconds. */
const theirs = async (world: CliWorld, operation: string, input: object, milliseconds: number) => {
  const before = world.latencies.stackInstance;
  // Half of it passes before the stack is begun, and is settled by then.
  world.latencies.stackInstance = 2 * milliseconds * timeScale;
  const { OperationId } = await byHand(world, 'cloudformation', operation, {
    Regions: ['us-east-1'],
    OperationId: 'theirs',
    OperationPreferences: { MaxConcurrentPercentage: 100, FailureTolerancePercentage: 100 },
    ...input,
  });
  await until(async () => {
    const { Summaries } = await byHand(world, 'cloudformation', 'ListStackInstances', {
      StackSetName: (input as { StackSetName: string }).StackSetName,
    });
    return (Summaries as readonly { StackInstanceStatus: { DetailedStatus: string } }[]).some(
      ({ StackInstanceStatus }) => StackInstanceStatus.DetailedStatus === 'RUNNING',
    );
  });
  world.latencies.stackInstance = before;
  return OperationId as string;
};
/** What is there, whether its stack was made or changed last. */
const state = ({ simulator }: CliWorld) =>
  JSON.stringify(endState(simulator))
    .replaceAll('"UPDATE_COMPLETE"', '"CREATE_COMPLETE"')
    .replaceAll('"modified":true', '"modified":false');
/** Somebody gives one of our rules another parameter. */
const changed = async (world: CliWorld, milliseconds: number) => {
  const { StackSet } = await byHand(world, 'cloudformation', 'DescribeStackSet', { StackSetName });
  const { Parameters } = StackSet as {
    Parameters: readonly { ParameterKey: string; ParameterValue: string }[];
  };
  return theirs(
    world,
    'UpdateStackSet',
    {
      StackSetName,
      UsePreviousTemplate: true,
      Parameters: Parameters.map((one) =>
        one.ParameterKey === 'UnusedForDays' ? { ...one, ParameterValue: '30' } : one,
      ),
      DeploymentTargets: { OrganizationalUnitIds: [await root(world)] },
    },
    milliseconds,
  );
};
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('Two tools work at once', function () {
  this.timeout(120_000);
  const worlds: CliWorld[] = [];
  const begin = async (change?: (text: string) => string) => {
    const world = await startCliWorld('two-tools', change);
    worlds.push(world);
    return world;
  };
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.stop();
  });
  const changes = (world: CliWorld) =>
    world.simulator.log.filter(
      ({ source, mutating, callerArn }) => source === 'outside' && mutating && callerArn.includes('operator'),
    );

  it('a StackSet of our name has no tag of ours: refused before anything is changed', async () => {
    const world = await begin((text) => text.replace('security-member', 'orgsecrets-member'));
    const foreign = foreignIn(world.simulator);
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect(exitCode).to.equal(1);
    const said = stderr.replace(/\s+/g, ' ');
    expect(said).to.contain(
      'StackSet orgsecrets-member in us-east-1 exists, and orgsecrets did not make it.',
    );
    expect(said).to.contain('Choose another stackSets.prefix');
    expect(changes(world)).to.deep.equal([]);
    expect(Object.keys(foreign)).to.have.lengthOf(1);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('two applies begin at the same moment: both are done, in the state of one alone, and a third has nothing to do', async () => {
    const alone = await begin();
    const shared = await begin();
    expect((await applyTo(alone)).document.outcome).to.equal('done');
    const both = await Promise.all([applyTo(shared), applyTo(shared)]);
    for (const { exitCode, document } of both)
      expect([exitCode, document.outcome], JSON.stringify(document.actions.failed)).to.deep.equal([
        0,
        'done',
      ]);
    expect(await appliedAgain(shared)).to.deep.equal(nothingToDo);
    expect(endState(shared.simulator)).to.deep.equal(endState(alone.simulator));
  });

  it('two applies take a dropped Region away at the same moment: both are done, in the state of one alone, and a third has nothing to do', async () => {
    const [alone, shared] = [await begin(), await begin()];
    await Promise.all(
      [alone, shared].map(async (world) => {
        expect((await applyTo(world)).document.outcome).to.equal('done');
        world.editOrg((text) => text.replace('include: [us-east-1, eu-central-1]', 'include: [us-east-1]'));
      }),
    );
    const takeAway = (world: CliWorld) => applyTo(world, '--allow-destroy');
    expect((await takeAway(alone)).document.outcome).to.equal('done');
    for (const { exitCode, document } of await Promise.all([takeAway(shared), takeAway(shared)]))
      expect([exitCode, document.outcome], JSON.stringify(document)).to.deep.equal([0, 'done']);
    expect(await appliedAgain(shared)).to.deep.equal(nothingToDo);
    expect(endState(shared.simulator)).to.deep.equal(endState(alone.simulator));
  });

  it('two destroys begin at the same moment: both are done, and nothing more is left than by one alone', async () => {
    const [alone, shared] = [await begin(), await begin()];
    await Promise.all(
      [alone, shared].map(async (world) => expect((await applyTo(world)).document.outcome).to.equal('done')),
    );
    const destroy = (world: CliWorld) => world.json<DestroyDocument>(['destroy', '--auto-approve']);
    expect((await destroy(alone)).document.outcome).to.equal('done');
    for (const { exitCode, document, stderr } of await Promise.all([destroy(shared), destroy(shared)]))
      expect([exitCode, document.outcome], stderr).to.deep.equal([0, 'done']);
    expect(endState(shared.simulator)).to.deep.equal(endState(alone.simulator));
  });

  it('somebody else’s operation on our StackSet is waited for, then what it changed is put back: the same state as without it', async () => {
    const world = await begin();
    expect((await applyTo(world)).document.outcome).to.equal('done');
    const before = state(world);
    const operation = await changed(world, 6000);
    const { exitCode, document, stderr } = await world.json<ApplyDocument>(['apply', '--auto-approve']);
    expect(stderr).to.contain(`waiting for operation ${operation} of StackSet ${StackSetName}`);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(document.actions.done.map(({ id }) => id)).to.deep.equal([`update-stack-set/${StackSetName}`]);
    expect(state(world)).to.equal(before);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('somebody else’s operation on our StackSet that does not end before the deadline is named; nothing is begun beside it, and the next run ends the same', async () => {
    const world = await begin();
    expect((await applyTo(world)).document.outcome).to.equal('done');
    const before = state(world);
    world.editOrg((text) => text.replace('stackSets:', 'stackSets:\n  deadline: 0.1'));
    const operation = await changed(world, 14_000);
    const mutating = changes(world).length;
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect(exitCode).to.equal(1);
    const said = stderr.replace(/\s+/g, ' ');
    expect(said).to.contain(
      `The deadline came while operation ${operation} of StackSet ${StackSetName} was still going on.`,
    );
    expect(said).to.contain('Run the same command again to pick it up.');
    expect(changes(world)).to.have.lengthOf(mutating);
    world.editOrg((text) => text.replace('deadline: 0.1', 'deadline: 5'));
    expect((await applyTo(world)).document.outcome).to.equal('done');
    expect(state(world)).to.equal(before);
  });

  it('somebody else’s operation on our StackSet that begins in the middle of a run is waited for by the action that it is in the way of', async () => {
    const [alone, world] = [await begin(), await begin()];
    const forward = 'orgsecrets-forward-us-east-1';
    const units = { OrganizationalUnitIds: [await root(world)], AccountFilterType: 'INTERSECTION' };
    const [ended] = await Promise.all([
      world.json<ApplyDocument>(['apply', '--auto-approve', '--verbose']),
      until(async () =>
        changes(world).some(
          ({ operation, input }) => operation === 'CreateStackSet' && input['StackSetName'] === forward,
        ),
      ).then(() =>
        theirs(
          world,
          'CreateStackInstances',
          { StackSetName: forward, DeploymentTargets: { ...units, Accounts: ['333333333333'] } },
          4000,
        ),
      ),
      applyTo(alone),
    ]);
    expect([ended.exitCode, ended.document.outcome]).to.deep.equal([0, 'done']);
    expect(ended.stderr).to.contain('waits for operation theirs');
    expect(endState(world.simulator)).to.deep.equal(endState(alone.simulator));
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
