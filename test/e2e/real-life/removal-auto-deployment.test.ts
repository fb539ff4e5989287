import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { applyTo } from '../../support/real-life.js';
import { configOf } from '../state.js';
import { isOutsideChange } from '../../support/outside-change.js';

interface Said {
  readonly operation: string;
  /** Without the prefix. */
  readonly name: string;
  readonly autoDeployment: unknown;
}

describe('orgsecrets is taken away where AWS deploys by itself (stackSets.autoDeployment: all)', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let foreign: Foreign;
  let calls: readonly Said[];
  let deploying: readonly string[];

  const said = (from: number): readonly Said[] =>
    world.simulator.log
      .slice(from)
      .filter(isOutsideChange)
      .map(({ operation, input }) => {
        const { StackSetName = '', AutoDeployment } = input as Readonly<Record<string, unknown>>;
        return {
          operation,
          name: String(StackSetName).replace('orgsecrets-', ''),
          autoDeployment: AutoDeployment,
        };
      });
  const first = (operation: string, name: RegExp) =>
    calls.findIndex((call) => call.operation === operation && name.test(call.name));
  const last = (operation: string, name: RegExp) =>
    calls.findLastIndex((call) => call.operation === operation && name.test(call.name));

  before(async () => {
    world = await startCliWorld('small');
    foreign = foreignIn(world.simulator);
    // An account that is excluded inside a covered unit does not go with it.
    world.editOrg((text) =>
      text
        .replace(/ {2}exclude:\n.*\n.*\n/, '')
        .replace('accounts:\n', '')
        .concat('  autoDeployment: all\n'),
    );
    expect((await applyTo(world)).document.outcome).to.equal('done');
    deploying = said(0)
      .filter(({ autoDeployment }) => JSON.stringify(autoDeployment)?.includes('"Enabled":"true"'))
      .map(({ name }) => name);
    const begun = world.simulator.log.length;
    // The answer that goes on; what a no does is shown where there is no auto-deployment.
    const { exitCode, stdout } = await world.orgsecrets(['destroy'], { typed: 'yes\n' });
    expect(exitCode, stdout).to.equal(0);
    expect(stdout).to.contain('Take all this away? (yes or no)');
    calls = said(begun);
  });
  after(() => world.stop());

  it('auto-deployment is switched off, and what StackSets depend on emptied, before the first instance goes', () => {
    const before = calls.slice(0, first('DeleteStackInstances', /./));
    const off = before.filter(({ operation }) => operation === 'UpdateStackSet');
    expect(deploying.length).to.be.greaterThan(2);
    expect(off.map(({ name }) => name)).to.have.members([...new Set(deploying)]);
    for (const { name, autoDeployment } of off)
      expect(autoDeployment, name).to.deep.equal({ Enabled: 'false' });
  });

  it('then go aggregator, forwarding, rules and recorders, when those are gone the roles, last the hub', () => {
    const aggregator = first('DeleteConfigurationAggregator', /^/);
    expect(aggregator).to.be.above(-1);
    const kinds = [/^forward-/, /^rules-/, /^recorder-/, /^member$/, /^hub$/];
    const ends = kinds.map((kind) => last('DeleteStackInstances', kind));
    expect(ends).not.to.include(-1);
    for (const [index, kind] of kinds.entries())
      expect(first('DeleteStackInstances', kind), String(kind)).to.be.above(ends[index - 1] ?? aggregator);
  });

  it('nothing of ours is left, and nothing foreign gone', () => {
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    const left = Object.values(configOf(world.simulator)).flatMap((state) => [
      ...Object.keys(state?.recorders ?? {}),
      ...Object.keys(state?.rules ?? {}),
      ...Object.keys(state?.aggregators ?? {}),
    ]);
    expect(left).to.deep.equal([]);
  });
});
