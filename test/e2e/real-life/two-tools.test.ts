import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { endState } from '../../support/end-state.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import { appliedAgain, applyTo, byHand, nothingToDo } from '../../support/real-life.js';

const template = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

describe('Two tools work at once', function () {
  this.timeout(120_000);
  const worlds: CliWorld[] = [];
  const small = async () => {
    const world = await startCliWorld('small');
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
    const world = await small();
    await byHand(world, 'cloudformation', 'CreateStackSet', {
      StackSetName: 'orgsecrets-member',
      TemplateBody: template,
    });
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
    const alone = await small();
    const shared = await small();
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
});
