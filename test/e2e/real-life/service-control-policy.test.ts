import { expect } from 'chai';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';

const place = { accountId: '333333333333', region: 'eu-central-1' };

describe('A service control policy denies our rules', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let applied: ApplyDocument;

  before(async () => {
    world = await startCliWorld('service-control-policy');
    applied = (await world.json<ApplyDocument>(['apply', '--auto-approve'])).document;
  });
  after(() => world.stop());

  it('the failure is told as that, with the name of the policy, where it is attached, and what it denies', () => {
    const failures = applied.actions.failed
      .filter(({ type }) => type === 'create-instances')
      .flatMap((action) => action.failures);
    expect(failures).to.have.lengthOf(1);
    expect(failures[0]).to.deep.include(place);
    expect(failures[0]!.reason).to.contain('explicit deny in a service control policy');
    expect(failures[0]!.instructions)
      .to.match(/RulesComeFromThePlatformTeam \(p-\w+, attached to ou-[\w-]+\) denies config:PutConfigRule/)
      .and.contain('stacksets-exec-');
  });

  it('the gap gives the same reason, and every other target is covered', () => {
    expect(applied.coverage.recorder).to.deep.include({ desired: 6, verified: 6 });
    expect(applied.coverage.rules.gaps).to.have.lengthOf(1);
    const [gap] = applied.coverage.rules.gaps;
    expect(gap).to.deep.include(place);
    expect(gap!.reason).to.contain('a service control policy denies config:PutConfigRule');
  });

  it('the gate holds the aggregator back until a person accepts the gap by name', async () => {
    expect(applied.outcome).to.equal('refused');
    expect(applied.aggregator.status).to.equal('absent');
    const { document } = await world.json<ApplyDocument>([
      'apply',
      '--auto-approve',
      '--accept-gaps',
      `${place.accountId}/${place.region}`,
    ]);
    expect(document.acceptedGaps).to.have.lengthOf(1);
    expect(document.aggregator.status).to.equal('succeeded');
  });
});
